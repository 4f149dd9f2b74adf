"""Databases that are already in Notion, taken as a document.

``look`` asks what there is, ``proposal`` says which database is which table and which property
which column, by the names of ``synonyms`` and the rules of ``mapping``; ``carrying_out`` adds what
the service needs. Nothing that people made is changed.
"""

from notion_template.bind.carrying_out import carry_out
from notion_template.bind.errors import BoundElsewhereError
from notion_template.bind.look import Found, Seen, look, stands
from notion_template.bind.proposal import Proposal, propose
from notion_template.bind.tabs import TabProposal

__all__ = [
    "BoundElsewhereError", "Found", "Proposal", "Seen", "TabProposal", "carry_out", "look",
    "propose", "stands",
]  # fmt: skip

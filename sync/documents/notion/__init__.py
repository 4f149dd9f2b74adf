"""Notion databases as documents, through notion-client.

``exchange`` carries the client's requests by the project's rules, ``addresses`` knows what people
paste, ``refusals`` says what Notion's errors mean in the words of ``errors``. ``asking`` reads
whole databases, ``tables`` and ``reading`` make a snapshot of them, ``writing`` turns a plan into
one request a page; ``signals`` tells what people changed since, ``comments`` speaks to owners of
rows.
"""

from sync.documents.notion.document import NotionDocument

__all__ = ["NotionDocument"]

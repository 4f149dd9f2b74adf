"""What people type, read in both languages: numbers, days, answers, cycles, ids, conditions.

Nothing here raises and nothing guesses: text that could mean two things comes back as `Unreadable`
with both readings. `number`, `dates`, `words` and `where` hold one subject each; `folding` brings
the many spaces, dashes and digits of the world to one form first.
"""

from __future__ import annotations

from sync.core.parsing.dates import DayOrder, parse_date, tell_order
from sync.core.parsing.number import DecimalSign, Number, parse_number, tell_decimal
from sync.core.parsing.unreadable import Unreadable
from sync.core.parsing.where import WhereError, parse_where
from sync.core.parsing.words import Link, parse_cycle, parse_link, parse_list, parse_yes_no

__all__ = [
    "DayOrder",
    "DecimalSign",
    "Link",
    "Number",
    "Unreadable",
    "WhereError",
    "parse_cycle",
    "parse_date",
    "parse_link",
    "parse_list",
    "parse_number",
    "parse_where",
    "parse_yes_no",
    "tell_decimal",
    "tell_order",
]

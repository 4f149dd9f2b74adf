"""What of an export is never kept: phone numbers, addresses, notes, names of customers' people.

A column goes by its title, or by what stands in it; in titles of deals the private part is blotted
out. What is kept is what a metric can select or add up.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sync.core.fields import fold_field

BLOT = "•••"
LONGEST = 100
"""Characters; longer texts are notes, not values to select by."""
MOST_VALUES = 200
"""Distinct texts; a column with more, most of them seen once or twice, is a list of names."""

_TITLE = re.compile(
    r"phone|телефон|mobile|мобильн|mail|почт|comment|комментар|примечан|\bnotes?\b"
    r"|описани|description|contact|контакт|\bфио\b|адрес|address|паспорт|passport|birth|рожден"
    r"|skype|telegram|whatsapp|instagram|\bvk\b|\bip\b|\bинн\b|снилс|\bids?$|\bguid\b"
    r"|created by|кем |modified by|\bавтор\b|first name|last name|имя|фамил|отчеств|должност"
    r"|next step|следующ|задач|\btask|ссылк|\burl\b|website|\bсайт$|message|сообщени",
)
_MAIL = re.compile(r"[^\s@<>()\"';,]+@[^\s@<>()\"';,]+\.\w+")
_PHONE = re.compile(
    r"(?<![\w.,\-])(?:\+\d|8|7)?[ \-]?\(?\d{3,4}\)?[ \-]?\d{2,3}[ \-]?\d{2}[ \-]?\d{2,3}(?!\w)"
)
_PHONE_MARKS = re.compile(r"[+()]|\d-\d|^[78]9\d{9}$")


def is_private_title(title: str) -> bool:
    """Whether a column of this title is left out unread."""
    return _TITLE.search(fold_field(title)) is not None


def has_phones(texts: Collection[str]) -> bool:
    """Whether a fifth of the distinct texts of a column or more are phone numbers."""
    phones = sum(map(_is_phone, texts))
    return phones > 0 and phones * 5 >= len(texts)


def is_private(texts: Collection[str], rows: int) -> bool:
    """Whether the distinct texts of a column, filled in so many rows, are notes or names."""
    if any(len(text) > LONGEST or _MAIL.search(text) for text in texts):
        return True
    return len(texts) > MOST_VALUES and len(texts) * 3 > rows


def blot(text: str) -> str:
    """A title without the addresses and phone numbers in it."""
    without_mail = _MAIL.sub(BLOT, text)
    return _PHONE.sub(lambda match: BLOT if _is_phone(match[0]) else match[0], without_mail)


def name_only(text: str) -> str:
    """An owner without an address: ``Anna Orlova (anna@example.com)`` is Anna Orlova."""
    name = re.sub(r"[(<\[]\s*[)>\]]", "", _MAIL.sub("", text)).strip(" ,;")
    return name or text.partition("@")[0].strip(" <([")


def _is_phone(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    plain = text.strip()
    return (
        10 <= digits <= 15
        and _PHONE.fullmatch(plain) is not None
        and _PHONE_MARKS.search(plain) is not None
    )

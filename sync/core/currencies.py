"""One code for a currency, whatever people call it."""

from __future__ import annotations

_NAMES: dict[str, tuple[str, ...]] = {
    "RUB": ("₽", "руб", "руб.", "р", "р.", "рубль", "рубли", "рублей", "российский рубль",
            "russian ruble", "russian rouble", "rur"),
    "USD": ("$", "us$", "доллар", "доллар сша", "доллары", "us dollar", "u.s. dollar"),
    "EUR": ("€", "евро", "euro"),
    "KZT": ("₸", "тенге", "тнг", "казахстанский тенге", "kazakhstani tenge"),
    "BYN": ("бел. руб.", "белорусский рубль", "belarusian ruble", "br"),
    "UZS": ("сум", "узбекский сум", "so'm"),
    "AMD": ("֏", "драм", "армянский драм"),
    "GEL": ("₾", "лари"),
    "AED": ("дирхам", "дирхам оаэ", "uae dirham"),
    "GBP": ("£", "фунт", "фунт стерлингов", "british pound", "pound sterling"),
    "CNY": ("¥", "юань", "китайский юань", "yuan", "chinese yuan"),
    "UAH": ("₴", "гривна", "гривня", "ukrainian hryvnia"),
    "TRY": ("₺", "турецкая лира", "turkish lira"),
}  # fmt: skip

_CODE_OF = {name: code for code, names in _NAMES.items() for name in names}


def currency_code(text: str) -> str:
    """``RUB`` for ``₽``, ``руб.`` and ``rub``; an unknown name stands as typed, in capitals."""
    plain = " ".join(text.split())
    return _CODE_OF.get(plain.casefold().replace("ё", "е"), plain.upper())


def is_currency(text: str) -> bool:
    """Whether this is a currency that is known by a code, a sign or a name."""
    return currency_code(text) in _NAMES

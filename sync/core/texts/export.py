"""Words of what is found in a file of deals."""

from __future__ import annotations

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Text

MESSAGES: dict[str, Message] = {
    "export-rows-unreadable": Message(Level.ADVICE, Text(
        "Some rows of the export are not whole deals and are left out ({count}): {found}. Each"
        " deal needs its ID and no more cells than there are titles.",
        "В выгрузке есть неполные строки, они не учтены ({count}): {found}. У каждой сделки должен"
        " быть ID, а ячеек — не больше, чем заголовков."),
        Text("export again as .xlsx", "выгрузите ещё раз в .xlsx")),
    "export-values-unreadable": Message(Level.ADVICE, Text(
        "“{found}” in the column “{column}” of the export cannot be read and counts as blank"
        " ({count}). Fix it in the CRM and export again. Rows: {rows}.",
        "«{found}» в столбце «{column}» выгрузки не читается и считается пустым ({count})."
        " Поправьте в CRM и выгрузите снова. Строки: {rows}."),
        Text("1250.50 or 2026-10-05", "1250,50 или 05.10.2026")),
    "export-id-repeated": Message(Level.ADVICE, Text(
        "The export repeats the ID of some deals ({count}): {found}. The last row of each counts."
        " Export one row per deal.",
        "В выгрузке повторяются ID сделок ({count}): {found}. Учтена последняя строка каждой."
        " Выгружайте по одной строке на сделку."),
        Text("one row per deal", "одна строка на сделку")),
    "export-stage-unclear": Message(Level.ADVICE, Text(
        "All deals at the stage “{found}” have a closing date, but its name says neither won nor"
        " lost, so they count as open. Add a column “Won” with yes or no.",
        "У всех сделок на этапе «{found}» есть дата закрытия, но по названию не понять, успех это или"
        " отказ, поэтому они считаются открытыми. Добавьте столбец «Выиграна» с «да» и «нет»."),
        Text("Won: yes", "Выиграна: да")),
}  # fmt: skip

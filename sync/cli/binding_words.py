"""Words of ``okr-sync bind``."""

from __future__ import annotations

from sync.core.vocabulary import Text

TEMPLATE = Text(
    "“{title}” is a copy of the template.",
    "«{title}» — копия шаблона.",
)
OWN = Text(
    "“{title}”: your own databases, as OKR Sync would read them.",
    "«{title}»: ваши собственные базы — так их будет читать OKR Sync.",
)
TABLE = Text("{ours}: your database “{theirs}”", "{ours}: ваша база «{theirs}»")
COLUMN = Text("In OKR Sync", "В OKR Sync")
PROPERTY = Text("Your property", "Ваше свойство")
SERVED = Text("Will be added, the service fills them in:", "Добавятся, заполняет сервис:")
EMPTY = Text("Will be added for you to fill in:", "Добавятся, заполняете вы:")
LEFT = Text("Left alone:", "Остаются как есть, сервис их не трогает:")
MADE = Text("New databases on the page:", "Новые базы на странице:")
REMARKS = Text("Please note", "Обратите внимание")
PROMISE = Text(
    "Nothing that stands in your properties is changed.",
    "То, что записано в ваших свойствах, не изменится.",
)
ASK = Text("Bind it like this?", "Привязать так?")
DECLINED = Text(
    "Nothing was changed. If a property is missing above, give it a plainer name in Notion and run"
    " the command again.",
    "Ничего не изменено. Если какого-то свойства не хватает, назовите его в Notion проще и"
    " запустите команду ещё раз.",
)
NEEDS_YES = Text(
    "Nothing was changed. To carry it out, run the command again with --yes.",
    "Ничего не изменено. Чтобы выполнить, запустите команду ещё раз с ключом --yes.",
)
BOUND = Text(
    "Done. Now run: okr-sync sync {path}", "Готово. Теперь выполните: okr-sync sync {path}"
)
ALREADY = Text(
    "It is bound already, and nothing is missing. To bring it up to date, run: okr-sync sync"
    " {path}",
    "Уже привязано, всё на месте. Чтобы обновить, выполните: okr-sync sync {path}",
)

"""Why a request to the pages is refused."""

from __future__ import annotations

from sync.errors import SyncError


class StrangeHostError(SyncError):
    """The pages were asked for under a name that is not this machine's own."""

    def __init__(self) -> None:
        super().__init__(
            "The pages answer on this machine only. Open them as http://127.0.0.1 with the port"
            " that okr-sync serve has printed.",
            "Страницы открываются только на этом компьютере. Откройте адрес http://127.0.0.1 с"
            " портом, который напечатала команда okr-sync serve.",
        )


class FormRefusedError(SyncError):
    """A form that did not come from a page of ours, or from one that is too old."""

    def __init__(self) -> None:
        super().__init__(
            "The form is too old or was sent from another page. Nothing was done. Reload the page"
            " and press the button again.",
            "Форма устарела или отправлена с чужой страницы. Ничего не сделано. Обновите страницу и"
            " нажмите кнопку ещё раз.",
        )


class PortTakenError(SyncError):
    """Another program listens where the pages were to be."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} cannot be used: another program may listen there. Stop it, or choose"
            " another port: okr-sync serve --port 8081",
            f"Порт {port} недоступен: возможно, он занят другой программой. Остановите её или"
            " выберите другой порт: okr-sync serve --port 8081",
        )

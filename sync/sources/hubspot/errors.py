"""Why HubSpot did not give its records: one class a situation, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from sync.errors import SourceError
from sync.transport import Kind, TransportError


class TokenRefusedError(SourceError):
    """The token is wrong, was rotated, or its app was deleted."""

    def __init__(self) -> None:
        super().__init__(
            "HubSpot does not accept the token. Ask the administrator of OKR Sync to copy it anew"
            " into OKR_HUBSPOT_TOKEN (in HubSpot: Development → Service keys or Legacy apps).",
            "HubSpot не принимает токен. Попросите администратора OKR Sync заново скопировать его в"
            " OKR_HUBSPOT_TOKEN (в HubSpot: Development → Service keys или Legacy apps).",
            permanent=True,
        )


class ScopesMissingError(SourceError):
    """The token may not read what metrics need."""

    def __init__(self, scopes: Sequence[str]) -> None:
        named, several = ", ".join(scopes), len(scopes) > 1
        english = f"the permission{'s' if several else ''} {named}" if named else "a permission"
        russian = f"{'прав' if several else 'права'} {named}" if named else "одного из прав"
        super().__init__(
            f"The HubSpot token lacks {english}. Ask the administrator of OKR Sync to add what is"
            " missing (in HubSpot: Development → Service keys or Legacy apps → Scopes).",
            f"У токена HubSpot нет {russian}. Попросите администратора OKR Sync добавить, чего не"
            " хватает (в HubSpot: Development → Service keys или Legacy apps → Scopes).",
            permanent=True,
        )


class DailyLimitError(SourceError):
    """All calls of the day are used up."""

    def __init__(self) -> None:
        super().__init__(
            "HubSpot's limit of requests for today is used up; the next one begins at midnight in"
            " the time zone of the account. The first run after that reads the rest. If it happens"
            " often, look at what else uses HubSpot's API.",
            "Суточный лимит запросов HubSpot исчерпан, он обновится в полночь по времени аккаунта."
            " Первое обновление после этого дочитает остальное. Если так бывает часто, посмотрите,"
            " что ещё обращается к API HubSpot.",
            permanent=False,
        )


class HubSpotBusyError(SourceError):
    """Too many calls at once, for longer than is worth waiting."""

    def __init__(self) -> None:
        super().__init__(
            "HubSpot gets too many requests at the moment. The next run tries again; if it goes on,"
            " look at what else uses HubSpot's API.",
            "HubSpot сейчас получает слишком много запросов. При следующем обновлении попробуем"
            " снова; если повторится, посмотрите, что ещё обращается к API HubSpot.",
            permanent=False,
        )


class HubSpotUnreachableError(SourceError):
    """No answer, or failures of HubSpot's own."""

    def __init__(self) -> None:
        super().__init__(
            "HubSpot does not answer. The next run tries again; if it goes on, check the connection"
            " to the internet and status.hubspot.com.",
            "HubSpot не отвечает. При следующем обновлении попробуем снова; если повторится,"
            " проверьте интернет и страницу status.hubspot.com.",
            permanent=False,
        )


class HubSpotGarbledError(SourceError):
    """An answer that is not HubSpot's."""

    def __init__(self) -> None:
        super().__init__(
            "HubSpot's answer cannot be read, so nothing was taken from it. The next run tries"
            " again; if it goes on, check for a proxy in between, or update OKR Sync.",
            "Ответ HubSpot не читается, из него ничего не взято. При следующем обновлении попробуем"
            " снова; если повторится, проверьте прокси в сети или обновите OKR Sync.",
            permanent=False,
        )


class HubSpotRefusedError(SourceError):
    """HubSpot does not understand a request of ours."""

    def __init__(self, status: int) -> None:
        super().__init__(
            f"HubSpot refused a request (HTTP {status}); its API may have changed. Update OKR Sync;"
            " if that does not help, please report it.",
            f"HubSpot отклонил запрос (HTTP {status}); возможно, его API изменился. Обновите OKR"
            " Sync; если не поможет, сообщите нам.",
            permanent=True,
        )


_UNREACHABLE = {Kind.UNREACHABLE, Kind.LOST, Kind.SLOW, Kind.FAILED, Kind.RESTING}
_GARBLED = {Kind.GARBLED, Kind.LARGE, Kind.MOVED}


def explain_failure(error: TransportError) -> SourceError:
    """The same failure in HubSpot's terms."""
    if error.kind in _UNREACHABLE:
        return HubSpotUnreachableError()
    if error.kind in _GARBLED:
        return HubSpotGarbledError()
    if error.kind is Kind.BUSY:
        daily = error.json().get("policyName") == "DAILY"
        return DailyLimitError() if daily else HubSpotBusyError()
    if error.status == 401:
        return TokenRefusedError()
    if error.status == 403:
        return ScopesMissingError(_scopes(error))
    return HubSpotRefusedError(error.status)


def _scopes(error: TransportError) -> list[str]:
    """The permissions that HubSpot names as missing."""
    found: list[str] = []
    errors = error.json().get("errors")
    for one in errors if isinstance(errors, list) else ():
        context = one.get("context") if isinstance(one, dict) else None
        named = context.get("requiredGranularScopes") if isinstance(context, dict) else None
        found += [str(name) for name in named if name] if isinstance(named, list) else []
    return list(dict.fromkeys(found))

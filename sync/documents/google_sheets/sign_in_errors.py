"""Why the service cannot sign in to Google, and what to do about it."""

from __future__ import annotations

from sync.errors import SyncError


class SignInError(SyncError):
    """The service has no valid Google account to work under."""


class NoCredentialsError(SignInError):
    """Nothing was configured and nothing was found."""

    def __init__(self) -> None:
        super().__init__(
            "No Google credentials were found. Create a key of a service account in Google Cloud"
            " and name its file in GOOGLE_APPLICATION_CREDENTIALS; docs/google-sheets.md tells how,"
            " step by step.",
            "Учётные данные Google не найдены. Создайте в Google Cloud ключ сервисного аккаунта и"
            " укажите путь к файлу в GOOGLE_APPLICATION_CREDENTIALS; все шаги описаны в"
            " docs/google-sheets.md.",
        )


class CredentialsFileError(SignInError):
    """A file that holds no credentials."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path!r} is not there, or is not a file of Google credentials. Check the path in"
            " GOOGLE_APPLICATION_CREDENTIALS, or create a new JSON key of the service account:"
            " console.cloud.google.com → IAM & Admin → Service Accounts → Keys.",
            f"Файла «{path}» нет, или это не учётные данные Google. Проверьте путь в"
            " GOOGLE_APPLICATION_CREDENTIALS или создайте новый ключ сервисного аккаунта в формате"
            " JSON: console.cloud.google.com → «IAM и администрирование» → «Сервисные аккаунты» →"
            " «Ключи».",
        )


class SignInRefusedError(SignInError):
    """Google does not accept the credentials (any more)."""

    def __init__(self, robot: str, why: str) -> None:
        whom = f" ({robot})" if robot else ""
        said = f": {why}" if why else ""
        super().__init__(
            f"Google does not accept the credentials of the service{whom}{said}. The key may have"
            " been deleted, the sign-in may have expired, or the clock of this computer is wrong."
            " Check the clock, then create a new key or sign in again.",
            f"Google не принимает учётные данные сервиса{whom}{said}. Возможно, ключ удалён, срок"
            " входа истёк или на этом компьютере неверно идут часы. Проверьте часы, затем создайте"
            " новый ключ или войдите заново.",
        )


class ScopeError(SignInError):
    """The credentials are good for something else."""

    def __init__(self) -> None:
        super().__init__(
            "The Google credentials do not cover spreadsheets. Sign in again and allow access to"
            " Google Sheets: gcloud auth application-default login"
            " --scopes=https://www.googleapis.com/auth/spreadsheets,"
            "https://www.googleapis.com/auth/drive.file,"
            "https://www.googleapis.com/auth/cloud-platform",
            "Учётные данные Google не дают доступа к таблицам. Войдите заново и разрешите доступ к"
            " Google Таблицам: gcloud auth application-default login"
            " --scopes=https://www.googleapis.com/auth/spreadsheets,"
            "https://www.googleapis.com/auth/drive.file,"
            "https://www.googleapis.com/auth/cloud-platform",
        )


class SignInUnreachableError(SignInError):
    """The server that gives out tokens cannot be reached."""

    def __init__(self) -> None:
        super().__init__(
            "Google's sign-in service does not answer, or answers with errors. Nothing was changed."
            " Check the connection to the internet and try again in a few minutes.",
            "Сервис входа Google не отвечает или отвечает с ошибками. Ничего не изменено. Проверьте"
            " подключение к интернету и повторите через несколько минут.",
        )

"""The commands of ``okr-sync``."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar, cast

import click
from rich.console import Console

from sync.answer import Json
from sync.cli import words
from sync.cli.voice import Voice
from sync.core.vocabulary import Language
from sync.errors import SyncError

DONE, FAILED, WRONG_USAGE = 0, 2, 64

F = TypeVar("F", bound=Callable[..., object])


def voiced(command: F) -> F:
    """The options every command has."""
    language = click.option(
        "--lang", type=click.Choice(["en", "ru"]), help="Language of the answer."
    )
    as_json = click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
    return as_json(language(command))


def make_voice(as_json: bool, lang: str | None) -> Voice:
    return Voice(as_json, cast(Language | None, lang), Console(highlight=False))


DEALS = click.option(
    "--deals",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Deals exported from the CRM, .csv or .xlsx. Without it, the file given last is used.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="okr-sync", prog_name="okr-sync")
def cli() -> None:
    """Checks, scores and CRM numbers beside the OKRs of a sales team, in its own spreadsheet.

    DOCUMENT is the address of a Google Sheet or of a Notion page, or a path to an .xlsx file, made
    from the template.
    """


@cli.command()
@click.argument("document")
@DEALS
@voiced
def check(document: str, deals: Path | None, as_json: bool, lang: str | None) -> int:
    """Read DOCUMENT and say what is wrong with it. Writes nothing."""
    from sync.cli.running import run_document  # noqa: PLC0415 - keeps --help quick

    return run_document(document, deals, make_voice(as_json, lang), write=False, careful=False)


@cli.command()
@click.argument("document")
@DEALS
@voiced
def plan(document: str, deals: Path | None, as_json: bool, lang: str | None) -> int:
    """Show every change that sync would make to DOCUMENT. Writes nothing."""
    from sync.cli.running import run_document  # noqa: PLC0415 - keeps --help quick

    return run_document(document, deals, make_voice(as_json, lang), write=False)


@cli.command()
@click.argument("document")
@DEALS
@click.option("--adopt", is_flag=True, help="Go on with a copied document as one of its own.")
@click.option("--force", is_flag=True, help="Write even a surprising plan.")
@click.option("--if-changed", is_flag=True, help="Only if people have edited DOCUMENT (Notion).")
@voiced
def sync(
    document: str, deals: Path | None, adopt: bool, force: bool, if_changed: bool,
    as_json: bool, lang: str | None,
) -> int:  # fmt: skip
    """Bring DOCUMENT up to date: checks, values, scores, evidence."""
    from sync.cli.running import is_unchanged, run_document  # noqa: PLC0415 - keeps --help quick

    voice = make_voice(as_json, lang)
    if if_changed and is_unchanged(document, voice):
        return DONE
    return run_document(document, deals, voice, write=True, adopt=adopt, force=force)


@cli.command()
@click.argument("document")
@click.argument("metric")
@click.argument("record")
@DEALS
@voiced
def explain(
    document: str, metric: str, record: str, deals: Path | None, as_json: bool, lang: str | None
) -> int:
    """Say why RECORD is or is not counted in METRIC of DOCUMENT.

    RECORD is the id or the title of a deal, a call or a meeting.
    """
    from sync.cli.explaining import explain_record  # noqa: PLC0415 - keeps --help quick

    return explain_record(document, metric, record, deals, make_voice(as_json, lang))


@cli.command()
@click.argument("url")
@click.option("--yes", is_flag=True, help="Do not ask.")
@voiced
def bind(url: str, yes: bool, as_json: bool, lang: str | None) -> int:
    """Take the databases of a page in Notion as a document: a copy of the template, or a team's
    own. Shows how they would be read, and adds the service's columns once you agree."""
    from sync.cli.binding import bind_document  # noqa: PLC0415 - keeps --help quick

    ask = click.confirm if sys.stdin.isatty() else None
    return bind_document(url, make_voice(as_json, lang), yes=yes, ask=ask)


@cli.group()
def template() -> None:
    """Write the template that a team copies."""


@template.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE")
@click.option("--sample", is_flag=True, help="With the rows of an invented team.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@voiced
def xlsx(output: Path, sample: bool, force: bool, as_json: bool, lang: str | None) -> int:
    """Write the template as an .xlsx workbook."""
    from sync.cli.templates import write_template  # noqa: PLC0415 - keeps --help quick

    language: Language = "ru" if lang == "ru" else "en"
    output = write_template(output, language, sample=sample, force=force)
    told: dict[str, Json] = {"written": str(output), "language": language, "sample": sample}
    make_voice(as_json, lang).answer(told, words.WRITTEN.of(language).format(path=output))
    return DONE


@template.command()
@click.option(
    "--into",
    required=True,
    metavar="URL",
    help="Address of an empty sheet that the service may edit.",
)
@click.option("--sample", is_flag=True, help="With the rows of an invented team.")
@voiced
def sheets(into: str, sample: bool, as_json: bool, lang: str | None) -> int:
    """Build the template in an empty Google Sheet that is shared with the service.

    When it was interrupted, run it again: it goes on, and what is complete stays as it is.
    """
    from sync.cli.installing import install_template  # noqa: PLC0415 - keeps --help quick

    language: Language = "ru" if lang == "ru" else "en"
    told, said = install_template(into, language, Console(stderr=True), sample=sample)
    make_voice(as_json, lang).answer(told, said)
    return DONE


@template.command()
@click.option(
    "--parent", required=True, metavar="URL", help="Address of a page shared with the connection."
)
@click.option("--sample", is_flag=True, help="With the rows of an invented team.")
@voiced
def notion(parent: str, sample: bool, as_json: bool, lang: str | None) -> int:
    """Build the template in Notion, under a page that is shared with the connection.

    When it was interrupted, run it again: it goes on, and what is complete stays as it is.
    """
    from sync.cli.installing import install_in_notion  # noqa: PLC0415 - keeps --help quick

    language: Language = "ru" if lang == "ru" else "en"
    told, said = install_in_notion(parent, language, Console(stderr=True), sample=sample)
    make_voice(as_json, lang).answer(told, said)
    return DONE


@cli.command()
@click.option("--check", "check_only", is_flag=True, help="Run the job twice, report, and exit.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("demo"), show_default=True)
@voiced
def demo(check_only: bool, folder: Path, as_json: bool, lang: str | None) -> int:
    """Show the product on an invented team: its Google Sheet, its Notion and its workbook in a
    sandbox, and the pages, until Ctrl-C."""
    from sync.cli.demo import run_demo  # noqa: PLC0415 - keeps --help quick

    return run_demo(folder, make_voice(as_json, lang), check_only=check_only)


@cli.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Where to listen. Without it, PORT or 8080."
)
@voiced
def serve(port: int | None, as_json: bool, lang: str | None) -> int:
    """Show all documents as pages in a browser on this machine, until Ctrl-C."""
    from sync.cli.serving import serve_pages  # noqa: PLC0415 - keeps --help quick

    return serve_pages(port, make_voice(as_json, lang))


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 errors in the document, 2 failed, 64 wrong use."""
    logging.getLogger("sync").addHandler(logging.NullHandler())  # the sentence tells people enough
    sys.exit(_exit_code(sys.argv[1:] if arguments is None else arguments))


def _exit_code(arguments: list[str]) -> int:
    try:
        return cast(int | None, cli.main(arguments, standalone_mode=False)) or DONE
    except click.UsageError as error:
        error.show()
        _answer_error("UsageError", error.format_message(), arguments)
        return WRONG_USAGE
    except BrokenPipeError:
        return FAILED
    except click.exceptions.Abort:
        _tell_failure(StoppedError(), arguments)
        return FAILED
    except SyncError as error:
        _tell_failure(error, arguments)
        return FAILED
    except Exception as error:  # noqa: BLE001 - the edge of a run: nothing else may escape
        traceback.print_exc()
        _tell_failure(UnexpectedError(type(error).__name__), arguments)
        return FAILED


class StoppedError(SyncError):
    """Somebody pressed Ctrl-C, or left a question unanswered."""

    def __init__(self) -> None:
        super().__init__(
            "Stopped. What was written stays; run the command again to go on.",
            "Остановлено. Что записано, то записано; чтобы продолжить, запустите команду ещё раз.",
        )


class UnexpectedError(SyncError):
    """A fault of the program itself."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"The program failed unexpectedly ({kind}). Run the command again; if it fails again,"
            " please report this with the lines above.",
            f"Программа неожиданно остановилась ({kind}). Запустите команду ещё раз; если не"
            " поможет, сообщите нам и приложите строки выше.",
        )


def _tell_failure(error: SyncError, arguments: list[str]) -> None:
    said = error.say(error.spoken or ("ru" if _asked_for_russian(arguments) else "en"))
    _answer_error(type(error).__name__, said, arguments)
    click.echo(said, err=True)


def _answer_error(kind: str, said: str, arguments: list[str]) -> None:
    """Programs get their one JSON object also when there is nothing else to tell."""
    if "--json" in arguments:
        told = {"error": {"type": kind, "message": said}}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _asked_for_russian(arguments: list[str]) -> bool:
    """Whether the answer is to be Russian: asked for, or by the habit of the terminal."""
    if "--lang=ru" in arguments or ("--lang", "ru") in pairwise(arguments):
        return True
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    asked_otherwise = any(word.startswith("--lang") for word in arguments)
    return (locale or "").startswith("ru") and not asked_otherwise

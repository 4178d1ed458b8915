"""Every example of docs/api.md is asked of the running server and answers what is shown; ``…`` stands for more."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import requests

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
HOST = "http://127.0.0.1:8050"
EXAMPLES = [
    tuple(example.split("\n", 1))
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    for example in block.split("$ ")[1:]
]


def asked(command: str, site: str) -> str:
    """What ``curl -s``, with ``-i`` and ``-H`` where they are given, would print."""
    curl, *words = shlex.split(command)
    assert curl == "curl" and words.pop(0) == "-s"
    headers = dict(words[place + 1].split(": ", 1) for place, word in enumerate(words) if word == "-H")
    answer = requests.get(words[-1].replace(HOST, site), headers=headers, timeout=30)
    head = f"HTTP/1.1 {answer.status_code} {answer.reason}\n\n" if "-i" in words else ""
    return head + answer.content.decode().replace("\r\n", "\n").replace(site, HOST)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_an_example_answers_what_is_shown(site: str, command: str, shown: str):
    answer, place = asked(command, site), 0
    for part in re.split(r"[…\n]+", shown.strip("\n")):
        found = answer.find(part, place)
        assert found >= 0, f"{part!r} is not in {answer[place : place + 2000]!r}"
        place = found + len(part)

"""The rows of a grid that do not come with its page."""

from __future__ import annotations

import csv
import io

import pytest
import requests

from dashboard.parts.grid import FIRST
from trade import questions
from trade.store import Store


def ask(site: str, path: str, **headers: str) -> requests.Response:
    return requests.get(f"{site}/rows/{path}", headers=headers, timeout=20)


def test_they_are_those_after_the_first_in_the_language_of_the_page(site: str, store: Store):
    text = requests.get(f"{site}/download/trade.csv?partner=RUS&lang=lt", timeout=20).text
    after = list(csv.DictReader(io.StringIO(text, newline="")))[FIRST:]
    answer = ask(site, f"data?partner=RUS&lang=lt&of={store.version}")
    names = ("partner_name", "flow_name", "period", "as_published")
    shown = [[row[name] for name in names] for row in answer.json()["rows"]]
    assert shown == [[row[name] for name in names] for row in after] != []
    tag = answer.headers["ETag"]
    assert (
        ask(site, f"data?partner=RUS&lang=lt&of={store.version}", **{"If-None-Match": tag}).status_code == 304
    )


def test_a_page_has_its_own_parameters(site: str, store: Store):
    answer = ask(site, f"checks?severity=note&of={store.version}")
    assert len(answer.json()["rows"]) == len(questions.findings(store, severity="note")) - FIRST > 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("data?partner=RUS&of=20200101T000000000000Z", 409),
        ("data?partner=QQQ&of=x", 404),
        ("method?of=x", 404),
        ("none", 404),
    ],
)
def test_what_there_is_not_and_what_was_published_since_have_their_status(site: str, path: str, status: int):
    assert ask(site, path).status_code == status

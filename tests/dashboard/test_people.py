"""Many at once: a view asks each question once and of one version, and what was drawn is not drawn again."""

from __future__ import annotations

import gc
import json
import threading
import weakref
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from dashboard import data
from dashboard.application import create
from dashboard.remembered import Remembered
from dashboard.texts import say
from trade.store import Store
from trade.store.embedded import Embedded

FIRST, SECOND = "20180101T000000000000Z", "20180102T000000000000Z"
PAGES = (
    "/",
    "/partner/LTU",
    "/sectors",
    "/compare",
    "/mirror",
    "/change",
    "/data",
    "/revisions",
    "/checks",
    "/report/AZE/LTU",
)


class Watched:
    """The engine as it is, with a note of what it is asked, of which version; ``at_first`` is done once."""

    def __init__(self) -> None:
        self.asked: Counter[tuple[str, str]] = Counter()
        self.folders: set[str] = set()
        self.at_first = lambda: None
        self._lock = threading.Lock()

    def rows(self, engine: Embedded, sql: str, values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        with self._lock:
            self.asked[sql, repr(values)] += 1
            self.folders.add(engine.version)
            at_first, self.at_first = self.at_first, lambda: None
        at_first()
        return ROWS(engine, sql, values)


ROWS = Embedded.rows


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    found = Watched()
    monkeypatch.setattr(Embedded, "rows", lambda *asked: found.rows(*asked))  # noqa: PLW0108 - so it is a method
    return found


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Path:
    """The real data set under two stamps, the pointer on the first."""
    for stamp in (FIRST, SECOND):
        (tmp_path / stamp).mkdir()
        for part in published.resolve().iterdir():
            (tmp_path / stamp / part.name).symlink_to(part)
    publish(tmp_path, FIRST)
    return tmp_path


def publish(home: Path, stamp: str) -> None:
    (home / "moved").symlink_to(stamp)
    (home / "moved").rename(home / "current")


@pytest.fixture(scope="module")
def application() -> Flask:
    return cast(Flask, create().server)


@pytest.fixture
def server(application: Flask, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The dashboard over that data set, with nothing remembered."""
    latest = Store(home / "current")
    monkeypatch.setattr(data, "_latest", lambda: latest)
    forget(application)
    yield application
    forget(application)


def prepared() -> None:
    """What all readers ask was asked, too."""
    for thread in threading.enumerate():
        if thread.name == data.PREPARES:
            thread.join()


def forget(server: Flask) -> None:
    prepared()
    data._fixed.cache_clear()  # pyright: ignore[reportPrivateUsage]
    cast(Remembered, server.wsgi_app).answers.forget()


def draw(server: Flask, page: str, lang: str = "en", **headers: str) -> TestResponse:
    """The callback that draws a page, as the browser asks for it."""
    path, _, search = page.partition("?")
    outputs = [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}]
    location = {"id": "_pages_location"}
    asked = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": outputs,
        "inputs": [
            location | {"property": "pathname", "value": path},
            location | {"property": "search", "value": f"?{search}" if search else ""},
        ],
        "changedPropIds": ["_pages_location.pathname", "_pages_location.search"],
    }
    referer = f"http://localhost{path}?lang={lang}"
    return server.test_client().post(
        "/_dash-update-component", json=asked, headers={"Referer": referer, **headers}
    )


def view(server: Flask, page: str) -> None:
    """The document and the page in it."""
    assert server.test_client().get(page).status_code == 200
    assert draw(server, page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_no_question_is_asked_twice_for_one_view(server: Flask, watched: Watched, page: str):
    """Two readers come at the same moment, nothing is remembered: the engine answers each question once."""
    with ThreadPoolExecutor(4) as many:
        list(many.map(lambda _: view(server, page), range(2)))
        list(many.map(lambda _: draw(server, page, **{"Accept-Encoding": "identity"}), range(2)))
    assert watched.asked
    assert {question: times for question, times in watched.asked.items() if times > 1} == {}


@pytest.mark.parametrize("page", ["/partner/LTU?mirror=1", "/report/AZE/LTU"])
def test_a_view_during_a_publish_is_of_one_version(server: Flask, home: Path, watched: Watched, page: str):
    watched.at_first = lambda: publish(home, SECOND)
    first = draw(server, page)
    assert watched.folders == {FIRST}
    assert len(watched.asked) > 5
    second = draw(server, page)
    assert watched.folders == {FIRST, SECOND}
    assert [each.headers["ETag"].split("-")[0] for each in (first, second)] == [f'W/"{FIRST}', f'W/"{SECOND}']


def test_an_engine_is_gone_with_its_version(server: Flask, home: Path):
    """Each would keep its memory: a server sees a publish a day."""

    def view_all() -> None:
        for page in PAGES:
            view(server, page)
        assert server.test_client().get("/search?q=oil").status_code == 200

    view_all()
    first = weakref.ref(data._fixed(FIRST))  # pyright: ignore[reportPrivateUsage]
    assert first() is not None
    publish(home, SECOND)
    view_all()
    prepared()
    gc.collect()
    assert first() is None


def test_what_was_drawn_is_not_drawn_again(server: Flask, watched: Watched):
    first = draw(server, "/partner/LTU")
    prepared()
    data.store().forget()
    watched.asked.clear()
    assert draw(server, "/partner/LTU").data == first.data
    assert not watched.asked


def test_each_language_and_each_coding_is_an_answer_of_its_own(server: Flask):
    answers = {
        (lang, coding): draw(server, f"/partner/LTU?lang={lang}", lang, **{"Accept-Encoding": coding})
        for _ in range(2)
        for lang in ("en", "lt")
        for coding in ("br", "identity")
    }
    assert len({answer.data for answer in answers.values()}) == 4
    for (lang, coding), answer in answers.items():
        assert answer.headers.get("Content-Encoding", "identity") == coding
        if coding == "identity":
            title = json.loads(answer.data)["response"]["_pages_store"]["data"]["title"]
            assert title.split(" | ")[0] == say("nav.partner", lang)


def test_a_document_that_did_not_change_is_not_sent_again(server: Flask, home: Path):
    client = server.test_client()
    tag = client.get("/partner/LTU").headers["ETag"]
    assert client.get("/partner/LTU", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/partner/LTU?lang=lt", headers={"If-None-Match": tag}).status_code == 200
    publish(home, SECOND)
    assert client.get("/partner/LTU", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("page", ["/sources", "/partner/XXX", "/data?period=1.1.1"])
def test_what_may_be_another_next_time_is_not_remembered(server: Flask, page: str):
    """Notes of a refresh, and mistakes."""
    assert draw(server, page).status_code == 200
    assert cast(Remembered, server.wsgi_app).answers.held == 0


def test_there_is_nothing_to_remember_before_there_is_data(server: Flask, home: Path):
    (home / "current").unlink()
    assert draw(server, "/").status_code == 200
    assert cast(Remembered, server.wsgi_app).answers.held == 0
    publish(home, FIRST)
    assert "ETag" in draw(server, "/").headers

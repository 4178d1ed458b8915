"""A version by its stamp: what it held, its files while it is kept, and a clear word when it is no more."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient

from dashboard.discovery import routes, version
from trade.store import Store
from trade.versions import PRUNED, held

PATHS = ["/catalog.jsonld", "/feed.atom?partner=LTU", "/calendar.ics", "/robots.txt", "/sitemap.xml", "/version",
         "/sitemap/pages.xml", "/cite.json?partner=LTU", "/cite.bib?partner=LTU"]  # fmt: skip
GONE = "20181130T000000000000Z"


def test_it_says_what_it_holds(site: str, store: Store):
    said = requests.get(f"{site}/version/{store.version}", timeout=20).json()
    rows = {
        name: store.rows(f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in ("trade", "observations")
    }
    assert {name: said["rows"][name] for name in rows} == rows
    vintages = {row["source"]: row["vintage"] for row in said["sources"]}
    assert vintages["armenia_armstat"] == "downloads of February, May and September 2024"
    raw = Path(__file__).parents[3] / "data" / "raw"
    for row in said["files"][::40]:
        assert hashlib.sha256((raw / row["path"]).read_bytes()).hexdigest() == row["sha256"]


def test_its_files_are_those_that_its_hashes_say(site: str, store: Store):
    at = f"{site}/version/{store.version}"
    listed = requests.get(f"{at}/SHA256SUMS", timeout=20)
    said = requests.get(at, timeout=20).json()
    assert hashlib.sha256(listed.content).hexdigest() == said["sums"]
    hashes = dict(line.split("  ")[::-1] for line in listed.text.splitlines())
    for name in ("trade/press.parquet", "sources.parquet", "datapackage.json", "trade.schema.json"):
        answer = requests.get(f"{at}/{name}", timeout=20)
        assert hashlib.sha256(answer.content).hexdigest() == hashes[name], name
        assert "immutable" in answer.headers["Cache-Control"]


def test_engines_read_a_stretch_of_a_file(site: str, store: Store):
    at = f"{site}/version/{store.version}/trade/press.parquet"
    answer = requests.get(at, headers={"Range": "bytes=-4"}, timeout=20)
    assert (answer.status_code, answer.content) == (206, b"PAR1")


@pytest.mark.parametrize("name", ["inputs.json", "../looked.jsonl", "%2e%2e/looked.jsonl", "nothing"])
def test_nothing_else_of_the_folder_is_handed_out(site: str, store: Store, name: str):
    prepared = requests.Request("GET", f"{site}/").prepare()
    prepared.url = f"{site}/version/{store.version}/{name}"
    assert requests.Session().send(prepared, timeout=20).status_code == 404


@pytest.fixture
def client(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A server over the real version, beside which a note tells of one that is gone."""
    (tmp_path / store.version).symlink_to(store.home / store.version)
    (tmp_path / "current").symlink_to(store.version)
    note = held(store.home / store.version) | {"version": GONE}
    (tmp_path / PRUNED).write_text('{"version": "cut off\n' + json.dumps(note) + "\n", encoding="utf-8")
    moved = Store(tmp_path / store.version)
    monkeypatch.setattr(version, "store", lambda: _Beside(moved, tmp_path))
    server = Flask("handmade")
    routes.attach(server)
    return server.test_client()


class _Beside:
    """The real store in a folder that is another one."""

    def __init__(self, store: Store, home: Path) -> None:
        self.home, self.version = home, store.version


def test_of_one_that_is_no_more_it_is_told_what_it_held(client: FlaskClient, store: Store):
    for path in (f"/version/{GONE}", f"/version/{GONE}/datapackage.json"):
        answer = client.get(path)
        assert answer.status_code == 410 and answer.json
        assert answer.json["rows"]["trade"] > 2_000_000 and not answer.json["is_kept"]
        assert answer.json["kept"] == [f"http://localhost/version/{store.version}"]


@pytest.mark.parametrize("stamp", ["20171130T000000000000Z", "cut off", "..", "current"])
def test_of_one_that_never_was_there_is_no_note(client: FlaskClient, stamp: str):
    answer = client.get(f"/version/{stamp}")
    assert answer.status_code == 404 and answer.json and "no note" in answer.json["message"]


@pytest.mark.parametrize("path", PATHS)
def test_who_has_the_newest_is_told_so(site: str, store: Store, path: str):
    first = requests.get(site + path, timeout=20)
    assert store.version in first.headers["ETag"] and first.headers["Last-Modified"]
    for name, header in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")):
        again = requests.get(site + path, headers={header: first.headers[name]}, timeout=20)
        assert (again.status_code, again.content) == (304, b""), header


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/version?lang=en", 400, "bad-parameter"),
        ("/version//datapackage.json", 404, "no-such-address"),
        ("/catalog.jsonld/", 404, "no-such-address"),
        ("/catalog.jsonld?lang=xx", 400, "bad-parameter"),
    ],
)
def test_a_mistake_is_a_problem_for_programs(site: str, path: str, status: int, kind: str):
    answer = requests.get(site + path, timeout=20)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["type"] == f"{site}/api/docs#{kind}"


def test_a_client_that_names_no_host_is_answered(site: str):
    answer = requests.get(f"{site}/api/trade?partner=zzz", headers={"Host": 'no"<host>'}, timeout=20)
    assert (answer.status_code, answer.json()["type"]) == (404, "/api/docs#unknown-economy")

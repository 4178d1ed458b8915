"""The State Customs Committee's page and bulletins; no real copy of either was at hand: all is handmade."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Response
from projects import Cli, contents, small_root
from pytest_httpserver import HTTPServer
from services import Clock, asked_of, in_turn

from etl import archive
from etl.live.fetching import Fetching
from etl.live.run import Asked, ask_one
from etl.model import RawFile
from etl.paths import Paths
from etl.refresh import refresh
from etl.sources.az_customs import az_customs
from etl.sources.az_customs.fetch import UNREAD
from etl.sources.az_customs.links import file_name, is_of_site, kind, links
from trade.errors import SourceChanged

PAGE = "/en/faydali/gomruk-statistikasi/statistics-bulletin"
SITE = f"https://customs.gov.az{PAGE}"
TODAY = date(2026, 11, 25)
HANDMADE_PAGE = """<!DOCTYPE html><html><body>
<a href="/">Home</a> <a href="mailto:a@example.org">Mail</a> <a>none</a>
<a class="bulletin" href="/up/Handmade 2025.rar">2025</a>
<A HREF='/up/handmade_2024.RAR#top'>2024</A> <a href="/up/handmade_2024.RAR">again</a>
<a href="/up/handmade_table.pdf?v=2">table</a>
<a href="https://elsewhere.example.org/law.pdf">law</a>
</body></html>"""
RAR, PDF, XLSX = b"Rar!\x1a\x07\x01 handmade", b"%PDF-1.7 handmade", b"PK\x03\x04 handmade"
FILES = {"/up/Handmade 2025.rar": RAR, "/up/handmade_2024.RAR": RAR + b"2024", "/up/handmade_table.pdf": PDF}


def test_the_links_of_a_page():
    assert links(HANDMADE_PAGE, SITE) == [
        "https://customs.gov.az/",
        "https://customs.gov.az/up/Handmade 2025.rar",
        "https://customs.gov.az/up/handmade_2024.RAR",
        "https://customs.gov.az/up/handmade_table.pdf?v=2",
        "https://elsewhere.example.org/law.pdf",
    ]


@pytest.mark.parametrize(
    ("url", "ending", "name"),
    [
        ("https://x.az/up/B%C3%BCl%20leten.RAR?v=2", ".rar", "Bül_leten.rar"),
        ("https://x.az/get?file=up/2024.xlsx", ".xlsx", "2024.xlsx"),
        ("https://x.az/up/..%2F..%2F.hidden.zip", ".zip", "hidden.zip"),
        ("https://x.az/up/..%5Corigin.toml.pdf", ".pdf", "origin.toml.pdf"),
        (f"https://x.az/{'a' * 300}.xls", ".xls", f"{'a' * 80}.xls"),
        ("https://x.az/rar", "", "rar"),
        ("https://x.az/page.html", "", "page.html"),
    ],
)
def test_the_name_of_a_file(url: str, ending: str, name: str):
    assert (kind(url), file_name(url)) == (ending, name)


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://customs.gov.az/a.rar", True),
        ("https://www.customs.gov.az/a.rar", True),
        ("https://files.customs.gov.az/a.rar", True),
        ("https://notcustoms.gov.az/a.rar", False),
        ("https://customs.gov.az.example.org/a.rar", False),
    ],
)
def test_what_is_of_the_site(url: str, own: bool):
    assert is_of_site(url, SITE) is own


@pytest.mark.parametrize("name", ["handmade.rar", "handmade.pdf", "handmade.xlsx", "handmade.csv"])
def test_no_file_is_read(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(b"handmade")
    assert not az_customs.recognises(path)
    with pytest.raises(SourceChanged, match="no reader knows the bulletins"):
        az_customs.read(RawFile(path, f"az_customs/{name}", "0" * 64, "u", TODAY))


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    monkeypatch.setenv("TRADE_ADDRESS_AZ_CUSTOMS", httpserver.url_for(""))
    monkeypatch.setattr(Fetching, "today", TODAY)
    browser = {"User-Agent": "Mozilla/5.0"}
    httpserver.expect_request(PAGE, headers=browser).respond_with_data(
        HANDMADE_PAGE, content_type="text/html"
    )
    return small_root(tmp_path / "project")


def serve(httpserver: HTTPServer, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        httpserver.expect_request(path).respond_with_data(content)


def ask(paths: Paths) -> Asked:
    clock = Clock()
    return ask_one(paths, "az_customs", sleep=clock.sleep, now=clock.now)


def unread(paths: Paths) -> list[str]:
    folder = paths.raw / "az_customs" / UNREAD
    return sorted(path.name for path in folder.glob("*") if path.name != archive.ADDED)


def test_bulletins_are_kept_as_they_came_and_said_to_be_unread(paths: Paths, httpserver: HTTPServer):
    serve(httpserver, FILES)
    asked = ask(paths)
    assert asked.outcome == "failed" and not asked.kept and asked.requests == 4
    (said,) = asked.errors
    for words in (
        "data/raw/az_customs/.unread: new bulletins were kept as they came and not read",
        "(1 .pdf, 2 .rar)",
        "bsdtar or unar",
        "A reader of these PDFs must be written",
    ):
        assert words in said
    assert unread(paths) == ["Handmade_2025.rar", "handmade_2024.rar", "handmade_table.pdf"]
    folder = paths.raw / "az_customs" / UNREAD
    assert (folder / "Handmade_2025.rar").read_bytes() == RAR
    assert httpserver.url_for("/up/handmade_table.pdf?v=2") in (folder / archive.ADDED).read_text()
    assert not archive.raw_files(paths.raw, "az_customs")


def test_they_end_no_refresh_and_are_not_asked_for_again_at_once(paths: Paths, httpserver: HTTPServer):
    serve(httpserver, FILES)
    ask(paths)
    again = ask(paths)
    assert (again.outcome, again.requests) == ("unchanged", 1)
    assert "az_customs" not in refresh(paths, ask=asked_of("az_customs")).failures


def test_a_bulletin_that_grew_is_kept_beside(
    paths: Paths, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
):
    first, *others = FILES
    serve(httpserver, {path: FILES[path] for path in others})
    httpserver.expect_request(first).respond_with_handler(
        in_turn(Response(RAR, headers={"ETag": '"1"'}), Response(RAR + b" more"), Response("", 304))
    )
    ask(paths)
    monkeypatch.setattr(Fetching, "today", TODAY + timedelta(days=30))
    asked = ask(paths)
    assert asked.requests == 4 and "(1 .rar)" in " ".join(asked.errors)
    assert len(unread(paths)) == 4
    assert any("If-None-Match" in request.headers for request, _ in httpserver.log)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(
            Response("<!DOCTYPE html><p>Sorry"), "a web page came instead of a file .rar", id="page"
        ),
        pytest.param(Response('{"error": 1}'), "something that begins with b'{\"error", id="json"),
        pytest.param(Response(""), "something that begins with b''", id="empty"),
        pytest.param(Response("", 404), "no longer there", id="404"),
    ],
)
def test_what_is_no_bulletin_is_told_and_asked_for_again(
    paths: Paths, httpserver: HTTPServer, answer: Response, said: str
):
    first, *others = FILES
    serve(httpserver, {path: FILES[path] for path in others})
    httpserver.expect_request(first).respond_with_handler(in_turn(answer, Response(RAR)))
    assert said in " ".join(ask(paths).errors)
    assert len(unread(paths)) == 2
    ask(paths)
    assert len(unread(paths)) == 3


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html><div id='app'></div></html>", "none of its 0 links leads to a file"),
        (
            "<html><a href='https://example.org/b.rar'>b</a></html>",
            "on other sites: https://example.org/b.rar",
        ),
    ],
)
def test_a_page_without_files_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer, page: str, said: str
):
    monkeypatch.setenv("TRADE_ADDRESS_AZ_CUSTOMS", httpserver.url_for(""))
    httpserver.expect_request(PAGE).respond_with_data(page)
    asked = ask(small_root(tmp_path / "project"))
    assert said in " ".join(asked.errors) and "mend the address" in " ".join(asked.errors)


def test_a_workbook_that_a_reader_knows_goes_into_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer
):
    """As it will be once there is a reader: it is asked whether it knows the file."""
    asked_about: list[str] = []

    class Reader:
        def recognises(self, path: Path) -> bool:
            asked_about.append(path.name)
            return True

    monkeypatch.setattr("etl.sources.az_customs.fetch.source", lambda _name: Reader())
    monkeypatch.setenv("TRADE_ADDRESS_AZ_CUSTOMS", httpserver.url_for(""))
    httpserver.expect_request(PAGE).respond_with_data("<html><a href='/b.xlsx'>b</a></html>")
    httpserver.expect_request("/b.xlsx").respond_with_data(XLSX)
    paths = small_root(tmp_path / "project")
    (said,) = ask(paths).errors
    assert asked_about == ["b.xlsx"]
    assert "the answer was not used" in said and "etl/sources/az_customs/layouts.toml" in said


def test_the_page_alone_is_shown(cli: Cli, paths: Paths, httpserver: HTTPServer):
    before = contents(paths.root)
    said = cli("try", "az_customs", root=paths)
    assert said.code == 0 and len(httpserver.log) == 1
    assert "Links to files on the page: 3\n" in said.out
    assert f"  {httpserver.url_for('/up/handmade_2024.RAR')}" in said.out
    assert contents(paths.root) == before

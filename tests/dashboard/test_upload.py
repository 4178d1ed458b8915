"""A file from the browser: shown first, stored and published only once that is confirmed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import BrowserContext, Page, expect
from projects import WORKBOOK, WTO, published, small_root

from etl.paths import Paths
from etl.refresh import refresh

NAME = Path(WORKBOOK).name


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A small project of its own: what is uploaded must not reach the real one."""
    paths = small_root(tmp_path_factory.mktemp("upload"), WTO)
    assert refresh(paths).exit_code == 0
    return paths


@pytest.fixture(scope="module")
def desk(serve: Callable[..., str], root: Paths, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a dashboard over that project which lets files in."""
    return serve(
        f"duckdb:{root.processed / 'current'}",
        ALLOW_UPLOAD="1",
        BILATERAL_ROOT=str(root.root),
        TMPDIR=str(tmp_path_factory.mktemp("waiting")),
    )


def send(desk: str, path: str, name: str = "", data: bytes = b"", **form: str) -> requests.Response:
    files = {"file": (name, data)} if name else None
    return requests.post(desk + path, files=files, data=form, headers={"Origin": desk}, timeout=120)


def archived(root: Paths) -> set[str]:
    return {path.name for path in root.raw.rglob("*") if path.suffix in (".xls", ".xlsx")}


def handmade_book(member: str, content: bytes) -> bytes:
    """The published workbook with one part more, made by hand."""
    book = io.BytesIO(published(WORKBOOK))
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    return book.getvalue()


REFUSED = {
    "another type": ("handmade.pdf", b"%PDF-1.7", 415, "none of .xls, .xlsx, .csv, .txt"),
    "a program": ("handmade.xlsm", b"PK", 415, "none of .xls, .xlsx, .csv, .txt"),
    "a page of the web": ("handmade.xls", b"<html><body>Not found</body></html>", 422, "HTML|web page"),
    "too large": ("handmade.csv", b"0" * 20_000_001, 413, "larger than 20 MB"),
    "empty": ("handmade.xlsx", b"", 422, "empty"),
    "a bomb": ("handmade.xlsx", handmade_book("xl/media/bomb", bytes(60_000_000)), 422, "would unpack to"),
    "macros": ("handmade.xlsx", handmade_book("xl/vbaProject.bin", b"handmade"), 422, "macros"),
    "cut short": ("handmade.xlsx", published(WORKBOOK)[:5_000], 422, "cut short or damaged"),
}


#: The others where there is time: each is read by a process of its own.
OFTEN = ("another type", "a page of the web", "a bomb")


@pytest.mark.parametrize(
    "case", [pytest.param(each, marks=() if each in OFTEN else pytest.mark.slow) for each in REFUSED]
)
def test_what_is_no_table_is_refused_in_words(desk: str, root: Paths, case: str):
    name, data, status, words = REFUSED[case]
    answer = send(desk, "/upload/read", name, data)
    assert answer.status_code == status
    assert re.search(words, answer.text), answer.text
    assert archived(root) == set()


def test_a_folder_in_a_name_leads_nowhere(desk: str, root: Paths):
    answer = send(desk, "/upload/read", "../../data/raw/imf_dots/handmade.pdf", b"%PDF")
    assert answer.status_code == 415
    assert "handmade.pdf is none of" in answer.text
    assert archived(root) == set()


def test_another_site_cannot_send_a_file(desk: str):
    for headers in ({"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}, {}):
        answer = requests.post(
            f"{desk}/upload/read", files={"file": (NAME, b"x")}, headers=headers, timeout=20
        )
        assert answer.status_code == 403


def test_without_the_switch_nothing_is_taken(site: str):
    assert send(site, "/upload/read", NAME, published(WORKBOOK)).status_code == 403
    assert requests.get(f"{site}/upload", timeout=20).status_code == 403


def test_a_stranger_publishes_nothing(desk: str, root: Paths):
    answer = send(desk, "/upload/publish", token="0" * 32, known_on="2024-01-01")
    assert answer.status_code == 404
    assert archived(root) == set()


@pytest.fixture
def at_desk(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def _choose(page: Page, desk: str) -> None:
    page.goto(f"{desk}/sources")
    page.locator("#upload-file").set_input_files(
        {"name": NAME, "mimeType": "application/octet-stream", "buffer": published(WORKBOOK)}
    )
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("#upload h3")).to_contain_text(f"What {NAME} says", timeout=60_000)


def test_a_person_reads_discards_reads_and_publishes(at_desk: Page, desk: str, root: Paths):
    page = at_desk
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    _choose(page, desk)
    expect(page.locator("#upload")).to_contain_text("SSD")
    assert archived(root) == set()
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#upload")).to_contain_text("Discarded; nothing was stored.")
    _choose(page, desk)
    page.get_by_label("Public since").fill("2021-06-01")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#upload h3")).to_contain_text(f"{NAME} is published", timeout=60_000)
    assert archived(root) == {NAME}
    page.get_by_role("link", name="See the figures").click()
    expect(page.locator("main")).to_contain_text("imf_dots")
    assert not trouble

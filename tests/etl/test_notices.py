"""Who is told what of a refresh, by webhook and by mail; nobody unless asked for."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from projects import ROOT, UNCTAD, WORKBOOK, Cli, MakeRoot, published
from pytest_httpserver import HTTPServer

from etl import key_figures, mail, notices
from etl.arrow import pa, pq
from etl.notices import Notice, notice
from trade.selection import Selection

FAILED = Notice({"imf_dots": "The file is empty."}, [], [])


@contextmanager
def mail_server() -> Iterator[tuple[int, list[str]]]:
    """A mail server on this machine without encryption, for one mail: its port, and the lines that came."""
    came: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_take_mail, args=(listener, came), daemon=True)
        thread.start()
        yield listener.getsockname()[1], came
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _take_mail(listener: socket.socket, came: list[str]) -> None:
    try:
        caller, _ = listener.accept()
    except OSError:
        return
    with caller, caller.makefile("rwb", buffering=0) as line:
        line.write(b"220 handmade\r\n")
        in_data = False
        for raw in line:
            said = raw.decode().rstrip("\r\n")
            came.append(said)
            if not in_data or said == ".":
                in_data = said == "data"
                line.write(
                    {"data": b"354 go on\r\n", "quit": b"221 bye\r\n"}.get(said.lower(), b"250 fine\r\n")
                )


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        ({}, {}, []),
        ({}, {"a": ["it answered 500."]}, ["a fails: it answered 500."]),
        ({"a": ["it answered 500."]}, {"a": ["it answered 500."]}, []),
        ({"a": ["it answered 500."]}, {"a": ["it answered 404."]}, ["a fails: it answered 404."]),
        ({"a": ["it answered 500."]}, {}, ["a is well again."]),
    ],
)
def test_a_failure_is_told_once(before: dict[str, list[str]], now: dict[str, list[str]], lines: list[str]):
    assert notice(before, now, []).lines == lines


def test_nobody_is_told_unless_the_environment_names_somebody():
    assert notices.send(FAILED, {}) == []


def test_a_webhook_is_told(httpserver: HTTPServer):
    httpserver.expect_oneshot_request("/hook", method="POST").respond_with_data("ok")
    assert notices.send(FAILED, {notices.WEBHOOK: httpserver.url_for("/hook")}) == []
    ((request, _),) = httpserver.log
    assert request.json == {
        "text": "imf_dots fails: The file is empty.",
        "failed": {"imf_dots": "The file is empty."}, "recovered": [], "revised": [],
    }  # fmt: skip


def test_a_webhook_that_does_not_answer_is_a_line_without_its_address(httpserver: HTTPServer):
    httpserver.expect_request("/secret").respond_with_data("no", status=500)
    (why,) = notices.send(FAILED, {notices.WEBHOOK: httpserver.url_for("/secret")})
    assert why == "a notice could not be sent (post: HTTPError)."


def test_a_mail_is_sent():
    with mail_server() as (port, came):
        asked = {
            notices.MAIL_TO: "desk@example.org",
            mail.HOST: "127.0.0.1",
            mail.PORT: str(port),
        }
        assert notices.send(FAILED, asked) == []
    assert "Subject: Bilateral: imf_dots fails: The file is empty." in came
    assert "imf_dots fails: The file is empty." in came


def test_settings_that_are_left_empty_count_as_not_set():
    with mail_server() as (port, came):
        asked = {notices.MAIL_TO: "desk@example.org", notices.MAIL_FROM: "", notices.WEBHOOK: "",
                 mail.HOST: "127.0.0.1", mail.PORT: str(port), mail.USER: ""}  # fmt: skip
        assert notices.send(FAILED, asked) == []
    assert "From: desk@example.org" in came
    (why,) = notices.send(FAILED, {notices.MAIL_TO: "desk@example.org", mail.HOST: "", mail.PORT: ""})
    assert why.startswith("a notice could not be sent: SMTP_HOST: it is not set.")


def test_a_password_does_not_go_out_unencrypted():
    with mail_server() as (port, came):
        asked = {notices.MAIL_TO: "desk@example.org", mail.HOST: "127.0.0.1", mail.PORT: str(port),
                 mail.USER: "desk", mail.PASSWORD: "secret"}  # fmt: skip
        (why,) = notices.send(FAILED, asked)
    assert "it offers no encryption" in why and "secret" not in why
    assert not [line for line in came if "AUTH" in line or "secret" in line]


def test_a_refresh_tells_a_failure_and_its_end(
    cli: Cli, make_root: MakeRoot, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
):
    httpserver.expect_request("/hook").respond_with_data("ok")
    monkeypatch.setenv(notices.WEBHOOK, httpserver.url_for("/hook"))
    paths = make_root(WORKBOOK, UNCTAD)
    whole = (paths.raw / WORKBOOK).read_bytes()
    for data in (whole, b"", b"", whole):
        (paths.raw / WORKBOOK).write_bytes(data)
        cli("refresh", "--offline", root=paths)
    told = [request.json["text"] for request, _ in httpserver.log]
    assert [words.partition(". ")[0] for words in told] == [
        f"imf_dots fails: {WORKBOOK}: the file is empty", "imf_dots is well again.",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_revised_key_figure_is_told(
    cli: Cli, make_root: MakeRoot, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
):
    """Kazakhstan's turnover of 2019, as printed in the file of that year and in the next one."""
    httpserver.expect_request("/hook").respond_with_data("ok")
    monkeypatch.setenv(notices.WEBHOOK, httpserver.url_for("/hook"))
    name = "kazakhstan_bns/Основные показатели внешней торговли_{}.xls"
    paths = make_root(name.format(2019))
    shutil.copyfile(ROOT / "data/raw/kazakhstan_bns/added.csv", paths.raw / "kazakhstan_bns/added.csv")
    (paths.data / "key_figures.csv").write_text("reporter,partner,flow,product\nKAZ,W00,T,\n")
    cli("refresh", "--offline", root=paths)
    (paths.raw / name.format(2020)).write_bytes(published(name.format(2020)))
    said = cli("refresh", "--offline", root=paths)
    ((request, _),) = httpserver.log
    (figure,) = request.json["revised"]
    assert figure == (
        "KAZ-W00 T 2019: 97774894.6 тыс. долларов США -> 97774894.63448 тыс. долларов США "
        "(KZ-BNS, kazakhstan_bns, 2021-07-28)."
    )
    assert f"Revised: {figure}" in said.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("reporter,partner\nAZE,LTU\n", "the columns flow, product are missing"),
        ("reporter,partner,flow,product\nAZE,LTU,X,\nAZE,LTUX,X,\n", "key_figures.csv, line 3"),
    ],
)
def test_a_list_of_key_figures_that_cannot_be_read_is_told(
    cli: Cli, make_root: MakeRoot, text: str, words: str
):
    paths = make_root(UNCTAD)
    (paths.data / "key_figures.csv").write_text(text)
    said = cli("refresh", "--offline", root=paths)
    assert said.code == 2
    assert words in said.err


def test_a_revised_key_figure_may_have_no_value_in_dollars(tmp_path: Path):
    """As euros of months that have no rate: what was printed is told."""
    one = {
        name: "handmade"
        for name in ("source", "agency", "product_scheme", "currency", "partner_rule", "period")
    }
    one |= {"reporter": "LTU", "partner": "AZE", "flow": "X", "product": "TOTAL", "method": "published"}
    start, end = date(2011, 1, 1), date(2011, 1, 31)
    for folder, words, day in (("before", "7 EUR", date(2012, 1, 1)), ("after", "8 EUR", date(2012, 2, 1))):
        row = one | {"period": "2011-01", "period_start": start, "period_end": end, "value_usd": None,
                     "as_published": words, "known_from": day, "known_to": None}  # fmt: skip
        (tmp_path / folder / "trade").mkdir(parents=True)
        schema = pa.schema(
            [(name, pa.date32() if "period_" in name or "known" in name else pa.string()) for name in row]
        )
        pq.write_table(pa.Table.from_pylist([row], schema), tmp_path / folder / "trade" / "handmade.parquet")
    asked = Selection(reporter="LTU", partner="AZE", flow="X", product="TOTAL")
    assert key_figures.revised(tmp_path / "before", tmp_path / "after", [asked]) == [
        "LTU-AZE X 2011-01: 7 EUR -> 8 EUR (handmade, handmade, 2012-02-01)."
    ]

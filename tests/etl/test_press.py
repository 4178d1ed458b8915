"""The press source: words read, checked against the hand-made reading, nothing dropped silently."""

from __future__ import annotations

import csv
import runpy
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from etl.model import FIGURES, RawFile, Reading
from etl.sources.press import press
from etl.sources.press.rows import COLUMNS
from trade.codelists import agencies, economies
from trade.errors import SourceChanged, UnknownName
from trade.period import Period
from trade.value import Value

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "raw" / "press" / "published_figures.csv"
LATEST = date(2026, 11, 1)
HAND = ("value", "unit_as_written", "value_usd", "period_start", "period_end")


def raw(path: Path) -> RawFile:
    return RawFile(path, f"press/{path.name}", "0" * 64, "https://example.org", LATEST)


@cache
def shipped() -> Reading:
    return press.read(raw(SHIPPED))


def figures(reading: Reading) -> list[dict[str, Any]]:
    return reading.figures.to_pylist()


ROW = {
    "url": "https://example.org/a", "outlet": "example", "article_date": "2018-11-20", "reporter": "AZE",
    "partner": "LTU", "flow": "turnover", "period_as_written": "January-October 2018",
    "period_start": "2018-01-01", "period_end": "2018-10-31", "value": "19.12",
    "unit_as_written": "million USD", "value_usd": "19120000", "growth_as_written": "",
    "product_or_sector_as_written": "", "cited_source": "State Customs Committee",
    "quote_fragment": "was $19.12 million", "confidence": "high", "note": "",
}  # fmt: skip


def written(tmp_path: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> RawFile:
    path = tmp_path / "any name.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(ROW | row for row in rows)
    return raw(path)


def one(tmp_path: Path, **cells: str) -> tuple[dict[str, Any], set[tuple[str, str]]]:
    reading = press.read(written(tmp_path, cells))
    (figure,) = figures(reading)
    return figure, {(each.identity, each.severity) for each in reading.findings}


def blind(**cells: str) -> dict[str, str]:
    return dict.fromkeys(HAND, "") | cells


# -- the shipped file ----------------------------------------------------------------------


def test_it_is_recognised_by_its_heading_wherever_it_lies(tmp_path: Path):
    assert press.recognises(SHIPPED)
    assert press.recognises(written(tmp_path, {}).path)
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    assert not press.recognises(other)


def test_every_row_is_a_figure_or_has_an_error_finding():
    reading = shipped()
    assert reading.figures.schema == FIGURES
    kept = {each["locator"] for each in figures(reading)}
    refused = {each.locator for each in reading.findings if each.severity == "error"}
    with SHIPPED.open(encoding="utf-8", newline="") as handle:
        count = sum(1 for _ in csv.reader(handle)) - 1
    assert kept | refused == {f"row {line}" for line in range(2, count + 2)}
    assert {each["locator"] for each in figures(reading) if each["in_series"]}.isdisjoint(refused)


def test_most_of_it_is_in_series():
    kept = figures(shipped())
    assert sum(each["in_series"] for each in kept) > 0.95 * 721


def test_every_code_is_listed():
    for each in figures(shipped()):
        assert each["agency"] in agencies()
        assert each["reporter"] in economies() and each["partner"] in economies()


@pytest.mark.parametrize(
    ("partner", "flow", "period", "interval"),
    [
        ("LTU", "T", "2018-01..2018-10", "19.12e6 19.115e6 19.13e6"),
        ("LTU", "T", "2018-01..2018-12", "22e6 21.5e6 23e6"),
        ("LTU", "T", "2021-01..2021-04", "15.13e6 15.125e6 15.14e6"),
        ("LTU", "T", "2022-01..2022-04", "11.003e6 11.0025e6 11.004e6"),
        ("G998", "M", "2017-01..2017-12", "1.94e9 1.935e9 1.95e9"),
        ("G998", "X", "2017-01..2017-12", "7.45e9 7.445e9 7.46e9"),
    ],
)
def test_known_figure(partner: str, flow: str, period: str, interval: str):
    days = Period.parse(period)
    found = [
        Value.printed(each["digits"], each["exponent"])
        for each in figures(shipped())
        if (each["reporter"], each["partner"], each["flow"]) == ("AZE", partner, flow)
        and (each["period_start"], each["period_end"]) == (days.start, days.end)
        and each["in_series"] and each["currency"] == "USD" and each["product"] == "TOTAL"
    ]  # fmt: skip
    assert Value(*map(Decimal, interval.split())) in found


def test_printed_change_agrees_with_the_figures():
    then, now = Value.printed("15.13", 6), Value.printed("11.003", 6)
    change = (now.point / then.point - 1) * 100
    assert Value.printed("-27.2").contains(change)


def test_a_wrong_currency_and_a_lost_thousand_are_kept_out_of_series():
    kept = {each["as_published"]: each["in_series"] for each in figures(shipped())}
    assert kept["and made 41 309 230 AZN in January-March 2017"] is False
    assert kept["3,165 tons of meat worth $5,720"] is False
    assert kept["was $19.12 million in January-October 2018"] is True


def test_an_address_that_is_none_stays_as_it_is():
    assert any(each["url"].startswith("(") for each in figures(shipped()))


# -- one row -------------------------------------------------------------------------------


def test_a_row_as_it_stands(tmp_path: Path):
    figure, findings = one(tmp_path)
    assert findings == set()
    assert figure["agency"] == "AZ-SCC" and figure["flow"] == "T" and figure["in_series"]
    assert (figure["digits"], figure["exponent"], figure["currency"]) == ("19.12", 6, "USD")
    assert figure["published_on"] == figure["known_on"] == date(2018, 11, 20)
    assert figure["locator"] == "row 2" and figure["valuation"] == "U"


def test_words_alone(tmp_path: Path):
    figure, _ = one(tmp_path, **blind())
    assert (figure["digits"], figure["exponent"]) == ("19.12", 6)
    assert (figure["period_start"], figure["period_end"]) == (date(2018, 1, 1), date(2018, 10, 31))


def test_printed_zeros_are_kept(tmp_path: Path):
    figure, _ = one(tmp_path, value="7.76", value_usd="7760000", quote_fragment="was $7.760 million")
    assert figure["digits"] == "7.760"


@pytest.mark.parametrize(
    ("cells", "identity", "severity", "in_series"),
    [
        ({"quote_fragment": "was $20.45 million"}, "words_vs_hand_value", "error", False),
        ({"quote_fragment": "was 19.12 million manat"}, "words_vs_hand_value", "error", False),
        ({"period_as_written": "January-September 2018"}, "words_vs_hand_period", "error", False),
        ({"period_as_written": "of late"}, "words_unreadable", "note", True),
        ({"quote_fragment": "was much the same"}, "words_unreadable", "note", True),
        ({"quote_fragment": "was $19,120 million", "value": "19.120"}, "words_ambiguous", "note", True),
        ({"value_usd": ""}, "hand_value_vs_hand_usd", "error", False),
        ({"note": "Garbled by a machine"}, "garbled", "error", False),
        (
            {"quote_fragment": "trade with Austria was $19.12 million"},
            "words_vs_hand_partner",
            "error",
            False,
        ),
        ({"cited_source": "a man in the street"}, "agency_unknown", "note", True),
        ({"product_or_sector_as_written": "Paper clips"}, "product_unknown", "note", True),
    ],
)
def test_finding(tmp_path: Path, cells: dict[str, str], identity: str, severity: str, in_series: bool):
    figure, findings = one(tmp_path, **cells)
    assert (identity, severity) in findings
    assert figure["in_series"] is in_series


@pytest.mark.parametrize(
    "words",
    [
        "Lithuania and Austria: $19.12 million",
        "Azerbaijan's trade was $19.12 million",
        "Handel erreichte 19,12 Millionen US-Dollar",
        "with the European Union in mind, $19.12 million",
    ],
)
def test_a_partner_that_is_not_contradicted(tmp_path: Path, words: str):
    figure, findings = one(tmp_path, quote_fragment=words)
    assert ("words_vs_hand_partner", "error") not in findings
    assert figure["in_series"]


def test_a_wrong_country_in_print_is_told_by_exports_and_imports(tmp_path: Path):
    """As in the shipped row 276: "between Azerbaijan and Austria", with the parts of Belarus."""
    rows = [
        {"quote_fragment": "trade with Austria was $19.12 million"},
        {"flow": "export", "value": "18.12", "value_usd": "18120000", "quote_fragment": "was $18.12 million"},
        {"flow": "import", "value": "1.00", "value_usd": "1000000", "quote_fragment": "was $1.00 million"},
    ]
    reading = press.read(written(tmp_path, *rows))
    (finding,) = reading.findings
    assert (finding.identity, finding.severity) == ("words_vs_hand_partner", "note")
    assert (finding.locator, finding.expected, finding.found) == ("row 2", "Lithuania", "Austria")
    assert all(figure["in_series"] for figure in figures(reading))
    (finding,) = (f for f in shipped().findings if f.identity == "words_vs_hand_partner")
    assert (finding.locator, finding.partner, finding.found) == ("row 276", "BLR", "Austria")


@pytest.mark.parametrize(
    "cells",
    [
        blind(quote_fragment="worth $5,720"),
        blind(quote_fragment="was $19,120 million", partner="RUS"),
        blind(quote_fragment="was $19.12 million and $20.4 million"),
        blind(quote_fragment="was 41 309 230 AZN"),
        blind(quote_fragment="grew by $4.4 million"),
        blind(period_as_written="reporting period"),
        blind(quote_fragment="12 tons, 5.5 percent, 2.2 times"),
    ],
    ids=lambda cells: cells.get("quote_fragment") or cells["period_as_written"],
)
def test_words_that_do_not_tell_make_no_figure(tmp_path: Path, cells: dict[str, str]):
    reading = press.read(written(tmp_path, cells))
    assert figures(reading) == []
    assert {each.severity for each in reading.findings} == {"error"}
    assert all(each.locator == "row 2" and each.message for each in reading.findings)


def test_from_and_to(tmp_path: Path):
    quote = "dropped from $203.2 million to $1.9 million"
    earlier = blind(quote_fragment=quote, period_as_written="same period last year")
    reading = press.read(written(tmp_path, blind(quote_fragment=quote), earlier))
    assert [(each["digits"], each["period_start"].year) for each in figures(reading)] == [
        ("1.9", 2018),
        ("203.2", 2017),
    ]


def test_two_flows_in_one_fragment(tmp_path: Path):
    quote = "(exports - $ 10.2 million and imports - $ 46.4 million.)"
    reading = press.read(
        written(tmp_path, *(blind(quote_fragment=quote, flow=flow) for flow in ("import", "export")))
    )
    assert [(each["flow"], each["digits"]) for each in figures(reading)] == [("M", "46.4"), ("X", "10.2")]


def test_a_deficit_is_below_zero(tmp_path: Path):
    figure, _ = one(tmp_path, **blind(flow="balance", quote_fragment="the deficit was $117 million"))
    assert figure["digits"] == "-117"


def test_growth_settles_a_comma(tmp_path: Path):
    now = blind(quote_fragment="totaled $4.4 million", growth_as_written="-29.54%", partner="TJK")
    then = blind(
        quote_fragment="same period in 2017 ($6,296 million)",
        period_as_written="same period in 2017",
        partner="TJK",
    )
    reading = press.read(written(tmp_path, now, then))
    assert [each["digits"] for each in figures(reading)] == ["4.4", "6.296"]


def test_size_settles_a_comma(tmp_path: Path):
    figure, _ = one(tmp_path, **blind(partner="WLD", quote_fragment="foreign trade was 10,748 million USD"))
    assert Decimal(figure["digits"]).scaleb(figure["exponent"]) == 10_748_000_000


def test_valuation_only_where_it_is_known(tmp_path: Path):
    rows = [
        {"flow": "export"}, {"flow": "import"}, {"flow": "import", "cited_source": "Eurostat"},
        {"flow": "import", "reporter": "GEO", "partner": "AZE"},
    ]  # fmt: skip
    found = figures(press.read(written(tmp_path, *rows)))
    assert [each["valuation"] for each in found] == ["FOB", "CIF", "U", "U"]


@pytest.mark.parametrize(
    ("written_as", "published", "known"),
    [("2018-11", None, date(2018, 11, 30)), ("2018", None, date(2018, 12, 31)), ("", None, LATEST)],
)
def test_dates_in_part(tmp_path: Path, written_as: str, published: date | None, known: date):
    figure, _ = one(tmp_path, article_date=written_as)
    assert (figure["published_on"], figure["known_on"]) == (published, known)


def test_low_confidence_and_euro(tmp_path: Path):
    cells = {"unit_as_written": "million EUR", "value_usd": "", "quote_fragment": "was 19.12 million euros"}
    figure, findings = one(tmp_path, confidence="low", **cells)
    assert (figure["status"], figure["currency"], figure["in_series"], findings) == ("U", "EUR", True, set())


def test_line_numbers_survive_line_breaks(tmp_path: Path):
    reading = press.read(written(tmp_path, {"note": "one\ntwo"}, {"partner": "LVA"}))
    assert [each["locator"] for each in figures(reading)] == ["row 2", "row 4"]


# -- what is wrong with a file -------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"value": "nineteen"}, "value"),
        ({"value": "1e9999999"}, "value"),
        ({"value": "99999999", "unit_as_written": "million USD"}, "whole world"),
        ({"flow": "export", "value": "-3"}, "below zero"),
        ({"unit_as_written": "wagons"}, "unit_as_written"),
        ({"period_start": "2018-02-30"}, "period_start"),
        ({"period_end": ""}, "period_start"),
        ({"period_end": "2017-01-31"}, "period_start"),
        ({"article_date": "2018-13-01"}, "article_date"),
        ({"flow": "smuggling"}, "flow"),
    ],
)
def test_an_unusable_cell_is_told(tmp_path: Path, cells: dict[str, str], says: str):
    reading = press.read(written(tmp_path, cells))
    assert figures(reading) == []
    (finding,) = [each for each in reading.findings if each.severity == "error"]
    assert finding.identity == "unusable_cell" and finding.locator == "row 2"
    assert says in finding.message and finding.sentence.count("press/any name.csv, row 2") == 1


@pytest.mark.parametrize("column", ["reporter", "partner"])
def test_an_unknown_economy_stops_the_file(tmp_path: Path, column: str):
    with pytest.raises(UnknownName, match=f"press/any name.csv, row 2, {column}.*'QQQ'"):
        press.read(written(tmp_path, {column: "QQQ"}))


@pytest.mark.parametrize(
    "columns", [COLUMNS[:-1], ("address", *COLUMNS[1:])], ids=["a column missing", "a column renamed"]
)
def test_another_heading(tmp_path: Path, columns: tuple[str, ...]):
    file = written(tmp_path, {}, columns=COLUMNS)
    text = file.path.read_text(encoding="utf-8").splitlines()
    file.path.write_text("\n".join([",".join(columns), *text[1:]]), encoding="utf-8")
    with pytest.raises(SourceChanged, match=r"note|address"):
        press.read(file)


@pytest.mark.parametrize("data", [b"", ",".join(COLUMNS).encode("utf-16")], ids=["empty", "wrong encoding"])
def test_a_file_that_is_none(tmp_path: Path, data: bytes):
    path = tmp_path / "bad.csv"
    path.write_bytes(data)
    assert not press.recognises(path)
    with pytest.raises(SourceChanged, match=r"press/bad\.csv"):
        press.read(raw(path))


# -- how well words are read ---------------------------------------------------------------


def test_words_alone_are_read_right_or_not_at_all():
    """At least nine rows in ten right, at most one in a hundred wrong, with the hand-made columns hidden."""
    measure = runpy.run_path(str(SHIPPED.parents[3] / "bench" / "reading.py"))["measure"]
    with SHIPPED.open(encoding="utf-8", newline="") as handle:
        outcome = measure(list(csv.DictReader(handle)))["all"]
    assert outcome["right"] >= 0.9 * outcome.total()
    assert outcome["wrong"] <= 0.01 * outcome.total()

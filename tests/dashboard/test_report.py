"""The page Report: what its paragraph says and does not say, its pictures and tables, its address."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import handmade
import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.application import create
from dashboard.state import WORLD, View, resolve
from trade import questions
from trade.selection import LANGUAGES, Selection
from trade.store import Store

OCTOBER = "partner=LTU&source=press&period=2018-01..2018-10"
#: What is asked for; what the paragraph says of it; what it must not say, since no figure carries it.
SAID = {
    "partner=LTU": (
        [
            "Azerbaijan's turnover with Lithuania was 24.44 million USD in 2020",
            "13.0 % more than in 2019 (21.62 million USD)",
            "imports made 90 % (22.08 million USD) and exports the rest (2.366 million USD)",
            "deficit of 19.71 million USD",
            "Lithuania was number 53 of 102 partners",
            "the largest group is Chemicals, 55 %",
            "its imports from Azerbaijan in 2020 were 3.022 million USD, 0.6556 million USD more",
            "no proof that either side is wrong",
        ],
        ["largest comparable", "estimated"],
    ),
    # one printed turnover: no change, no parts, no balance, no rank, no mirror
    OCTOBER: (
        ["was 19.12 million USD in January-October 2018, according to State Customs Committee"],
        ["more than", "less than", "Of the turnover", "balance", "number", "own figures", "For a part"],
    ),
    "partner=LTU&flow=M&period=2010": (
        ["imports from Lithuania were 26.20 million USD in 2010", "its exports to Azerbaijan"],
        ["Of the turnover", "balance", "For a part", "its imports from"],
    ),
    "reporter=DEU": (
        ["Germany's turnover with the world was 2,554,315 million USD", "were Netherlands (10.1 %), China"],
        ["largest group", "own figures", "number"],
    ),
    # two reporters of a hundred tell nothing of what Germany buys; this many tell of Azerbaijan
    "": (["as reported by 110 of its partners"], ["own figures"]),
    "reporter=ARM&partner=RUS&period=2024-06": (
        ["is the largest comparable figure of this source since 2007"],
        ["number", "largest group"],
    ),
    "reporter=TCD&partner=AZE": (
        ["printed digits allow −0.01 to 0.02 million USD", "estimated", "do not tell it apart"],
        ["more than", "less than", "Of the turnover", "balance"],
    ),
    "partner=LTU&period=2050": ([], ["2050", "2020", "more than", "number"]),
}


@pytest.fixture(scope="session", autouse=True)
def _application() -> None:
    """Pages can be imported once there is an application."""
    create()


def part(name: str) -> Any:
    return import_module(f"dashboard.{name}")


def report_of(store: Store, query: str) -> Any:
    asked = Selection.from_query(query)
    view = resolve(store, asked.but(partner=asked.partner or WORLD))
    assert view.asked.period is not None
    return part("reported.gathered").Report(view, view.asked.period)


def paragraph(store: Store, query: str) -> str:
    return plain(part("reported.prose").sentences(report_of(store, query)))


def plain(sentences: list[str]) -> str:
    return " ".join(sentences).replace("\N{NO-BREAK SPACE}", " ")


def page_of(store: Store, query: str) -> str:
    """All that the page says, as it travels."""
    drawn = part("pages.report").draw(store, Selection.from_query(query))
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


@pytest.mark.parametrize("query", SAID)
def test_the_paragraph_says_what_the_figures_carry_and_nothing_else(store: Store, query: str):
    told = paragraph(store, query)
    said, unsaid = SAID[query]
    assert [text for text in said if text not in told] == []
    assert [text for text in unsaid if text in told] == []


def test_its_numbers_are_those_of_the_store(store: Store):
    rows = questions.series(store, Selection(partner="TUR", source="imf_dots"))
    now, before = (
        next(row["value_usd"] for row in rows if row["flow"] == "X" and row["period"] == year)
        for year in ("2015", "2014")
    )
    told = paragraph(store, "partner=TUR&flow=X&period=2015&unit=dollar")
    assert f"{now:,.0f} USD in 2015" in told
    assert f"{100 * (now / before - 1):.1f} % more than in 2014 ({before:,.0f} USD)" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_as_much(store: Store, lang: str):
    for query in SAID:
        english, own = (
            part("reported.prose").sentences(report_of(store, f"{query}&lang={code}"))
            for code in ("en", lang)
        )
        assert len(own) == len(english)
        assert not any("{" in sentence or "  " in sentence for sentence in own)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((10.0, 9.999, 10.001), (8.0, 7.999, 8.001), "25.0 % more than"),
        ((10.0, 9.5, 10.5), (8.0, 7.9, 8.1), "17\N{EN DASH}33 % more than"),
        ((8.0, 7.9, 8.1), (10.0, 9.5, 10.5), "15\N{EN DASH}25 % less than"),
        ((10.0, 9.5, 10.5), (9.8, 9.3, 10.3), "do not tell it apart"),
        ((10.0, 9.5, 10.5), (0.01, 0.0, 0.02), "The figure for 2017 was"),
        ((10.0, 9.5, 10.5), (0.0, 0.0, 0.0), "The figure for 2017 was"),
    ],
)
def test_a_change_is_told_only_within_the_printed_digits(
    store: Store, now: tuple[float, ...], before: tuple[float, ...], said: str
):
    names = ("value_usd", "low_usd", "high_usd")
    rows = [
        handmade.row(period=year, partner="ATA", **{n: v * 1e6 for n, v in zip(names, values, strict=True)})
        for year, values in (("2018", now), ("2017", before))
    ]
    asked = Selection.from_query("partner=ATA&source=handmade&agency=SCC&period=2018")
    assert asked.period
    made = part("reported.gathered").Report(View(store, asked, rows), asked.period)
    told = part("reported.prose").sentences(made)
    assert sum(any(w in text for w in ("than", "apart", "The figure for")) for text in told) == 1
    assert said in plain(told)


@pytest.mark.parametrize(
    ("query", "cards", "tables"),
    [
        ("partner=LTU", ["bars", "balance", "products", "lines", "partners"], ["periods", "groups", "both"]),
        ("", ["bars", "balance", "products", "partners", "map"], ["periods", "groups", "largest"]),
        ("reporter=DEU", ["bars", "balance", "partners", "map", "line"], ["periods", "groups", "largest"]),
        (
            "reporter=ARM&partner=RUS&period=2024-06",
            ["bars", "line", "balance"],
            ["periods", "groups", "place"],
        ),
        (OCTOBER, ["bars", "products"], ["periods", "groups", "place"]),
    ],
)
def test_up_to_five_pictures_and_three_tables(store: Store, query: str, cards: list[str], tables: list[str]):
    drawn = part("pages.report").draw(store, Selection.from_query(query))
    found = [card.id for card in drawn.children[-1].children]
    assert found == [f"card-{name}" for name in (*cards, *tables, "sources")]


def test_the_permalink_names_all_that_the_report_rests_on_and_gives_it_again(store: Store):
    address: Callable[[View], str] = part("reported.address").permalink
    report = report_of(store, "partner=LTU&lang=lt")
    where = urlsplit(address(report.view))
    assert where.path == "/report/AZE/LTU"
    for named in (
        "period=2020",
        "source=imf_dots",
        "agency=IMF",
        f"as_of={part('reported.address').built(report.view)}",
    ):
        assert named in where.query
    assert paragraph(store, f"partner=LTU&{where.query}") == paragraph(store, "partner=LTU&lang=lt")


def test_sources_are_those_of_the_figures_with_terms(store: Store):
    shown = page_of(store, "partner=LTU")
    for text in (
        "Direction of Trade Statistics",
        "free to use with attribution to the International Monetary Fund",
    ):
        assert text in shown
    assert "UNCTADstat" in shown and "Armstat" not in shown
    assert store.version in shown


def test_where_there_is_nothing_it_says_why(store: Store):
    assert "No loaded source has figures on Azerbaijan with Antarctica" in page_of(store, "partner=ATA")


def test_an_unknown_economy_is_the_usual_page(store: Store):
    layout = part("pages.framed").framed(part("pages.report").draw)
    shown = json.dumps(layout(reporter="AZE", partner="Lithuaina"), cls=PlotlyJSONEncoder)
    assert "There is no such economy" in shown and "Lithuania (LTU)" in shown


def test_names_stand_in_the_path_as_browsers_write_them(store: Store):
    layout = part("pages.framed").framed(part("pages.report").draw)
    shown = json.dumps(layout(reporter="Georgia", partner="%C4%8Cekija"), cls=PlotlyJSONEncoder)
    assert "Trade report: Georgia with Czechia" in shown


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ({"reporter": "aze", "partner": "LTU"}, "Trade report AZE-LTU | Bilateral"),
        ({"reporter": "AZE"}, "Trade report AZE | Bilateral"),
        ({"reporter": "</title><script>", "partner": "LTU"}, "Trade report LTU | Bilateral"),
    ],
)
def test_the_title_names_the_file_and_holds_codes_alone(path: dict[str, str], title: str):
    assert part("pages.report")._title(**path) == title

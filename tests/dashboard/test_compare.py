"""The figures of the page Compare are those of the store, by one agency; what cannot be compared says why."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from dashboard import measured
from dashboard.comparison import Comparison, compare
from dashboard.figures import compared
from dashboard.figures.ends import Line, placed
from dashboard.figures.rows import Look, span
from dashboard.standing import overlaps
from trade import questions
from trade.errors import BadSelection
from trade.period import Period
from trade.selection import Selection
from trade.store import Store
from trade.texts.worded import said
from trade.worded import words


def asked(query: str) -> Selection:
    return Selection.from_query(query)


def points(found: Comparison) -> dict[str, dict[str, float]]:
    """What is drawn: by line and period."""
    return {
        line.course.code: {row["period"]: row["value_usd"] for row in line.rows}
        for line in measured.measure(found)
    }


def published(store: Store, reporter: str, partner: str, flow: str, period: str) -> float:
    """The figure of the IMF as the question of the Partner page has it."""
    cell = Selection(reporter=reporter, partner=partner, flow=flow, source="imf_dots", agency="IMF")
    (row,) = [row for row in questions.series(store, cell) if row["period"] == period]
    return row["value_usd"]


@pytest.mark.parametrize("flow", ["T", "X", "M"])
@pytest.mark.parametrize(
    ("query", "reporter", "partner"),
    [
        ("partners=LTU,LVA,EST", "AZE", "LTU"),
        ("partners=LTU,LVA,EST", "AZE", "EST"),
        ("reporters=AZE,GEO,ARM&partner=LTU", "GEO", "LTU"),
    ],
)
def test_every_measure_is_made_of_the_published_figures(
    store: Store, query: str, reporter: str, partner: str, flow: str
):
    line = reporter if "reporters" in query else partner
    now, before = (published(store, reporter, partner, flow, year) for year in ("2018", "2017"))
    whole = published(store, reporter, "W00", flow, "2018")
    query = f"{query}&flow={flow}&source=imf_dots"
    found = compare(store, asked(query))
    base = measured.base(found.drawn)
    assert base is not None
    start = published(store, reporter, partner, flow, base.text)
    expected = {
        "level": now,
        "share": now / whole,
        "growth": now / before - 1,
        "index": 100 * now / start,
    }
    for measure, value in expected.items():
        drawn = points(compare(store, asked(f"{query}&measure={measure}")))
        assert drawn[line]["2018"] == pytest.approx(value, rel=1e-9), measure


def test_without_partners_the_five_largest_of_the_newest_year_are_compared(store: Store):
    found = compare(store, asked(""))
    period = found.view.asked.period
    assert period is not None
    ranked = questions.partners(store, Selection(flow="T", source="imf_dots", agency="IMF", period=period))
    assert list(found.codes) == [row["partner"] for row in ranked if row["rank"] in (1, 2, 3, 4, 5)]


def test_all_indices_are_100_in_their_base(store: Store):
    found = compare(store, asked("measure=index&partners=LTU,LVA,EST"))
    base = measured.base(found.drawn)
    assert base is not None
    assert {line[base.text] for line in points(found).values()} == {100.0}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "partners=LTU,LVA,EST",
        "source=press&agency=AZ-SCC&partners=RUS,TUR,LTU",
        "reporters=AZE,GEO,ARM&partner=LTU",
    ],
)
def test_one_agency_speaks_for_all_lines(store: Store, query: str):
    found = compare(store, asked(query))
    said = {(row["source"], row["agency"]) for course in found.drawn for row in course.rows}
    assert said == {(found.view.asked.source, found.view.asked.agency)}


def test_where_each_has_its_own_agency_no_line_has_two(store: Store):
    found = compare(store, asked("reporters=AZE,GEO,ARM&partner=LTU&voices=each"))
    said = [{(row["source"], row["agency"]) for row in course.rows} for course in found.drawn]
    assert all(len(each) == 1 for each in said)
    assert len(set[Any].union(*said)) > 1


def test_years_to_date_are_compared_with_the_same_months_only_and_marked(store: Store):
    query = "source=press&agency=AZ-SCC&partners=RUS,TUR,LTU&period=2018-01..2018-10"
    found = compare(store, asked(query))
    spans = {span(row) for course in found.drawn for row in course.rows}
    assert spans
    assert {(p.start.month, p.month_count) for p in spans} == {(1, 10)}
    lines = [Line(course.code, course.colour, course.rows) for course in found.drawn]
    drawn = compared.figure(lines, Look())
    assert {trace["marker"]["symbol"] for trace in drawn["data"] if "marker" in trace} == {"diamond-open"}


def test_nothing_stands_between_years_that_are_not_neighbours(store: Store):
    found = compare(store, asked("partners=CHN,LTU"))
    (course,) = [course for course in found.drawn if course.code == "CHN"]
    years = [span(row).start.year for row in course.rows]
    holes = sum(after - before > 1 for before, after in pairwise(years))
    assert holes
    drawn = compared.figure([Line("China", course.colour, course.rows)], Look())
    assert sum(value is None for value in drawn["data"][-1]["x"]) >= holes


def test_colours_hang_on_the_partner_not_on_its_place(store: Store):
    few, more = (compare(store, asked(f"partners={codes}")) for codes in ("LTU,EST", "LTU,EST,RUS,ITA"))
    assert [course.colour for course in few.courses] == [course.colour for course in more.courses[:2]]
    assert len({course.colour for course in more.courses}) == 4


@pytest.mark.parametrize("log", [False, True])
def test_names_at_the_ends_of_lines_never_overlap(store: Store, log: bool):
    found = compare(store, asked("partners=ITA,TUR,RUS,CHN,DEU,LTU,GEO,ISR"))
    lines = [Line(course.code, course.colour, course.rows) for course in found.drawn]
    at = [height for _, height in placed(lines, found.view.look, compared.HEIGHT, log=log)]
    assert len(at) == 8
    assert all(low - high >= 17.9 for high, low in pairwise(at))
    assert min(at) >= 0


def test_a_missing_year_before_is_said(store: Store):
    found = compare(
        store, asked("source=press&agency=AZ-SCC&partners=LTU&period=2018-01..2018-10&measure=growth")
    )
    (line,) = measured.measure(found)
    assert not line.rows
    why = words("no_figure", period=Period.parse("2017-01..2017-10"))
    assert (Period.parse("2018-01..2018-10"), why) in line.refused
    assert said(why, "en") == "there is no figure for January-October 2017."


def test_a_scale_of_logarithms_leaves_out_what_is_not_above_zero():
    rows = [
        {"period_start": p.start, "period_end": p.end, "value_usd": value, "low_usd": 0.0, "high_usd": 9.0}
        for p, value in ((Period.year(2017), 0.0), (Period.year(2018), 5.0))
    ]
    (line,) = compared.fit([Line("made up", "#111111", rows)], log=True)
    assert [row["value_usd"] for row in line.rows] == [5.0]
    assert line.rows[0]["low_usd"] is None
    assert compared.fit([Line("made up", "#111111", rows[:1])], log=True) == []


def test_a_group_beside_its_member_is_said(store: Store):
    (note,) = overlaps(compare(store, asked("partners=G998,LTU,TUR")))
    assert "Lithuania" in note
    assert "Türkiye" not in note


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("partners=LTU,LVA,EST,ITA,TUR,RUS,CHN,DEU,GEO", "9 are asked for; more than 8 lines"),
        ("partners=LTU,LVX", "no economy is called 'LVX'"),
        ("partners=LTU&reporters=AZE", "several partners are asked for too"),
        ("measure=levle", "Did you mean 'level'"),
        ("scale=logarithm", "'logarithm' is not known"),
        ("multiples=yes", "'yes' is not known"),
        ("voices=all", "'all' is not known"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(query: str, said: str):
    with pytest.raises(BadSelection) as refused:
        asked(query)
    assert said in refused.value.sentence()


@pytest.mark.parametrize(
    "query",
    [
        "partners=LTU,LVA&measure=index&scale=log&multiples=1",
        "partner=LTU&reporters=AZE,GEO&voices=each",
    ],
)
def test_the_address_holds_all_of_it(query: str):
    assert Selection.from_query(asked(query).to_query()) == asked(query)
    assert "%2C" not in asked(query).to_query()


def test_names_stand_for_codes_and_each_counts_once():
    assert asked("partners=Lithuania, lva,LTU").partners == ("LTU", "LVA")

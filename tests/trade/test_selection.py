"""Selections: from the query of an address and back, or a sentence that says what is wrong."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trade.codelists import economies
from trade.errors import BadSelection, UnknownEconomy
from trade.period import Period
from trade.selection import BY, LANGUAGES, LONGEST_QUERY, RULES, UNITS, Selection
from trade.tables import FLOWS

ECONOMIES = st.sampled_from(sorted(economies()))
YEARS = st.integers(1950, 2030)
WORDS = st.text("abcXYZ019-_.", min_size=1, max_size=20)
SELECTIONS = st.builds(
    Selection,
    reporter=ECONOMIES,
    partner=st.none() | ECONOMIES,
    flow=st.none() | st.sampled_from([code for code, _ in FLOWS]),
    period=st.none() | st.builds(Period.months, YEARS, st.integers(1, 6), st.integers(6, 12)),
    since=st.none() | st.integers(1950, 1980),
    until=st.none() | st.integers(1980, 2030),
    source=st.none() | WORDS,
    agency=st.none() | WORDS,
    scheme=st.none() | WORDS,
    product=st.none() | WORDS,
    partner_rule=st.none() | st.sampled_from(RULES),
    by=st.none() | st.sampled_from(BY),
    against=st.none() | st.integers(1990, 2030),
    mirror=st.booleans(),
    other_source=st.none() | WORDS,
    other_agency=st.none() | WORDS,
    cif_fob=st.decimals(1, 2, places=2),
    unit=st.sampled_from(sorted(UNITS)),
    currency=st.none() | st.sampled_from(["EUR", "USD"]),
    as_of=st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    lang=st.sampled_from(LANGUAGES),
)


@given(SELECTIONS)
def test_what_is_written_reads_back(selection: Selection):
    assert Selection.from_query(selection.to_query()) == selection
    assert Selection.from_query("?" + selection.to_query()) == selection


def test_nothing_asked_is_the_default():
    assert Selection.from_query("") == Selection.from_query({}) == Selection()
    assert Selection().to_query() == ""
    assert Selection.from_query("partner=&flow= ") == Selection()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("reporter=Azerbaijan&partner=Lithuania", Selection(partner="LTU")),
        ("reporter=Azərbaycan&partner=Litva", Selection(partner="LTU")),
        ("flow=x&unit=billion", Selection(flow="X", unit="billion")),
        ("source=press:AZ-SCC", Selection(source="press", agency="AZ-SCC")),
        ("period=2018-01..2018-10", Selection(period=Period.year_to_date(2018, 10))),
        ("mirror=1", Selection(mirror=True)),
        ("mirror=0", Selection()),
    ],
)
def test_words_that_people_write(query: str, wanted: Selection):
    assert Selection.from_query(query) == wanted


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("repoter=AZE", "repoter", "'reporter'"),
        ("zzz=1", "zzz", "Known: reporter"),
        ("reporter=AZE&reporter=LTU", "reporter", "given twice"),
        ("reporter=AZE&reporter=AZE", "reporter", "given twice"),
        ("flow=Z", "flow", "not known"),
        ("unit=milion", "unit", "'million'"),
        ("lang=de", "lang", "en, az, lt, ru"),
        ("by=month", "by", "partner, product, period"),
        ("against=before", "against", "no year"),
        ("mirror=yes", "mirror", "0, 1"),
        ("period=2018-13", "period", "2018-Q3"),
        ("since=2020&until=2010", "since", "Swap"),
        ("since=20x8", "since", "no year"),
        ("since=٢٠١٨", "since", "no year"),
        ("since=99999999999", "since", "no year"),
        ("until=" + "9" * 1900, "until", "no year"),
        ("as_of=2018-02-30", "as_of", "2018-12-31"),
        ("as_of=yesterday", "as_of", "no day"),
        ("as_of=20181231", "as_of", "2018-12-31"),
        ("period=٢٠١٨", "period", "2018-Q3"),
        ("currency=euro", "currency", "such as EUR"),
        ("product=" + "7" * 61, "product", "no code"),
        ("source=press'; DROP TABLE trade; --", "source", "no code"),
        ("scheme=<script>", "scheme", "no code"),
    ],
)
def test_a_wrong_word_is_refused_by_its_parameter(query: str, parameter: str, words: str):
    with pytest.raises(BadSelection) as error:
        Selection.from_query(query)
    assert error.value.parameter == parameter
    assert words in str(error.value)
    assert len(str(error.value)) < 400


@pytest.mark.parametrize("item", [item.name for item in fields(Selection)])
def test_a_line_of_any_length_is_refused_and_not_repeated(item: str):
    for query in (f"{item}={'A' * 1_000_000}", {item: "A" * 1_000_000}):
        with pytest.raises(BadSelection, match=f"{LONGEST_QUERY:,}") as error:
            Selection.from_query(query)
        assert len(str(error.value)) < 200


@given(st.text(max_size=300))
def test_any_text_is_a_selection_or_a_sentence(text: str):
    try:
        Selection.from_query(text)
    except BadSelection as error:
        assert error.parameter


@given(
    st.dictionaries(st.sampled_from([f.name for f in fields(Selection)]), st.text(max_size=80), max_size=4)
)
def test_any_words_are_a_selection_or_a_sentence(pairs: dict[str, str]):
    try:
        Selection.from_query(pairs)
    except BadSelection as error:
        assert error.parameter


def test_an_unknown_economy_gets_near_matches():
    with pytest.raises(UnknownEconomy) as error:
        Selection.from_query("partner=Lithuana")
    assert error.value.parameter == "partner"
    assert "LTU" in error.value.near

"""The figures as SDMX: nothing is lost, changed or told twice on the way."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pysdmx.io import write_sdmx
from pysdmx.io.format import Format
from pysdmx.io.pd import PandasDataset
from pysdmx.io.xml.doc_validation import validate_doc

from trade.period import Period
from trade.sdmx import answered, available, keys, marked, messages, times
from trade.sdmx.components import AGENCY, BY_ID, COMPONENTS, DIMENSIONS, FLOW, TIME, VALUE, VERSION
from trade.sdmx.errors import BadSyntax
from trade.sdmx.lists import listings
from trade.sdmx.question import KEY, Asked, Key, query
from trade.sdmx.structures import Structures, build
from trade.store import Store

AZE: tuple[Key, ...] = ({"REF_AREA": ("AZE",)},)
PAIR: tuple[Key, ...] = ({"REF_AREA": ("AZE",), "COUNTERPART_AREA_1": ("LTU",)},)
ARM: tuple[Key, ...] = ({"REF_AREA": ("ARM",), "COUNTERPART_AREA_1": ("LTU", "RUS")},)
ID = re.compile(r"[A-Za-z0-9_@$-]+")
FORMS = (Format.DATA_SDMX_ML_2_1_STR, Format.DATA_SDMX_ML_2_1_GEN, Format.DATA_SDMX_ML_3_0)


@pytest.fixture(scope="module")
def structures(store: Store) -> Structures:
    return build(store, marked.hidden)


def twice(store: Store, asked: Asked, also: str = "") -> list[Any]:
    """Keys and times that more than one figure has; ``also`` is a further column of the key."""
    sql, values = query(asked)
    return store.ask(
        f"SELECT {KEY}, {TIME} FROM ({sql}) GROUP BY {KEY}, {TIME}{also} HAVING count(*) > 1 LIMIT 5", values
    ).to_dict("records")


@pytest.mark.parametrize(("history", "also"), [(False, ""), (True, ", known_day")])
def test_no_two_figures_of_azerbaijan_have_one_key(store: Store, history: bool, also: str):
    assert twice(store, Asked(AZE, history=history), also) == []


@pytest.mark.slow
@pytest.mark.parametrize(("history", "also"), [(False, ""), (True, ", known_day")])
def test_no_two_figures_of_anybody_have_one_key(store: Store, history: bool, also: str):
    reporters = store.ask("SELECT DISTINCT reporter FROM trade ORDER BY 1").reporter
    assert len(reporters) > 200
    for reporter in reporters:
        assert twice(store, Asked(({"REF_AREA": (reporter,)},), history=history), also) == []


def test_the_figures_are_those_that_code_gets(store: Store):
    from trade.opened import Trade  # noqa: PLC0415

    ours = Trade(store).series(reporter="AZE", partner="LTU", scheme="TOTAL")
    asked = ({**PAIR[0], "COMMODITY_1": ("TOTAL",)},)
    found = answered.frame(store, Asked(asked))
    key = ["source", "agency", "flow", "period_start", "period_end"]
    days = [times.period(text, TIME) for text in found[TIME]]
    theirs = pd.DataFrame(
        {
            "source": found.DATA_SOURCE,
            "agency": found.SOURCE_AGENCY,
            "flow": found.TRADE_FLOW,
            "period_start": pd.to_datetime([each.start for each in days]),
            "period_end": pd.to_datetime([each.end for each in days]),
            "value_usd": found[VALUE].astype(float),
            "low_usd": found.OBS_VALUE_LOW.astype(float),
            "high_usd": found.OBS_VALUE_HIGH.astype(float),
            "as_published": found.AS_PUBLISHED,
        }
    )
    columns = [*key, "value_usd", "low_usd", "high_usd", "as_published"]
    pd.testing.assert_frame_equal(
        ours[columns].sort_values(key).reset_index(drop=True),
        theirs.sort_values(key).reset_index(drop=True),
        check_dtype=False,
    )


def test_every_period_can_be_read_back(store: Store):
    rows = store.rows(
        f"SELECT DISTINCT {BY_ID[TIME].sql} AS text, period_start AS first, period_end AS last FROM trade"
    )
    assert len(rows) > 500
    assert [row for row in rows if times.period(row["text"], TIME) != Period(row["first"], row["last"])] == []


def test_every_code_is_in_its_list(store: Store):
    lists = {listing.id: set(listing.codes) for listing in listings(store)}
    assert [code for codes in lists.values() for code in codes if not ID.fullmatch(code)] == []
    for component in COMPONENTS:
        if component.codelist:
            used = store.ask(f"SELECT DISTINCT {component.sql} AS code FROM trade").code.dropna()
            assert set(used) <= lists[component.codelist], component.id


def test_the_structures_are_valid(structures: Structures):
    everything = [structures.flow, structures.structure, structures.concepts, *structures.codelists]
    for form in (Format.STRUCTURE_SDMX_ML_2_1, Format.STRUCTURE_SDMX_ML_3_0):
        validate_doc(messages.structure(everything, form).decode())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "asked",
    [
        Asked(PAIR),
        pytest.param(Asked(ARM, history=True), marks=pytest.mark.slow),
        Asked(PAIR, shown=DIMENSIONS),
    ],
)
def test_messages_are_valid(store: Store, structures: Structures, form: Format, asked: Asked):
    written = messages.data(answered.frame(store, asked), asked, structures, form, TIME)
    validate_doc(written.decode())


def test_history_keeps_every_word_apart(store: Store, structures: Structures):
    asked = Asked(ARM, history=True)
    rows = answered.frame(store, asked)
    assert len(rows) > len(answered.frame(store, Asked(ARM)))
    root = etree.fromstring(messages.data(rows, asked, structures, Format.DATA_SDMX_ML_2_1_STR, TIME))
    sets = root.findall("{*}DataSet")
    found = 0
    for each in sets:
        (day,) = {observation.get("KNOWN_FROM") for observation in each.iter("Obs")}
        assert (
            next(text for name, text in each.items() if name.endswith("validFromDate")) == f"{day}T00:00:00"
        )
        told = [(*series.values(), obs.get(TIME)) for series in each.iter("Series") for obs in series]
        assert len(told) == len(set(told))
        found += len(told)
    assert found == len(rows)
    assert len(sets) > 1


def read_csv(pieces: list[bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(b"".join(pieces).decode(), newline="")))


@pytest.mark.parametrize(
    ("version", "form"), [("1.0.0", Format.DATA_SDMX_CSV_1_0_0), ("2.0.0", Format.DATA_SDMX_CSV_2_0_0)]
)
def test_the_streamed_csv_is_that_of_pysdmx(store: Store, structures: Structures, version: str, form: Format):
    asked = Asked(PAIR)
    frame = answered.frame(store, asked).fillna("")
    written = write_sdmx(PandasDataset(structure=structures.schema(COMPONENTS), data=frame), form)
    assert written is not None
    theirs = list(csv.DictReader(StringIO(written, newline="")))
    ours = read_csv(list(answered.csv(store, asked, version)))
    assert list(ours[0]) == list(theirs[0])

    def plain(row: dict[str, str]) -> dict[str, Any]:
        numbers = (name for name, component in BY_ID.items() if component.kind == "number")
        return {**row, **{name: float(row[name]) for name in numbers}}

    assert list(map(plain, ours)) == list(map(plain, theirs))


def test_csv_is_the_same_however_many_reporters_are_sorted_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    asked = Asked(({"COUNTERPART_AREA_1": ("LTU",), "FREQ": ("A",), "DATA_SOURCE": ("imf_dots",)},), last=1)
    in_one = read_csv(list(answered.csv(store, asked, "1.0.0")))
    monkeypatch.setattr(answered, "_SORTED_ROWS", 1_000)
    assert read_csv(list(answered.csv(store, asked, "1.0.0"))) == in_one
    assert len({row["REF_AREA"] for row in in_one}) > 100
    assert {row["DATAFLOW"] for row in in_one} == {f"{AGENCY}:{FLOW}({VERSION})"}


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@settings(max_examples=30)
@given(WORDS)
def test_any_words_come_out_of_xml_as_they_went_in(structures: Structures, words: str):
    row = {component.id: "" for component in COMPONENTS} | {"AS_PUBLISHED": words, TIME: "2018"}
    handmade = pd.DataFrame([row])
    written = messages.data(handmade, Asked(), structures, Format.DATA_SDMX_ML_3_0, TIME)
    (observation,) = etree.fromstring(written).iter("Obs")
    printable = "".join(sign if ord(sign) >= 0x20 or sign in "\t\n\r" else "�" for sign in words)
    kept = "".join("�" if ord(sign) in (0xFFFE, 0xFFFF) else sign for sign in printable)
    assert observation.get("AS_PUBLISHED", "") == (kept if words not in ("nan", "None") else "")


def test_available_is_what_there_is(store: Store):
    found = available.available(store, Asked(PAIR))
    rows = answered.frame(store, Asked(PAIR))
    assert (found.obs_count, found.series_count) == (len(rows), rows.groupby(KEY.split(", ")).ngroups)
    values = {each.id: [value.value for value in each.values] for each in found.cube_region.key_values}
    assert values["DATA_SOURCE"] == sorted(set(rows.DATA_SOURCE))


def counted(store: Store, asked: Asked) -> int:
    sql, values = query(asked)
    return store.rows(f"SELECT count(*) AS n FROM ({sql})", values)[0]["n"]


def filtered(*conditions: tuple[str, str]) -> Asked:
    return Asked(PAIR, filters=tuple(each for name, text in conditions for each in keys.filters(name, text)))


#: Of all figures on the pair: what a filter leaves, said in pandas.
FILTERS: dict[str, tuple[tuple[tuple[str, str], ...], Callable[[pd.DataFrame], Any]]] = {
    "one code": ((("TRADE_FLOW", "T"),), lambda rows: rows.TRADE_FLOW == "T"),
    "two codes": ((("TRADE_FLOW", "X,M"),), lambda rows: rows.TRADE_FLOW.isin(["X", "M"])),
    "not": ((("DATA_SOURCE", "ne:imf_dots"),), lambda rows: rows.DATA_SOURCE != "imf_dots"),
    "none of": (
        (("DATA_SOURCE", "ne:imf_dots,press"),),
        lambda rows: ~rows.DATA_SOURCE.isin(["imf_dots", "press"]),
    ),
    "from": ((("TIME_PERIOD", "ge:2018"),), lambda rows: rows.TIME_PERIOD >= "2018"),
    "between": (
        (("TIME_PERIOD", "ge:2018+le:2018"),),
        lambda rows: rows.TIME_PERIOD.str.startswith("2018"),
    ),
    "larger": ((("OBS_VALUE", "gt:1e7"),), lambda rows: rows.OBS_VALUE.astype(float) > 1e7),
    "with words": (
        (("AS_PUBLISHED", "co:million"), ("TRADE_FLOW", "T")),
        lambda rows: rows.AS_PUBLISHED.str.contains("million") & (rows.TRADE_FLOW == "T"),
    ),
    "without a note": (
        (("COMMENT_OBS", "nc:figure"),),
        lambda rows: ~rows.COMMENT_OBS.fillna("").str.contains("figure"),
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filters_leave_what_they_say(store: Store, name: str):
    conditions, kept = FILTERS[name]
    rows = answered.frame(store, Asked(PAIR))
    expected = int(kept(rows).sum())
    assert 0 < expected < len(rows)
    assert counted(store, filtered(*conditions)) == expected


def test_first_and_last_count_periods_of_each_series(store: Store):
    rows = answered.frame(store, Asked(PAIR, last=1))
    assert len(rows) == rows.groupby(KEY.split(", ")).ngroups
    assert set(rows[rows.DATA_SOURCE == "imf_dots"].TIME_PERIOD) == {"2020"}
    both = answered.frame(store, Asked(PAIR, first=1, last=1))
    assert set(both[both.DATA_SOURCE == "imf_dots"].TIME_PERIOD) == {"1992", "2020"}


WRONG: dict[str, Callable[[], Any]] = {
    "a key of too few parts": lambda: keys.keys("A.AZE"),
    "a code that is none": lambda: keys.keys(".AZE;DROP......."),
    "an unknown component": lambda: keys.filters("COLOUR", "red"),
    "a time that is none": lambda: keys.filters("TIME_PERIOD", "ge:yesterday"),
    "a time of no calendar": lambda: times.period("2018-Q5", "startPeriod"),
    "a week": lambda: times.period("2018-W05", "startPeriod"),
    "a number that is none": lambda: keys.filters("OBS_VALUE", "gt:much"),
    "a moment that is none": lambda: times.day("soon", "updatedAfter"),
    "a range without length": lambda: times.period("2018-01-01/P", "startPeriod"),
    "a year beyond all": lambda: times.period("2018-01-01/P99999Y", "startPeriod"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said(name: str):
    with pytest.raises(BadSyntax):
        WRONG[name]()

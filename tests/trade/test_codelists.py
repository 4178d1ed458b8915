"""The code lists, held against the names in the raw files and against well-known codes."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from trade.codelists import (
    LANGUAGES,
    agencies,
    economies,
    economy,
    flows,
    headings,
    members,
    near,
    official_in,
    product_schemes,
    products,
    whole_schemes,
)
from trade.codelists.listed import rows
from trade.errors import UnknownEconomy
from trade.tables import FLOWS

RAW = Path(__file__).parents[2] / "data/raw"


@pytest.mark.parametrize(
    ("code", "m49"),
    [
        ("AZE", "031"), ("LTU", "440"), ("USA", "840"), ("FRA", "250"), ("IND", "356"), ("NOR", "578"),
        ("CHE", "756"), ("TWN", "158"), ("SDN", "729"), ("SRB", "688"), ("MNE", "499"), ("NAM", "516"),
        ("AFG", "004"), ("ROU", "642"), ("ETH", "231"), ("BES", "535"), ("W00", "001"),
        ("YAR", "886"), ("YMD", "720"), ("BLX", "058"), ("CSK", "200"), ("SUN", "810"),
    ],
)  # fmt: skip
def test_m49(code: str, m49: str) -> None:
    assert economies()[code].m49 == m49


def test_no_code_stands_twice_and_no_m49_means_two() -> None:
    listed = rows("economies.csv")
    numbers = [row["m49"] for row in listed if row["m49"]]
    assert len({row["code"] for row in listed}) == len(listed)
    assert len(set(numbers)) == len(numbers)


def test_a_group_has_a_digit_and_an_economy_never() -> None:
    for item in economies().values():
        if item.kind in ("economy", "former"):
            assert re.fullmatch("[A-Z]{3}", item.code), item.code
            assert re.fullmatch(r"\d{3}", item.m49), item.code
        else:
            assert re.search(r"\d", item.code), item.code


def test_all_249_of_iso_and_kosovo() -> None:
    assert sum(item.kind == "economy" for item in economies().values()) == 250


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_item_has_a_name_in_each_language(lang: str) -> None:
    listed = [*economies().values(), *flows().values(), *agencies().values()]
    listed += [product for scheme in product_schemes() for product in products(scheme).values()]
    assert [item.code for item in listed if not item.names.get(lang, "").strip()] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_economies_share_a_name(lang: str) -> None:
    codes = defaultdict[str, list[str]](list)
    for item in economies().values():
        codes[item.name(lang)].append(item.code)
    assert {name: found for name, found in codes.items() if len(found) > 1} == {}


def test_names_are_spelt_in_their_alphabet() -> None:
    for item in economies().values():
        assert not re.search("[А-Яа-я]", "".join(item.name(lang) for lang in ("en", "az", "lt"))), item.code
        assert not re.search("[A-Za-z]", item.name("ru")), item.code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("lTu", "LTU"), ("litva", "LTU"), ("Lietuva", "LTU"), ("Литва", "LTU"), ("Azerbaycan", "AZE"),
        ("Azərbaycan", "AZE"), ("Turkey", "TUR"), ("türkiye", "TUR"), ("EU", "G998"), ("WLD", "W00"),
        ("Sakartvelas", "GEO"), ("UK", "GBR"), ("СНГ", "C00"),
    ],
)  # fmt: skip
def test_a_whole_name_in_any_language_is_understood(given: str, code: str) -> None:
    assert economy(given).code == code


@pytest.mark.parametrize(
    ("given", "first"),
    [("Lithuana", "LTU"), ("LTH", "LTU"), ("azerb", "AZE"), ("AZR", "AZE"), ("Азербайжан", "AZE")],
)
def test_an_unknown_economy_gets_near_matches(given: str, first: str) -> None:
    with pytest.raises(UnknownEconomy) as raised:
        economy(given, "reporter")
    assert raised.value.near[0] == first
    assert raised.value.parameter == "reporter"
    assert given in str(raised.value)
    assert first in str(raised.value)


@pytest.mark.parametrize("given", ["", "  ", "qqqqqqqq", "…" * 80, "'; DROP TABLE trade"])
def test_nonsense_gets_no_match(given: str) -> None:
    assert near(given) == ()


@pytest.mark.parametrize("given", ["AZE", "aze", " Aze "])
def test_a_code_is_known_in_either_case(given: str) -> None:
    assert economy(given).name("lt") == "Azerbaidžanas"


def test_groups() -> None:
    assert economy("W00").is_group
    assert economy("G998").is_group
    assert not economy("R06").is_group
    assert not economy("SUN").is_group


def _count(group: str, day: str) -> int:
    return sum(item.on(date.fromisoformat(day)) for item in members(group))


@pytest.mark.parametrize(
    ("group", "day", "size"),
    [
        ("G998", "1957-12-31", 0), ("G998", "1958-01-01", 6), ("G998", "1973-01-01", 9),
        ("G998", "1981-01-01", 10), ("G998", "1986-01-01", 12), ("G998", "1995-01-01", 15),
        ("G998", "2004-04-30", 15), ("G998", "2004-05-01", 25), ("G998", "2007-01-01", 27),
        ("G998", "2013-07-01", 28), ("G998", "2020-01-31", 28), ("G998", "2020-02-01", 27),
        ("G163", "1999-01-01", 11), ("G163", "2015-01-01", 19), ("G163", "2023-01-01", 20),
        ("G163", "2026-01-01", 21), ("C01", "2016-01-01", 5), ("C00", "1994-01-01", 12),
    ],
)  # fmt: skip
def test_how_many_members_a_group_has(group: str, day: str, size: int) -> None:
    assert _count(group, day) == size


def test_members_are_economies_of_listed_groups() -> None:
    for row in rows("groups.csv"):
        assert economies()[row["group"]].is_group
        assert economies()[row["member"]].kind == "economy"
        assert not row["to"] or row["from"] < row["to"]


def test_flows_are_those_of_the_tables() -> None:
    assert tuple(flows()) == tuple(code for code, _ in FLOWS)


def test_agencies_are_in_known_economies() -> None:
    assert all(item.country in ("", *economies()) for item in agencies().values())


def test_products() -> None:
    assert product_schemes() == ("TOTAL", "HS", "SITC3", "KG-NSC", "RU-FCS", "RU-FCS-GOODS", "WITS")
    assert whole_schemes() == ("HS", "SITC3", "RU-FCS", "WITS")
    assert products("HS")["27"].short() == "Mineral fuels and oils"
    assert products("HS")["27"].parent == "S05"
    assert list(products("SITC3")) == list("0123456789")
    assert products("CPA") == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_are_short_and_tell_chapters_apart(lang: str) -> None:
    for scheme in product_schemes():
        by_level = defaultdict[str, list[str]](list)
        for product in products(scheme).values():
            assert len(product.short(lang)) <= 40, product.code
            by_level[product.level].append(product.short(lang))
        assert all(len(set(labels)) == len(labels) for labels in by_level.values())


def test_every_chapter_of_the_raw_files_is_listed() -> None:
    for path in (RAW / "wto_hs2").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            printed = {row["hs2"] for row in csv.DictReader(stream)}
        assert printed <= set(products("HS")), path.name


def test_headings_are_in_known_chapters_and_lithuanian_where_it_is_printed() -> None:
    assert len(headings()) == 1229
    assert {code[:2] for code in headings()} <= set(products("HS"))
    assert headings()["8542"].name("lt") == "Elektroniniai integriniai grandynai"
    assert headings()["8542"].name("az") == "Electronic integrated circuits"


def test_official_names_are_told_of_listed_levels_and_none_is_azerbaijani() -> None:
    for row in rows("official_names.csv"):
        assert set(row["languages"].split("|")) <= set(LANGUAGES) - {"az"}
        levels = {item.level for item in products(row["scheme"]).values()}
        assert row["level"] in levels or row["scheme"] == "promising"
    assert official_in("HS", "chapter") == {"en", "lt", "ru"}
    assert official_in("HS", "range") == frozenset()

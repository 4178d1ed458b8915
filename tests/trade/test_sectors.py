"""Sections and promising areas: what each holds, and where no figure is the honest answer."""

from __future__ import annotations

from collections import Counter

import pytest

from trade.codelists import LANGUAGES, products
from trade.errors import BadSelection
from trade.sectors import NotSeparable, area_of, areas, chapters_of, codes_of, mapping, section_of


@pytest.mark.parametrize(
    ("area", "chapters"),
    [
        ("transport", ("86", "87", "88", "89")),
        ("electronics", ("85",)),
        ("medicine", ("30",)),
        ("food", ("02", "03", "04", "11", "15", "16", "17", "18", "19", "20", "21", "22")),
    ],
)
def test_chapters_of(area: str, chapters: tuple[str, ...]) -> None:
    assert chapters_of(area) == chapters == areas()[area].held_in


def test_it_is_not_separable_by_chapter() -> None:
    with pytest.raises(NotSeparable, match=r"IT is not separable.*84 and 85.*six-digit"):
        chapters_of("it")
    assert not areas()["it"].separable
    assert areas()["it"].held_in == ("84", "85")


def test_an_unknown_area_names_the_known() -> None:
    with pytest.raises(BadSelection, match="it, transport, electronics, medicine, food"):
        chapters_of("tea")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_area_has_a_name_and_a_note_in_each_language(lang: str) -> None:
    assert all(area.names[lang] and area.notes[lang] for area in areas().values())


def test_codes_of_an_area_lie_in_the_hs() -> None:
    for area in areas():
        assert codes_of(area)
        assert all(code[:2] in products("HS") and len(code) in (2, 4, 6) for code in codes_of(area))


@pytest.mark.parametrize(
    ("code", "area"),
    [
        ("847130", "it"), ("851762", "it"), ("851713", "electronics"), ("854442", None),
        ("852852", "it"), ("852872", "electronics"), ("300490", "medicine"), ("902212", "medicine"),
        ("902219", None), ("902000", None), ("870323", "transport"), ("842710", "transport"),
        ("090230", "food"), ("090240", None), ("080222", None), ("2204", "food"),
        ("30", "medicine"), ("85", "electronics"), ("84", None), ("90", None),
    ],
)  # fmt: skip
def test_area_of(code: str, area: str | None) -> None:
    assert area_of(code) == area


@pytest.mark.parametrize("heading", ["8517", "8528", "0902", "9022"])
def test_a_heading_in_part_of_an_area_is_not_separable(heading: str) -> None:
    with pytest.raises(NotSeparable):
        area_of(heading)


@pytest.mark.parametrize(
    ("chapter", "section"),
    [
        ("01", "S01"), ("05", "S01"), ("06", "S02"), ("14", "S02"), ("15", "S03"), ("16", "S04"),
        ("24", "S04"), ("25", "S05"), ("27", "S05"), ("28", "S06"), ("38", "S06"), ("39", "S07"),
        ("41", "S08"), ("44", "S09"), ("47", "S10"), ("50", "S11"), ("63", "S11"), ("64", "S12"),
        ("68", "S13"), ("71", "S14"), ("72", "S15"), ("83", "S15"), ("84", "S16"), ("85", "S16"),
        ("86", "S17"), ("90", "S18"), ("93", "S19"), ("94", "S20"), ("96", "S20"), ("97", "S21"),
        ("99", None),
    ],
)  # fmt: skip
def test_section_of(chapter: str, section: str | None) -> None:
    assert section_of(chapter) == section


@pytest.mark.parametrize("given", ["77", "S05", "", "2709"])
def test_what_is_no_chapter_has_no_section(given: str) -> None:
    with pytest.raises(BadSelection):
        section_of(given)


def test_the_mapping_counts_no_chapter_twice() -> None:
    rows = list(mapping())
    counted = Counter((scheme, product, grouping) for scheme, product, grouping, _ in rows)
    assert max(counted.values()) == 1
    in_sections = [code for _, code, grouping, _ in rows if grouping == "hs_section"]
    assert len([code for code in in_sections if len(code) == 2]) == 96
    assert [code for code in in_sections if len(code) > 2] == ["01-24"]
    assert {group for _, _, grouping, group in rows if grouping == "promising"} == set(areas()) - {"it"}
    assert {product for _, product, _, _ in rows} <= set(products("HS"))

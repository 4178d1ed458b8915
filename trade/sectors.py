"""Product codes -> sectors: HS sections, and the areas named as promising for the two countries.

Why each area holds which codes stands in docs/sectors.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from trade.codelists.listed import Listed, names, rows
from trade.codelists.others import products
from trade.errors import BadSelection

#: What whole chapters give: the area nearly, more than it, less than it, or nothing that is it.
Coverage = Literal["near", "wider", "narrower", "none"]


class NotSeparable(BadSelection):
    """A sector that the codes at hand hold among other things, so that no sum of them is it."""


@dataclass(frozen=True)
class Area(Listed):
    """A promising area. ``held_in`` are the HS chapters that its goods are in.

    ``notes`` say in a sentence by language what a figure from whole chapters leaves out or takes
    in beyond the area; a figure must not be shown without.
    """

    held_in: tuple[str, ...]
    coverage: Coverage
    notes: Mapping[str, str] = field(hash=False)

    @property
    def separable(self) -> bool:
        """Whether whole chapters can answer for it at all."""
        return self.coverage != "none"

    def note(self, lang: str = "en") -> str:
        return self.notes.get(lang) or self.notes["en"]


@cache
def areas() -> Mapping[str, Area]:
    """The promising areas by code: it, transport, electronics, medicine, food."""
    return MappingProxyType({row["area"]: _area(row) for row in rows("promising_areas.csv")})


def chapters_of(area: str) -> tuple[str, ...]:
    """The HS chapters whose sum stands for ``area``.

    Raises NotSeparable where none does (its goods are parts of chapters), BadSelection for an
    area that is not listed.
    """
    found = _known(area)
    if not found.separable:
        raise NotSeparable(
            "area", f"{found.name()} is not separable at the level of HS chapters. {found.note()}",
            todo="It needs figures by six-digit code.",
        )  # fmt: skip
    return tuple(code for code, counts in _codes(area).items() if counts != "detail")


def codes_of(area: str) -> tuple[str, ...]:
    """The HS codes of two to six digits that make up ``area`` in figures by six-digit code.

    A longer code of another area takes its goods out of a shorter one: see ``area_of``.
    """
    _known(area)
    return tuple(code for code, counts in _codes(area).items() if counts != "chapter")


def area_of(code: str) -> str | None:
    """The area of an HS code, None where it is in none; of the codes listed the longest decides.

    A chapter is in the area that ``chapters_of`` gives, which may be wider than its headings.
    Raises NotSeparable for a heading that only a part of belongs to an area.
    """
    if len(code) == 2:
        return _by_chapter().get(code)
    listed = {item: area for area in areas() for item in codes_of(area)}
    found = next((listed[code[:size]] for size in range(len(code), 1, -1) if code[:size] in listed), None)
    finer = {area for item, area in listed.items() if item.startswith(code)} - {found}
    if finer:
        raise NotSeparable(
            "product", f"only a part of {code} belongs to {', '.join(sorted(finer))}.",
            todo="It needs figures by six-digit code.",
        )  # fmt: skip
    return found


def section_of(chapter: str) -> str | None:
    """The HS section (S01 to S21) of a chapter; None for 98 and 99, which are in none."""
    found = products("HS").get(chapter)
    if found is None or found.level != "chapter":
        raise BadSelection(
            "product", f"{chapter[:40]!r} is no HS chapter.", todo="Chapters are 01 to 76 and 78 to 99."
        )
    return found.parent


def mapping() -> Iterator[tuple[str, str, str, str]]:
    """Rows (product_scheme, product, grouping, group_code) to join figures by HS chapter with.

    Groupings: ``hs_section``, ``promising``. A chapter is at most once in a grouping, so sums
    over a grouping count nothing twice. An area that is not separable has no row.
    """
    for code, product in products("HS").items():
        if product.parent:
            yield ("HS", code, "hs_section", product.parent)
    for code, area in _by_chapter().items():
        yield ("HS", code, "promising", area)


def _by_chapter() -> Mapping[str, str]:
    return {code: area for area in areas() if areas()[area].separable for code in chapters_of(area)}


def _known(area: str) -> Area:
    found = areas().get(area)
    if found is None:
        raise BadSelection(
            "area", f"{area[:40]!r} is no promising area.", todo=f"It may be {', '.join(areas())}."
        )
    return found


def _area(row: Mapping[str, str]) -> Area:
    return Area(
        code=row["area"],
        names=names(row),
        held_in=tuple(row["held_in"].split("|")),
        coverage=cast(Coverage, row["coverage"]),
        notes=names(row, "note"),
    )


@cache
def _codes(area: str) -> Mapping[str, str]:
    """Each code listed for ``area`` -> whether it counts in figures by chapter, in detail, or both."""
    return {row["code"]: row["counts"] for row in rows("promising.csv") if row["area"] == area}

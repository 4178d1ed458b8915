"""Flows, agencies and products."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from trade.codelists.listed import FOLDER, Listed, names, rows


@dataclass(frozen=True)
class Flow(Listed):
    """A direction of trade: X, M, T, B, RX, RM."""


@dataclass(frozen=True)
class Agency(Listed):
    """Whose statistics they are; ``country`` is its economy's code, empty for international ones."""

    country: str


@dataclass(frozen=True)
class Product(Listed):
    """A product code. ``names`` are those of the classification, ``short_names`` fit a label.

    ``level`` is total, section, chapter, range (of chapters printed as one), group, or main:
    a line of a publisher's own list of main goods.
    ``parent`` is the code of the section that a chapter belongs to, else None.
    """

    scheme: str
    level: str
    parent: str | None
    short_names: Mapping[str, str] = field(hash=False)

    def short(self, lang: str = "en") -> str:
        """A label of at most 40 characters, in English where there is none in ``lang``."""
        return self.short_names.get(lang) or self.short_names["en"]


@cache
def flows() -> Mapping[str, Flow]:
    """All flows by code."""
    return MappingProxyType({row["code"]: Flow(row["code"], names(row)) for row in rows("flows.csv")})


@cache
def agencies() -> Mapping[str, Agency]:
    """All agencies by code; none while there is no such list."""
    if not (FOLDER / "agencies.csv").exists():
        return MappingProxyType({})
    listed = rows("agencies.csv")
    return MappingProxyType(
        {row["code"]: Agency(row["code"], names(row), country=row["country"]) for row in listed}
    )


@cache
def official_in(scheme: str, level: str) -> frozenset[str]:
    """The languages in which names of that level are the publisher's own; in the others they are our translation."""
    found = {(row["scheme"], row["level"]): row["languages"] for row in rows("official_names.csv")}
    return frozenset(filter(None, found.get((scheme, level), "").split("|")))


@cache
def headings() -> Mapping[str, Listed]:
    """The headings of the HS (2022) by code of four digits; their names are in English and most in Lithuanian."""
    found = {
        row["code"]: Listed(row["code"], MappingProxyType({"en": row["name_en"], "lt": row["name_lt"]}))
        for row in rows("headings.csv")
    }
    return MappingProxyType(found)


def product_schemes() -> tuple[str, ...]:
    """The classifications that have a list: TOTAL, HS, SITC3, and the publishers' own."""
    return tuple(_schemes())


def whole_schemes() -> tuple[str, ...]:
    """The classifications that split all trade; a list of main goods does not add up to the total."""
    return tuple(
        name
        for name, listed in _schemes().items()
        if not any(product.level in ("total", "main") for product in listed.values())
    )


def products(scheme: str) -> Mapping[str, Product]:
    """The products of one classification by code, in its order; none of an unknown one."""
    return _schemes().get(scheme, MappingProxyType({}))


@cache
def _schemes() -> Mapping[str, Mapping[str, Product]]:
    found: dict[str, dict[str, Product]] = {}
    for row in rows("products.csv"):
        found.setdefault(row["scheme"], {})[row["code"]] = _product(row)
    return {scheme: MappingProxyType(items) for scheme, items in found.items()}


def _product(row: Mapping[str, str]) -> Product:
    return Product(
        code=row["code"],
        names=names(row),
        scheme=row["scheme"],
        level=row["level"],
        parent=row["parent"] or None,
        short_names=names(row, "short"),
    )

"""Everything that can be found by name or code: pages, economies, groups, areas, products, words of the press."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import MappingProxyType

from dashboard.lasting import of_store
from dashboard.shell import PAGES
from dashboard.texts import say
from trade import codelists, held, sectors
from trade.codelists import Product
from trade.indicators.declared import INDICATORS
from trade.search import Entry, Index
from trade.selection import LANGUAGES
from trade.store import Store

#: The kinds of entries that are products, by level of the code list.
LEVELS = {"section": "section", "chapter": "chapter"}


@of_store
def index(store: Store) -> Index:
    """Made when first asked for; what is in print hangs on the data set."""
    return Index(entries(store))


def entries(store: Store) -> list[Entry]:
    """In the order in which equally good matches are shown."""
    printed = [_printed(code) for code in held.printed_products(store)]
    products = _products({"HS", *held.reporters_of(store)})
    return [*_pages(), *_economies(), *_areas(), *products, *_headings(), *printed, *_indicators()]


def product_code(entry: Entry) -> tuple[str, str]:
    """Scheme and code of an entry that is a product."""
    scheme, _, code = entry.code.partition(":")
    return scheme, code


def _pages() -> Iterator[Entry]:
    for name, path in (*PAGES, ("method", "/method")):
        yield Entry("page", path, MappingProxyType({lang: say(f"nav.{name}", lang) for lang in LANGUAGES}))


def _economies() -> Iterator[Entry]:
    listed = sorted(codelists.economies().items(), key=lambda pair: pair[1].is_group)
    for code, item in listed:
        kind = "group" if item.is_group else "economy"
        yield Entry(kind, code, item.names, item.other_names)


def _areas() -> Iterator[Entry]:
    for code, area in sectors.areas().items():
        yield Entry("area", f"promising:{code}", area.names)


def _products(schemes: Collection[str]) -> Iterator[Entry]:
    """Chapters before sections: a chapter says more; other classifications after the HS."""
    listed = [item for scheme in schemes for item in codelists.products(scheme).values()]
    yield from (_product(item) for item in sorted(listed, key=_place))


def _place(item: Product) -> tuple[bool, str, bool]:
    return item.scheme != "HS", item.scheme, item.level != "chapter"


def _product(item: Product) -> Entry:
    kind = LEVELS.get(item.level, "goods") if item.scheme == "HS" else "goods"
    also = (item.code, f"{item.scheme} {item.code}", *item.names.values())
    return Entry(kind, f"{item.scheme}:{item.code}", item.short_names, also)


def _headings() -> Iterator[Entry]:
    for code, item in codelists.headings().items():
        yield Entry("heading", f"HS:{code}", item.names, (code, f"HS {code}"))


def _printed(code: str) -> Entry:
    """A product as the press names it, in English; there is no list of them."""
    return Entry("press", f"press:{code}", MappingProxyType({"en": code.replace("-", " ").capitalize()}))


def _indicators() -> Iterator[Entry]:
    for each in INDICATORS:
        yield Entry("indicator", f"/method#{each.code}", MappingProxyType({"en": each.name}), (each.code,))

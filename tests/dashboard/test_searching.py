"""What is typed into the search box leads somewhere true, in each language; on the real data."""

from __future__ import annotations

import pytest
import requests

from dashboard.searching.leads import Asked, Hit, hits
from trade.selection import Selection
from trade.store import Store

#: Language, what is typed, where the first line leads.
FIRST = [
    ("en", "litva", "/partner/LTU"),
    ("en", "Lietuva", "/partner/LTU"),
    ("en", "Литва", "/partner/LTU"),
    ("en", "Lithuana", "/partner/LTU"),
    ("en", "kazakstan", "/partner/KAZ"),
    ("en", "EU", "/partner/G998"),
    ("en", "south korea", "/partner/KOR"),
    ("en", "azerbaycan", "/"),
    ("en", "pharma", "/sectors?scheme=HS&product=30"),
    ("en", "hs 30", "/sectors?scheme=HS&product=30"),
    ("en", "medicin", "/sectors?scheme=promising&product=medicine"),
    ("en", "vehicles, air", "/sectors?scheme=HS-section&product=S17"),
    ("en", "integrated circuits", "/sectors?scheme=HS&product=85"),
    ("en", "8542", "/sectors?scheme=HS&product=85"),
    ("en", "8542.31", "/sectors?scheme=HS&product=85"),
    ("en", "tomatoes", "/data?partner=W00&scheme=press&product=tomatoes"),
    ("en", "vodka", "/data?partner=BLR&scheme=press&product=vodka"),
    ("en", "mirror", "/mirror"),
    ("en", "data", "/data"),
    ("en", "balassa", "/method#rca"),
    ("az", "litva", "/partner/LTU?lang=az"),
    ("az", "azerbaycan", "/?lang=az"),
    ("az", "turkiye", "/partner/TUR?lang=az"),
    ("az", "eczaciliq", "/sectors?scheme=HS&product=30&lang=az"),
    ("az", "tibb", "/sectors?scheme=promising&product=medicine&lang=az"),
    ("az", "guzgu", "/mirror?lang=az"),
    ("lt", "Azerbaidzanas", "/?lang=lt"),
    ("lt", "vokietja", "/partner/DEU?lang=lt"),
    ("lt", "medicin", "/sectors?scheme=promising&product=medicine&lang=lt"),
    ("lt", "farmacijos", "/sectors?scheme=HS&product=30&lang=lt"),
    ("lt", "veidrodis", "/mirror?lang=lt"),
    ("lt", "integriniai grandynai", "/sectors?scheme=HS&product=85&lang=lt"),
    ("ru", "литва", "/partner/LTU?lang=ru"),
    ("ru", "медецина", "/sectors?scheme=promising&product=medicine&lang=ru"),
    ("ru", "зеркало", "/mirror?lang=ru"),
    ("ru", "снг", "/partner/C00?lang=ru"),
]


def found(store: Store, query: str, **state: str) -> list[Hit]:
    return hits(Asked.of(store, state), query)


@pytest.mark.parametrize(("lang", "query", "href"), FIRST)
def test_the_first_line_is_what_is_meant(store: Store, lang: str, query: str, href: str):
    assert found(store, query, lang=lang)[0].href == href


def test_a_heading_leads_to_its_chapter_and_its_promising_area(store: Store):
    first, second = found(store, "8542")
    assert first.about == "HS heading 8542, part of chapter 85 Electrical equipment · Sectors: Azerbaijan"
    assert second.href == "/sectors?scheme=promising&product=electronics"


def test_an_economy_leads_to_both_its_pages_and_the_state_goes_along(store: Store):
    lines = found(store, "litva", reporter="RUS", unit="thousand", as_of="2022-01-01", flow="X")
    assert [line.href for line in lines] == [
        "/partner/LTU?reporter=RUS&unit=thousand&as_of=2022-01-01",
        "/?reporter=LTU&unit=thousand&as_of=2022-01-01",
    ]


def test_what_has_no_figures_says_so_and_comes_last(store: Store):
    assert found(store, "antarctica")[0].about == "No figures of Azerbaijan with it are loaded"
    lines = found(store, "south")
    assert [line.empty for line in lines] == sorted(line.empty for line in lines)


def test_data_are_of_who_has_them(store: Store):
    assert any(
        line.href.startswith("/data?reporter=KGZ&partner=W00&scheme=KG-NSC")
        for line in found(store, "cotton fib")
    )


@pytest.mark.parametrize("query", sorted({query for _, query, _ in FIRST}))
def test_every_address_can_be_asked(store: Store, query: str):
    for line in found(store, query):
        Selection.from_query(line.href.partition("#")[0].partition("?")[2])


def test_the_server_answers_with_lines_or_with_what_can_be_searched(site: str):
    answer = requests.get(f"{site}/search?q=mirror&lang=lt", timeout=20).json()
    assert answer["hits"][0]["href"] == "/mirror?lang=lt"
    assert answer["said"].endswith("rezultatai")
    nothing = requests.get(f"{site}/search?q=qqqqqq&reporter=nobody", timeout=20).json()
    assert nothing["hits"] == []
    assert nothing["said"].startswith("Nothing is called so. Economies and groups, products")

"""What a query finds: the best first, whatever the case, the marks and small slips."""

from __future__ import annotations

import pytest

from trade.search import Entry, Index

HANDMADE = Index(
    [
        Entry("economy", "LTU", {"en": "Lithuania", "az": "Litva", "lt": "Lietuva", "ru": "Литва"}),
        Entry("economy", "GEO", {"en": "Georgia", "lt": "Sakartvelas"}, ("Gruzija",)),
        Entry("economy", "SGS", {"en": "South Georgia"}),
        Entry("chapter", "30", {"en": "Pharmaceuticals"}, ("HS 30",)),
        Entry("heading", "3006", {"en": "Pharmaceutical goods"}),
        Entry("heading", "3004", {"en": "Medicaments, retail"}),
    ]
)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("ltu", ["LTU"]), ("LIETUVA", ["LTU"]), ("литва", ["LTU"]), ("lith", ["LTU"]),
        ("lituania", ["LTU"]), ("lithaunia", ["LTU"]), ("lithuaniaa", ["LTU"]), ("lithunia", ["LTU"]),
        ("georgia", ["GEO", "SGS"]), ("geogria", ["GEO", "SGS"]), ("georgia south", ["SGS"]), ("gruzija", ["GEO"]),
        ("pharm", ["30", "3006"]), ("farmaceuticals", ["30"]), ("hs 30", ["30"]), ("30", ["30", "3006", "3004"]),
        ("300", ["3006", "3004"]), ("3007", []), ("retail: medicaments!", ["3004"]),
        ("", []), ("  ", []), ("?!", []), ("xyz", []), ("lithuania georgia", []), ("l" * 10_000, []),
    ],
)  # fmt: skip
def test_a_query_finds_in_order(query: str, codes: list[str]) -> None:
    assert [entry.code for entry in HANDMADE.find(query)] == codes


def test_a_code_holds_no_slip() -> None:
    assert HANDMADE.find("3000") == []


def test_a_name_in_the_own_language_comes_first() -> None:
    both = Index([Entry("page", "a", {"en": "Data"}), Entry("page", "b", {"en": "Other", "lt": "Datos"})])
    assert [entry.code for entry in both.find("dat", "en")] == ["a", "b"]
    assert [entry.code for entry in both.find("dat", "lt")] == ["b", "a"]

"""Product detail by classifications of a publisher's own: apart from others, named, never added up."""

from __future__ import annotations

import handmade
import pytest

from dashboard.products import details, grouped, names_note
from dashboard.texts import scheme_name
from trade.selection import LANGUAGES

ROWS = [
    handmade.row(flow="X", product_scheme=scheme, product=product, value_usd=value, seen_from="reporter", reporters=1)
    for scheme, product, value in [
        ("HS", "01", 1e6), ("HS", "71", 4e6), ("KG-NSC", "01", 1e6), ("KG-NSC", "23", 4e6),
    ]
]  # fmt: skip


def test_classifications_stay_apart():
    found = {detail.scheme: [row["product"] for row in detail.rows] for detail in details(ROWS)}
    assert found == {"HS": ["01", "71"], "KG-NSC": ["01", "23"]}


def test_a_list_of_main_goods_is_drawn_line_by_line():
    own = next(detail for detail in details(ROWS) if detail.scheme == "KG-NSC")
    assert grouped(own, "KG-NSC") is own


@pytest.mark.parametrize(
    ("scheme", "words"),
    [("HS", "HS chapter"), ("KG-NSC", "main good on the Kyrgyz committee's list"), ("XX-OWN", "XX-OWN")],
)
def test_a_classification_has_a_name(scheme: str, words: str):
    assert scheme_name(scheme) == words


@pytest.mark.parametrize(
    ("scheme", "official"),
    [
        ("HS", "en lt ru"), ("HS-section", "en lt"), ("promising", "en"), ("SITC3", "en"),
        ("KG-NSC", "ru"), ("RU-FCS", "ru"), ("RU-FCS-GOODS", "ru"),
    ],
)  # fmt: skip
def test_names_that_are_our_translation_say_so(scheme: str, official: str):
    assert [lang for lang in LANGUAGES if not names_note(scheme, lang)] == official.split()

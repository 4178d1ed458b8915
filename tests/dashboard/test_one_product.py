"""A product named in the address of Sectors is shown among the others, and no share is claimed of a part."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from dashboard.application import create
from trade.selection import Selection
from trade.store import Store


@pytest.fixture(scope="module")
def draw() -> Callable[[Store, Selection], Any]:
    """The page's own function; pages can be imported once there is an application."""
    create()
    return import_module("dashboard.pages.sectors").draw


def headings(node: Any) -> list[str]:
    """Titles of the cards, in order."""
    own = [str(node.children).replace("\N{NO-BREAK SPACE}", " ")] if getattr(node, "type", "") == "H2" else []
    inside = getattr(node, "children", None) or []
    return own + [
        title for one in (inside if isinstance(inside, list) else [inside]) for title in headings(one)
    ]  # pyright: ignore


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        (
            "scheme=HS&product=30&period=2017",
            ["Pharmaceuticals: 0.02 % of Azerbaijan's exports to the world, 2017",
             "Mineral fuels and oils: 91 % of Azerbaijan's exports to the world, 2017"],
        ),
        (
            "scheme=HS-section&product=S05&period=2017",
            ["Mineral products: 92 % of Azerbaijan's exports to the world, 2017"] * 2,
        ),
        (  # of all exports, not of the areas alone
            "scheme=promising&period=2017",
            ["Food industry: 0.49 % of Azerbaijan's exports to the world, 2017"],
        ),
        ("scheme=promising&product=it", ["IT"]),
        ("scheme=HS&product=8542", ["8542 Electronic integrated circuits"]),
        (
            "reporter=KGZ&scheme=KG-NSC&period=2023",
            ["Gold: the largest of the goods listed, Kyrgyzstan's exports to the world, 2023"],
        ),
    ],
)  # fmt: skip
def test_titles(draw: Callable[[Store, Selection], Any], store: Store, query: str, titles: list[str]):
    assert headings(draw(store, Selection.from_query(query)))[: len(titles)] == titles

"""The notebook in docs/ runs as it stands, and what is stored in it is what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import notebooks
import pytest


@pytest.fixture(scope="module")
def stored() -> Any:
    return nbformat.read(notebooks.STORY, as_version=4)


@pytest.mark.usefixtures("published")
def test_no_cell_fails_and_every_word_stored_is_said_again(stored: Any):
    """``make notebook`` stores it anew where figures were revised."""
    assert notebooks.said(notebooks.run()) == notebooks.said(stored)


def test_it_is_small_and_its_pictures_are_seen_without_a_script(stored: Any):
    assert Path(notebooks.STORY).stat().st_size < 500_000
    data = [output.data for cell in stored.cells for output in cell.get("outputs", []) if "data" in output]
    assert sum(notebooks.SVG in each for each in data) == 2
    assert not any(notebooks.PICTURE in each or "<script" in str(each.get("text/html")) for each in data)
    assert all(output.get("name") != "stderr" for cell in stored.cells for output in cell.get("outputs", []))


def test_no_figure_is_typed_between_the_cells(stored: Any):
    """But years and months that name what is looked for, and the example of an interval, which the run checks."""
    typed = {
        word.strip("*,.;:()[]`")
        for cell in stored.cells
        if cell.cell_type == "markdown"
        for word in cell.source.split()
        if any(sign.isdigit() for sign in word)
    }
    assert typed == {"1992-2026", "2018", "19.115", "19.130"}
    assert "[19.115, 19.130] million" in "".join(words for cell in notebooks.said(stored) for words in cell)

"""Runs a notebook of docs/ and stores what it says: ``python -m notebooks`` (``make notebook``) writes it anew.

Pictures are stored as SVG, drawn by Debian's Chromium, so that they are seen where no script runs.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import plotly
from nbclient import NotebookClient
from playwright.sync_api import sync_playwright
from projects import ROOT

STORY = ROOT / "docs" / "azerbaijan-lithuania.ipynb"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PICTURE = "application/vnd.plotly.v1+json"
TEXTS = ("text/plain", "text/html")
SVG = "image/svg+xml"


def run(path: Path = STORY) -> Any:
    """The notebook after a run in a fresh kernel, in its own folder; CellExecutionError where a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    environment = {**os.environ, "PLOTLY_RENDERER": "plotly_mimetype"}
    client = NotebookClient(
        notebook, timeout=120, coalesce_streams=True, resources={"metadata": {"path": str(path.parent)}}
    )
    return client.execute(env=environment)


def said(notebook: Any) -> list[list[str]]:
    """What each cell says in words and tables, cell by cell; pictures apart."""
    return [_texts(cell) for cell in notebook.cells if cell.cell_type == "code"]


def _texts(cell: Any) -> list[str]:
    found: list[str] = []
    for output in cell.outputs:
        if "text" in output:
            found.append(output.text)
        elif not {PICTURE, SVG} & set(output.data):
            found += [output.data[kind] for kind in TEXTS if kind in output.data]
    return found


def draw(notebook: Any) -> None:
    """Each picture in place of its data, as SVG."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(path=PLOTLY)
        for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
            if PICTURE in output.get("data", {}):
                figure = {name: output.data[PICTURE][name] for name in ("data", "layout")}
                drawn = page.evaluate("f => Plotly.toImage(f, {format: 'svg', imageDataOnly: true})", figure)
                output["data"] = nbformat.from_dict({SVG: drawn})
        browser.close()


def store(path: Path = STORY) -> None:
    notebook = run(path)
    draw(notebook)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02}"
        cell.metadata.clear()  # when it ran
    notebook.metadata["language_info"] = {"name": "python"}
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    nbformat.validate(nbformat.reads(text, as_version=4))
    path.write_text(nbformat.writes(nbformat.reads(text, as_version=4)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    store()

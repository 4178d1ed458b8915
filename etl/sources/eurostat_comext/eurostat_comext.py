"""Eurostat's Comext in its formats: SDMX-CSV, TSV, JSON-stat, monthly files, workbooks, a CSV of two updates."""

from __future__ import annotations

from pathlib import Path

from etl.model import RawFile, Reading, figures_table
from etl.reading import sheets
from etl.reading.rows import heading
from etl.sources.eurostat_comext import bulk, jsonstat, sdmx_csv, tsv, vintages
from etl.sources.eurostat_comext.cells import reading

FOLDER = Path(__file__).parent
CELLS = {"json": jsonstat.cells, "tsv": tsv.cells}


def recognises(path: Path) -> bool:
    return _form(path) is not None or sheets.recognises(path, FOLDER)


def read(file: RawFile) -> Reading:
    """The figures of a file, whichever form it has; a workbook is read by ``layouts.toml``."""
    form = _form(file.path)
    if form == "monthly" or (form is None and file.path.suffix.lower() == ".dat"):
        return bulk.read(file)
    if form == "vintages":
        return Reading(figures_table(vintages.figures(file)))
    if form is None and file.path.suffix.lower() != ".csv":
        return sheets.read(file, FOLDER)
    return reading(CELLS.get(form or "", sdmx_csv.cells)(file), file)  # one with other columns is told so


def _form(path: Path) -> str | None:
    """Which form a file has, by its first bytes; None for a workbook and for what is not Comext's."""
    if bulk.is_one(path):
        return "monthly"
    if tsv.is_one(path):
        return "tsv"
    if jsonstat.is_one(path):
        return "json"
    columns = heading(path)
    if tuple(columns) == vintages.COLUMNS:
        return "vintages"
    return "csv" if sdmx_csv.is_heading(columns) else None

"""Options that commands share, and what may be said in those with a closed list."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class LogForm(StrEnum):
    """How progress is told."""

    text = "text"
    json = "json"


class FileForm(StrEnum):
    """What a summary is written as."""

    csv = "csv"
    xlsx = "xlsx"


class Language(StrEnum):
    """In which names, reasons and notes are."""

    en = "en"
    az = "az"
    lt = "lt"
    ru = "ru"


class Sheet(StrEnum):
    """The tables of a desk."""

    figures = "figures"
    ytd = "ytd"
    partners = "partners"
    sectors = "sectors"
    changes = "changes"


class By(StrEnum):
    """What the rows of a summary are."""

    period = "period"
    partner = "partner"
    sector = "sector"


class PartnerRule(StrEnum):
    """How a source attributes the partner."""

    origin = "origin"
    consignment = "consignment"


Root = Annotated[Path, typer.Option(help="The project's folder, which holds data/.", envvar="BILATERAL_ROOT")]
Log = Annotated[LogForm, typer.Option("--log", help="text for people, json: one object a line.")]
Offline = Annotated[bool, typer.Option("--offline", help="Use the files in data/raw, ask no server.")]
HERE = Path(__file__).parents[2]

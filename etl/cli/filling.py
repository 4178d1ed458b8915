"""Commands that fill the tables, or show what would be filled in: refresh, schedule, try, read, add, bulk."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli.ending import speaking
from etl.cli.options import HERE, Log, LogForm, Offline, Root
from etl.paths import Paths

if TYPE_CHECKING:
    from etl.refresh import Ask


def refresh(
    source: Annotated[list[str] | None, typer.Argument(help="Only these sources; all when left out.")] = None,
    offline: Offline = False,
    log: Log = LogForm.text,
    root: Root = HERE,
) -> None:
    """Ask the publishers' services for what is new, read it, check it, publish it in one step.

    Their answers go into data/raw as they came. A source that fails keeps its last good figures, and so does
    a file that cannot be read, which is named with its place; all others publish. Progress goes to standard error.

    Example: python -m etl refresh imf_dots --log json
    """
    from etl import commands

    ask = _way_to_ask(offline=offline)
    with speaking(log) as told:
        raise typer.Exit(commands.refresh(Paths(root), source or [], told, ask))


def schedule(
    at: Annotated[
        list[str], typer.Option(help="An hour of the day, local time; may be given several times.")
    ],
    offline: Offline = False,
    log: Log = LogForm.text,
    root: Root = HERE,
) -> None:
    """Refresh at fixed hours of the day, in one process, until it is ended.

    A refresh that fails is told, and the next hour is another try.

    Example: python -m etl schedule --at 06:00 --at 18:30 --log json
    """
    from etl import commands
    from etl import schedule as clock

    ask = _way_to_ask(offline=offline)
    with speaking(log) as told:
        clock.run(at, lambda: commands.refresh(Paths(root), [], told, ask), told)


def try_source(
    source: Annotated[str, typer.Argument(help="A source with a service: un_comtrade, eurostat_comext ...")],
    root: Root = HERE,
) -> None:
    """Ask a publisher's service one small question and show what came and how it was read; nothing is stored.

    Example: python -m etl try un_comtrade
    """
    from etl.live import trial

    raise typer.Exit(trial.run(Paths(root), source))


def read(
    file: Annotated[
        Path, typer.Argument(help="A workbook or CSV of a known publisher, or an article (.txt).")
    ],
    source: Annotated[str | None, typer.Option(help="Whose file it is, when its form does not tell.")] = None,
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Day of an article that has no line 'date: ...'."),
    ] = None,
    root: Root = HERE,
) -> None:
    """Show what would be read from a file, as tidy CSV; nothing is stored.

    The figures go to standard output, every problem to standard error. Of an article, in English,
    Azerbaijani, Russian or Lithuanian, these are the figures of trade that its sentences state.

    Example: python -m etl read DOTS_13.xlsx > figures.csv
    """
    from etl import commands

    raise typer.Exit(commands.read(Paths(root), file, source, day.date() if day else None, sys.stdout.buffer))


def add(
    file: Annotated[Path, typer.Argument(help="A workbook or CSV of a known publisher.")],
    source: Annotated[str | None, typer.Option(help="Whose file it is, when its form does not tell.")] = None,
    known_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day by which its figures were public; today when left out."),
    ] = None,
    log: Log = LogForm.text,
    root: Root = HERE,
) -> None:
    """Archive a file in data/raw as it is, and publish it.

    A file that cannot be read, or that contradicts another one of its day, is not archived. Later
    figures for a cell do not replace the earlier ones: both stay, each with its day.

    Example: python -m etl add DOTS_13.xlsx --known-on 2026-11-20
    """
    from etl import commands

    with speaking(log) as told:
        day = known_on.date() if known_on else None
        raise typer.Exit(commands.add(Paths(root), file, source, day, told))


def bulk(
    path: Annotated[list[Path], typer.Argument(help="Bulk files, or folders that hold them.")],
    known_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day by which the figures were public; today when left out."),
    ] = None,
    log: Log = LogForm.text,
    root: Root = HERE,
) -> None:
    """Load whole bulk files: BACI, UN Comtrade, Comext by month; plain, gz, zip or 7z, of any size.

    The files stay where they are. A file with an unknown code or a faulty row is refused, with the place;
    the others are published in one step. What was read when it is stopped is not read again.

    Example: python -m etl bulk BACI_HS92_V202601/
    """
    from etl.bulk import command

    with speaking(log) as told:
        day = known_on.date() if known_on else None
        raise typer.Exit(command.bulk(Paths(root), path, day, told))


def _way_to_ask(*, offline: bool) -> Ask | None:
    """How services are asked; None where none is to be."""
    if offline:
        return None
    from etl.live.run import ask

    return ask

"""The command line: refresh, schedule, try, read, add, bulk, check, status, summary.

Exit codes: 0 done, 1 done in part (the last good data stays), 2 asked wrongly, 3 nothing done.
Commands import what they need when they run: ``--help`` and a refresh with nothing to do stay quick.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.paths import Paths
from etl.progress import Voice, voice
from trade.errors import BadSelection, TradeDataError, sentence

if TYPE_CHECKING:
    from etl.refresh import Ask

DONE, PARTLY, WRONG, NOTHING = 0, 1, 2, 3

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Fill, check and ask the tables of trade figures.",
    epilog="Exit codes: 0 done, 1 done in part (the last good data stays), 2 asked wrongly, 3 nothing could be done.",
)


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
HERE = Path(__file__).parent.parent


@app.command()
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
    with _speaking(log) as told:
        raise typer.Exit(commands.refresh(Paths(root), source or [], told, ask))


@app.command()
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
    with _speaking(log) as told:
        clock.run(at, lambda: commands.refresh(Paths(root), [], told, ask), told)


@app.command("try")
def try_source(
    source: Annotated[str, typer.Argument(help="A source with a service: un_comtrade, eurostat_comext ...")],
    root: Root = HERE,
) -> None:
    """Ask a publisher's service one small question and show what came and how it was read; nothing is stored.

    Example: python -m etl try un_comtrade
    """
    from etl.live import trial

    raise typer.Exit(trial.run(Paths(root), source))


@app.command()
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


@app.command()
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

    with _speaking(log) as told:
        day = known_on.date() if known_on else None
        raise typer.Exit(commands.add(Paths(root), file, source, day, told))


@app.command()
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

    with _speaking(log) as told:
        day = known_on.date() if known_on else None
        raise typer.Exit(command.bulk(Paths(root), path, day, told))


@app.command()
def check(
    severity: Annotated[str, typer.Option(help="Least severity shown: error, warning or note.")] = "warning",
    source: Annotated[str | None, typer.Option(help="Only findings of this source.")] = None,
    root: Root = HERE,
) -> None:
    """Print the findings: where published figures contradict one another.

    Ends with 1 where there are findings of severity error.

    Example: python -m etl check --severity error
    """
    from etl import reports

    raise typer.Exit(reports.check(reports.store_of(Paths(root).processed), severity, source))


@app.command()
def status(root: Root = HERE) -> None:
    """Print what is loaded and how fresh it is: vintage, figures, findings, last news, what is expected next.

    Ends with 1 where a source failed.

    Example: python -m etl status
    """
    from etl import reports

    raise typer.Exit(reports.status(reports.store_of(Paths(root).processed)))


@app.command()
def summary(  # noqa: PLR0913, PLR0917 - an argument an option
    reporter: Annotated[
        str | None, typer.Option(help="Whose statistics: AZE, Azerbaijan, Azərbaycan ...")
    ] = None,
    partner: Annotated[str | None, typer.Option(help="With whom; World when left out.")] = None,
    period: Annotated[
        str | None,
        typer.Option(
            help="2018, 2018-Q3, 2018-10 or 2018-01..2018-10; when left out all, or the newest of each table."
        ),
    ] = None,
    flow: Annotated[
        str | None, typer.Option(help="X exports, M imports, T turnover, B balance; all when left out.")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="As known on that day; as known today when left out."),
    ] = None,
    partner_rule: Annotated[
        PartnerRule | None,
        typer.Option(
            help="Imports by country of origin or of consignment, where a source gives both; origin when left out."
        ),
    ] = None,
    by: Annotated[By | None, typer.Option(help="What the rows of figures are; period when left out.")] = None,
    table: Annotated[
        list[Sheet] | None,
        typer.Option(help="A table with comparisons; several times, and all when left out, with --out."),
    ] = None,
    lang: Annotated[
        list[Language] | None, typer.Option(help="Language of names and reasons; several times with --out.")
    ] = None,
    form: Annotated[
        list[FileForm] | None,
        typer.Option("--format", help="csv or xlsx; several times, and both when left out, with --out."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output when left out.")
    ] = None,
    pairs: Annotated[
        Path | None, typer.Option(help="A CSV of pairs, headed reporter,partner, in place of one.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A folder for many files and their manifest.")] = None,
    mail: Annotated[
        bool, typer.Option("--mail", help="Send the files to SUMMARY_MAIL_TO through SMTP_HOST.")
    ] = False,
    root: Root = HERE,
) -> None:
    """Write summaries that can be defended line by line: value, low, high, source, as printed, URL, status.

    One table goes to a file or to standard output. With --out (or --mail) all tables of one pair or of many do,
    each written whole or not at all, with a manifest: hash, size, rows, data set and question of each file.

    Example: python -m etl summary --reporter AZE --partner LTU --period 2018-01..2018-10

    Example: python -m etl summary --reporter AZE --partner LTU --table ytd --lang lt

    Example: python -m etl summary --pairs pairs.csv --out summaries --lang en --lang az
    """
    from etl.desk import asking

    words = asking.Words(
        {"reporter": reporter, "partner": partner, "period": period, "flow": flow,
         "as_of": str(as_of.date()) if as_of else None,
         "partner_rule": partner_rule.value if partner_rule else None},
        by.value if by else None,
        [each.value for each in table or []], [each.value for each in lang or []],
        [each.value for each in form or []],
        output, pairs, out, mail,
    )  # fmt: skip
    raise typer.Exit(asking.answer(Paths(root).processed / "current", words))


def _way_to_ask(*, offline: bool) -> Ask | None:
    """How services are asked; None where none is to be."""
    if offline:
        return None
    from etl.live.run import ask

    return ask


@contextmanager
def _speaking(log: LogForm) -> Generator[Voice]:
    """A voice that also tells why a command could not do its work, in its own form."""
    with voice(log.value) as told:
        try:
            yield told
        except (TradeDataError, OSError) as error:
            stands = "" if isinstance(error, TradeDataError) else " Nothing was published."
            told.problem(sentence(error) + stands, event="refused")
            raise typer.Exit(_code(error)) from error


def _code(error: TradeDataError | OSError) -> int:
    return WRONG if isinstance(error, BadSelection) else NOTHING


def main() -> None:
    """Runs the command line; errors of the project become one sentence and an exit code."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except (TradeDataError, OSError) as error:
        print(f"error: {sentence(error)}", file=sys.stderr)
        sys.exit(_code(error))
    except Exception:  # Python would end with 1, which says that part of it was done
        traceback.print_exc()
        sys.exit(NOTHING)


__all__ = ["Voice", "app", "main"]

"""Commands that ask the tables: check, status, summary."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.options import HERE, By, FileForm, Language, PartnerRule, Root, Sheet
from etl.paths import Paths


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


def status(root: Root = HERE) -> None:
    """Print what is loaded and how fresh it is: vintage, figures, findings, last news, what is expected next.

    Ends with 1 where a source failed.

    Example: python -m etl status
    """
    from etl import reports

    raise typer.Exit(reports.status(reports.store_of(Paths(root).processed)))


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

"""The files of what a page shows: four forms in a row, each with a word on whom it serves."""

from __future__ import annotations

from dashboard.texts import say
from dashboard.untyped import Node, html
from trade.files import workbook
from trade.selection import Selection

FORMS = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet", "zip": "ZIP"}


def downloads(what: str, asked: Selection, rows: int) -> Node:
    """Links to ``rows`` rows of the table ``what``; where a sheet is too small for them, words in place of a link."""
    lang = asked.lang
    items = [
        html.Li(
            _too_many(name, lang)
            if form == "xlsx" and not workbook.fits(rows)
            else _link(what, form, name, asked)
        )
        for form, name in FORMS.items()
    ]
    return html.Nav(
        html.Ul(items), className="downloads", **{"aria-label": say("files.take", lang, count=rows)}
    )


def _link(what: str, form: str, name: str, asked: Selection) -> Node:
    return html.A(
        [html.B(name), html.Span(say(f"files.for_{form}", asked.lang))],
        href=f"/download/{what}.{form}?{asked.to_query()}",
        id=f"download-{what}-{form}",
    )


def _too_many(name: str, lang: str) -> Node:
    return html.Div([html.B(name), html.Span(say("files.no_sheet", lang, most=workbook.MOST_ROWS))])

"""A grid of plain cells: sorted and filtered in the browser, as high as the screen leaves room for.

It is made when it comes into sight, and takes the rows after the first when a reader turns to it
(``assets/grid.js``): its scripts and its rows weigh more than the page around it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from dashboard import numbers
from dashboard.texts import messages, say
from dashboard.untyped import Node, dcc, html
from trade.tables import Kind

#: Pixels that a letter, a digit and the edges of a cell take; rows that the widths are measured on.
LETTER, DIGIT, EDGE, MEASURED = 7.3, 8.3, 25, 300
WIDE_LETTER = 8.1
NARROWEST, WIDEST = 96, 152
#: Columns worth more room than others.
ROOMY = {"as_published": 260}
#: A grid of so few rows is as high as they are: of its heads and of each row, in pixels.
FEW, HEADS, ROW = 10, 78, 34
#: Rows that come with the page; the others come when a reader turns to the grid.
FIRST = 100
NUMERIC = ("number", "integer")
#: Of every column; heads that are longer than their cells take two lines.
CELLS = {
    "sortable": True, "resizable": True, "floatingFilter": True, "wrapHeaderText": True, "autoHeaderHeight": True,
}  # fmt: skip
OPTIONS: dict[str, Any] = {
    "animateRows": False,
    "enableCellTextSelection": True,
    "ensureDomOrder": True,
    "rowHeight": ROW,
    "headerHeight": 38,
    "floatingFiltersHeight": 38,
    "tooltipShowDelay": 300,
    # one stop of the tabulator, with arrows inside: it leaves from wherever it is (the grid pattern of ARIA)
    "tabToNextCell": {"function": "false"},
    "tabToNextHeader": {"function": "false"},
}


PlainRow = dict[str, object]


@dataclass(frozen=True)
class GridColumn:
    """One column: what a reader sees over it, and what it means on hovering."""

    name: str
    kind: Kind
    head: str
    meaning: str = ""
    #: Whole sentences: wrapped into rows of their own height, this many pixels wide.
    wrapped: int = 0
    #: Of a number: the same down the column.
    decimals: int = 0


def grid(
    name: str, title: str, data: Sequence[PlainRow], columns: Sequence[GridColumn], others: str, lang: str
) -> Node:
    """The rows with these columns; ``others`` is the address of those after the first (``dashboard.rows``)."""
    few = len(data) <= FEW
    options = OPTIONS | {"localeText": own_words(lang)} | ({"domLayout": "autoHeight"} if few else {})
    made = {
        "id": name,
        "rowData": data[:FIRST],
        "columnDefs": [_described(column, data, lang) for column in columns],
        "defaultColDef": CELLS,
        "dashGridOptions": options,
        "className": "ag-theme-quartz data-grid" + " data-grid-few" * few,
        "style": {"width": "100%"},
    }
    kept = {"props": made, "others": others if len(data) > FIRST else ""}
    place = html.Div(
        id={"grid": name, "part": "place"},
        className="grid-place",
        style={"minHeight": HEADS + ROW * len(data)} if few else None,
        role="group",
        **{"data-grid": name, "aria-label": title},
    )
    failed = say("search.failed", lang)
    return html.Div(
        [
            dcc.Store(id={"grid": name, "part": "made"}, data=kept),
            place,
            html.P(className="grid-said", role="status", **{"data-failed": failed}),
        ],
        className="grid-whole",
    )


def plain(rows: Iterable[Mapping[str, Any]], columns: Sequence[GridColumn]) -> list[PlainRow]:
    """The cells of these columns, in this order, as JSON has them."""
    return [{column.name: _plain(row.get(column.name)) for column in columns} for row in rows]


@cache
def own_words(lang: str) -> dict[str, str]:
    """What the grid itself says: the table ``grid`` of the messages, by the grid's own keys."""
    ids = [message for message in messages("en") if message.startswith("grid.")]
    return {message.partition(".")[2]: say(message, lang) for message in ids}


def _described(column: GridColumn, data: Sequence[Mapping[str, Any]], lang: str) -> dict[str, Any]:
    numeric = column.kind in NUMERIC
    described: dict[str, Any] = {
        "field": column.name,
        "headerName": column.head,
        "headerTooltip": column.meaning,
        "filter": "agNumberColumnFilter" if numeric else "agTextColumnFilter",
        "width": column.wrapped or _width(column, data, lang),
    }
    if numeric:
        described |= {"type": "rightAligned", "valueFormatter": _as_number(column.decimals, lang)}
    elif column.wrapped:
        described |= {"wrapText": True, "autoHeight": True, "cellClass": "wrapped"}
    else:
        described["tooltipField"] = column.name
    return described


def _width(column: GridColumn, data: Sequence[Mapping[str, Any]], lang: str) -> int:
    """Room for the longest word of the head, for the head and for the longest of the first cells, within reason."""
    cells = (_shown(row[column.name]) for row in data[:MEASURED])
    longest = max((len(cell) for cell in cells), default=0)
    letter = WIDE_LETTER if lang == "ru" else LETTER
    head = min(WIDEST, EDGE + (letter + 0.7) * len(column.head))
    least = max(NARROWEST, head, EDGE + (letter + 0.7) * max(len(word) for word in column.head.split()))
    if column.kind in NUMERIC:
        return int(max(least, EDGE + DIGIT * longest))
    return int(max(least, min(ROOMY.get(column.name, WIDEST), EDGE + letter * longest)))


def _as_number(decimals: int, lang: str) -> dict[str, str]:
    """With thousands separated."""
    decimal, group = numbers.signs(lang)
    signs = f"{{decimal: '{decimal}', thousands: '{group}', grouping: [3], currency: ['', '']}}"
    shown = f"d3.formatLocale({signs}).format(',.{decimals}f')(params.value)"
    return {"function": f"params.value == null ? '' : {shown}"}


def _shown(cell: object) -> str:
    return f"{cell:,.0f}" if isinstance(cell, float) else "" if cell is None else str(cell)


def _plain(value: object) -> object:
    if isinstance(value, float) and math.isnan(value):
        return None
    return str(value) if isinstance(value, date) else value

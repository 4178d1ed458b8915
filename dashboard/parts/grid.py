"""A grid of plain cells: sorted and filtered in the browser, as high as the screen leaves room for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.untyped import Node, ag_grid
from trade.tables import Kind

#: Pixels that a letter, a digit and the edges of a cell take; rows that the widths are measured on.
LETTER, DIGIT, EDGE, MEASURED = 7.3, 8.3, 25, 300
NARROWEST, WIDEST = 76, 152
#: Columns worth more room than others.
ROOMY = {"as_published": 260}
#: A grid of so few rows is as high as they are.
FEW = 10
NUMERIC = ("number", "integer")
OPTIONS: dict[str, Any] = {
    "animateRows": False,
    "enableCellTextSelection": True,
    "ensureDomOrder": True,
    "rowHeight": 34,
    "headerHeight": 38,
    "floatingFiltersHeight": 38,
    "tooltipShowDelay": 300,
}


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


def grid(name: str, rows: Iterable[Mapping[str, Any]], columns: Sequence[GridColumn]) -> Node:
    """The rows with these columns, in this order."""
    data = [{column.name: _plain(row.get(column.name)) for column in columns} for row in rows]
    few = len(data) <= FEW
    return ag_grid.AgGrid(
        id=name,
        rowData=data,
        columnDefs=[_described(column, data) for column in columns],
        defaultColDef={"sortable": True, "resizable": True, "floatingFilter": True},
        dashGridOptions=OPTIONS | ({"domLayout": "autoHeight"} if few else {}),
        className="ag-theme-quartz data-grid" + " data-grid-few" * few,
        style={"width": "100%"},
    )


def _described(column: GridColumn, data: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    numeric = column.kind in NUMERIC
    described: dict[str, Any] = {
        "field": column.name,
        "headerName": column.head,
        "headerTooltip": column.meaning,
        "filter": "agNumberColumnFilter" if numeric else "agTextColumnFilter",
        "width": column.wrapped or _width(column, data),
    }
    if numeric:
        described |= {"type": "rightAligned", "valueFormatter": _as_number(column.decimals)}
    elif column.wrapped:
        described |= {"wrapText": True, "autoHeight": True, "cellClass": "wrapped"}
    else:
        described["tooltipField"] = column.name
    return described


def _width(column: GridColumn, data: Sequence[Mapping[str, Any]]) -> int:
    """Room for the head and for the longest of the first cells, within reason."""
    cells = (_shown(row[column.name]) for row in data[:MEASURED])
    longest = max((len(cell) for cell in cells), default=0)
    if column.kind in NUMERIC:
        return int(max(NARROWEST, EDGE + DIGIT * longest))
    return int(
        min(
            ROOMY.get(column.name, WIDEST),
            max(NARROWEST, EDGE + LETTER * longest, EDGE + 8 * len(column.head)),
        )
    )


def _as_number(decimals: int) -> dict[str, str]:
    """With thousands separated."""
    return {"function": f"params.value == null ? '' : d3.format(',.{decimals}f')(params.value)"}


def _shown(cell: object) -> str:
    return f"{cell:,.0f}" if isinstance(cell, float) else "" if cell is None else str(cell)


def _plain(value: object) -> object:
    if isinstance(value, float) and math.isnan(value):
        return None
    return str(value) if isinstance(value, date) else value

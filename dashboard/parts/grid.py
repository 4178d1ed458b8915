"""A grid of plain cells: sorted and filtered in the browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.untyped import Node, ag_grid
from trade.csvtext import Columns

#: Columns of whole sentences get more room.
WORDY = frozenset({"url", "note", "as_published", "message", "expected", "found", "tolerance"})


def grid(name: str, rows: Iterable[Mapping[str, Any]], columns: Columns) -> Node:
    """The rows with these columns (name and kind), in this order."""
    return ag_grid.AgGrid(
        id=name,
        rowData=[{column: _plain(row.get(column)) for column, _ in columns} for row in rows],
        columnDefs=_described(columns),
        defaultColDef={"sortable": True, "resizable": True, "floatingFilter": True},
        dashGridOptions={"animateRows": False, "enableCellTextSelection": True, "ensureDomOrder": True},
        className="ag-theme-quartz data-grid",
    )


def _described(columns: Columns) -> Sequence[dict[str, Any]]:
    return [
        {
            "field": name,
            "headerName": name,
            "filter": "agNumberColumnFilter" if kind in ("number", "integer") else "agTextColumnFilter",
            "width": 280 if name in WORDY else 150,
        }
        | ({"type": "rightAligned"} if kind in ("number", "integer") else {})
        for name, kind in columns
    ]


def _plain(value: object) -> object:
    return str(value) if isinstance(value, date) else value

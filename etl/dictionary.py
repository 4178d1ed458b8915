"""The data dictionary: ``python -m etl.dictionary > docs/data-dictionary.md`` (``make dictionary``)."""

from __future__ import annotations

from trade.bulk.tables import BULK_TABLES
from trade.tables import TABLES, Column, Table

HEAD = """\
# Data dictionary

The tables of `data/processed/current`: Parquet files, described for other programs in
`datapackage.json`. This page is made from `trade/tables.py` by `make dictionary`; edit it there.
"""

BULK = """\
# Bulk data sets

What `python -m etl bulk` loads (docs/bulk.md): one DuckDB file each in `data/processed/current/bulk/`, with the
tables below. They are declared in `trade/bulk/tables.py`.
"""


def text() -> str:
    """The whole page."""
    listed = [f"- [`{table.name}`](#{table.name}): {_lower(table.title)}" for table in TABLES]
    return "\n".join(
        [
            HEAD,
            *listed,
            "",
            *(_table(table) for table in TABLES),
            BULK,
            *(_table(table, "bulk: ") for table in BULK_TABLES),
        ]
    )


def _table(table: Table, kind: str = "") -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    rows = [_row(column) for column in table.columns]
    lists = [_codes(column) for column in table.columns if column.codes]
    warnings = [f"- {warning}" for warning in table.warnings]
    return "\n".join(
        [
            f"## {kind}{table.name}\n",
            f"{table.title}. No two rows share {key}.\n",
            *([*warnings, ""] if warnings else []),
            "| column | kind | unit | what it holds |\n|---|---|---|---|",
            *rows,
            "",
            *lists,
        ]
    )


def _row(column: Column) -> str:
    optional = "" if column.required else ", may be empty"
    return f"| `{column.name}` | {column.kind}{optional} | {column.unit} | {_cell(column.meaning)} |"


def _codes(column: Column) -> str:
    return f"`{column.name}`: " + "; ".join(f"`{code}` {meaning}" for code, meaning in column.codes) + ".\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


if __name__ == "__main__":
    print(text(), end="")

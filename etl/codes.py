"""The table ``codes``: the names of everything that the other tables name by a code."""

from __future__ import annotations

import duckdb

from etl.arrow import pa
from trade.codelists import agencies, economies, flows, product_schemes, products
from trade.tables import CODES

LANGUAGES = ("en", "az", "lt", "ru")


def fill(db: duckdb.DuckDBPyConnection) -> None:
    """Fills the table ``codes`` of ``db`` from the code lists."""
    db.execute(CODES.ddl())
    listed = {"economy": economies(), "agency": agencies(), "flow": flows()}
    listed |= {scheme: products(scheme) for scheme in product_schemes()}
    rows = [
        {"list": name, "code": code} | {f"name_{lang}": item.name(lang) for lang in LANGUAGES}
        for name, items in listed.items()
        for code, item in items.items()
    ]
    db.register("listed", pa.Table.from_pylist(rows))
    db.execute("INSERT INTO codes BY NAME FROM listed")
    db.unregister("listed")

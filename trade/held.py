"""Which products the tables hold figures of."""

from __future__ import annotations

from trade.store import Store


def products(store: Store, reporter: str) -> dict[tuple[str, str], str]:
    """Products that a reporter has figures of: (scheme, code) -> the partner with most of them."""
    rows = store.rows(
        "SELECT product_scheme, product, partner FROM ("
        "SELECT product_scheme, product, partner, "
        "row_number() OVER (PARTITION BY product_scheme, product ORDER BY count(*) DESC, partner) AS place "
        "FROM trade WHERE reporter = $reporter AND product_scheme <> 'TOTAL' GROUP BY product_scheme, product, partner"
        ") WHERE place = 1 ORDER BY product_scheme, product",
        {"reporter": reporter},
    )
    return {(row["product_scheme"], row["product"]): row["partner"] for row in rows}


def reporters_of(store: Store) -> dict[str, tuple[str, ...]]:
    """Who reports by each classification: scheme -> reporters, in order."""
    rows = store.rows(
        "SELECT DISTINCT product_scheme, reporter FROM trade WHERE product_scheme <> 'TOTAL' "
        "ORDER BY product_scheme, reporter"
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row["product_scheme"]] = (*found.get(row["product_scheme"], ()), row["reporter"])
    return found


def printed_products(store: Store) -> list[str]:
    """Products as the press names them: ``crude-oil``."""
    rows = store.rows("SELECT DISTINCT product FROM trade WHERE product_scheme = 'press' ORDER BY product")
    return [str(row["product"]) for row in rows]

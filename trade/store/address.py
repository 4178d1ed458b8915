"""The engine of an address; clients of clusters are imported only here, for nobody else needs them."""

from __future__ import annotations

from pathlib import Path

from trade import addresses
from trade.store.embedded import Embedded
from trade.store.engine import Engine


def engine_at(given: str | None = None) -> Engine:
    """The engine at an address, not yet asked anything; BadSelection as ``addresses.read``."""
    at = addresses.read(given)
    if at.engine == "duckdb":
        return Embedded(Path(at.path))
    if at.engine == "spark":
        from trade.store.spark import Spark  # noqa: PLC0415

        return Spark(f"{at.host}:{at.port}", at.path)
    if at.engine == "trino":
        from trade.store.trino import Trino  # noqa: PLC0415

        return Trino(at.host, at.port, at.user, at.word, at.names[0], at.names[1])
    from trade.store.clickhouse import Chdb, ClickHouse  # noqa: PLC0415

    if at.engine == "chdb":
        return Chdb(Path(at.path))
    return ClickHouse(at.host, at.port, at.user, at.word, at.names[0])

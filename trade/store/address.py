"""Which engine an address means.

    duckdb:data/processed/current             a published folder, answered in this process
    chdb:data/processed/current               the same by ClickHouse in this process, for trying its SQL
    spark://host:15002/srv/bilateral/current  Spark Connect; a folder that its workers see under the same path,
    spark://host:15002/s3a://bucket/bilateral or where the versions stand, with the object ``current``
    clickhouse://user:word@host:8443/bilateral  a ClickHouse server, a database
    trino://user@host:8080/catalog/bilateral    a Trino coordinator, a catalog and a schema

docs/cluster.md says how a data set gets there and which engine is for what.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from trade.errors import BadSelection
from trade.store.embedded import Embedded
from trade.store.engine import Engine

#: The setting that holds the address.
ADDRESS = "TRADE_STORE"
DEFAULT = "duckdb:data/processed/current"
FORMS = {
    "duckdb": DEFAULT,
    "chdb": "chdb:data/processed/current",
    "spark": "spark://host:15002/s3a://bucket/bilateral",
    "clickhouse": "clickhouse://user:password@host:8443/database",
    "trino": "trino://user@host:8080/catalog/schema",
}


def engine_at(given: str | None = None) -> Engine:
    """The engine at an address (None: the setting's, else DEFAULT), not yet asked anything; BadSelection where it cannot be read.

    Clients of clusters are imported only here: nobody else needs them.
    """
    address = given or os.environ.get(ADDRESS) or DEFAULT
    name, _, where = address.partition(":")
    if name not in FORMS:
        raise BadSelection(ADDRESS, f"no engine is called {name!r}.", todo=_forms(*FORMS))
    if name in ("duckdb", "chdb"):
        if not where or where.startswith("//"):
            raise BadSelection(ADDRESS, f"{name} is to be given a folder.", todo=_forms(name))
        return Embedded(Path(where)) if name == "duckdb" else _clickhouse().Chdb(Path(where))
    try:
        split = urlsplit(address)
        port = split.port
    except ValueError:
        split, port = SplitResult("", "", "", "", ""), None
    path = split.path.strip("/").split("/") if split.path.strip("/") else []
    if not split.hostname or split.query or len(path) < {"clickhouse": 1, "trino": 2, "spark": 1}[name]:
        raise BadSelection(ADDRESS, f"this is no address of {name}.", todo=_forms(name))
    if name == "spark":
        from trade.store.spark import Spark  # noqa: PLC0415

        return Spark(f"{split.hostname}:{port or 15002}", split.path)
    if name == "trino":
        from trade.store.trino import Trino  # noqa: PLC0415

        return Trino(split.hostname, port or 8080, split.username, split.password, path[0], path[1])
    return _clickhouse().ClickHouse(split.hostname, port or 8123, split.username, split.password, path[0])


def _clickhouse():
    from trade.store import clickhouse  # noqa: PLC0415

    return clickhouse


def _forms(*names: str) -> str:
    return f"Write it as {' or '.join(FORMS[name] for name in names)}."

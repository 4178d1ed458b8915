"""What the address of a data set says, judged without any engine; ``trade.store.address`` makes the engine of it.

    duckdb:data/processed/current             a published folder, answered in this process
    chdb:data/processed/current               the same by ClickHouse in this process, for trying its SQL
    spark://host:15002/srv/bilateral/current  Spark Connect; a folder that its workers see under the same path,
    spark://host:15002/s3a://bucket/bilateral or where the versions stand, with the object ``current``
    clickhouse://user:word@host:8443/bilateral  a ClickHouse server, a database
    trino://user@host:8080/catalog/bilateral    a Trino coordinator, a catalog and a schema

A sign of the address itself inside a password is written as %40 (@), %2F (/), %3A (:), %25 (%).
docs/cluster.md says how a data set gets there and which engine is for what.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from trade.errors import BadSelection

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
#: Of servers: the port where none is named, and how many names the path has at least.
_PORTS = {"spark": 15002, "clickhouse": 8123, "trino": 8080}
_NAMES = {"spark": 1, "clickhouse": 1, "trino": 2}


@dataclass(frozen=True)
class Address:
    """``path`` as it was written: a folder, or what follows the host."""

    engine: str
    path: str
    host: str = ""
    port: int = 0
    user: str | None = None
    word: str | None = field(default=None, repr=False)

    @property
    def names(self) -> list[str]:
        """The path in its parts: a database, or a catalogue and a schema."""
        return [name for name in self.path.strip("/").split("/") if name]


def read(given: str | None = None) -> Address:
    """What is given (None: the setting, else DEFAULT); BadSelection where it is no address."""
    address = given or os.environ.get(ADDRESS) or DEFAULT
    engine, _, where = address.partition(":")
    if engine not in FORMS:
        raise BadSelection(ADDRESS, f"no engine is called {engine[:60]!r}.", todo=_forms(*FORMS))
    return _server(engine, address) if engine in _PORTS else _folder(engine, where)


def _folder(engine: str, where: str) -> Address:
    if not where or where.startswith("//"):
        raise BadSelection(ADDRESS, f"{engine} is to be given a folder.", todo=_forms(engine))
    return Address(engine, where)


def _server(engine: str, address: str) -> Address:
    try:
        split = urlsplit(address)
        port = split.port or _PORTS[engine]
        user, word = (unquote(given) if given else given for given in (split.username, split.password))
        said = Address(engine, split.path, split.hostname or "", port, user, word)
    except ValueError:  # such as a port that is no number
        said, split = Address(engine, ""), urlsplit("")
    if not said.host or split.query or len(said.names) < _NAMES[engine]:
        raise BadSelection(ADDRESS, f"this is no address of {engine}.", todo=_forms(engine))
    return said


def _forms(*names: str) -> str:
    return f"Write it as {' or '.join(FORMS[name] for name in names)}."

"""ClickHouse: a server that holds the tables, or chDB, which is ClickHouse in this process, over the published files."""

from __future__ import annotations

import logging
import threading
from importlib import import_module
from pathlib import Path
from typing import Any

from trade.errors import SourceUnavailable
from trade.store.dialect import clickhouse_kinds, translated
from trade.store.elsewhere import LOOK_AGAIN, Elsewhere, missing, silent
from trade.store.engine import Values
from trade.store.sqltext import sql_text
from trade.tables import OBSERVATIONS, TABLES, TRADE, Kind, Table

#: What makes it answer as the standard says: empty where nothing is joined or added up, columns before aliases.
SETTINGS = {
    "join_use_nulls": 1, "aggregate_functions_null_for_empty": 1, "prefer_column_name_to_alias": 1,
    "output_format_arrow_low_cardinality_as_dictionary": 0, "output_format_arrow_string_as_string": 1,
}  # fmt: skip
TYPES: dict[Kind, str] = {
    "text": "String", "code": "String", "integer": "Int64", "number": "Float64",
    "date": "Date32", "timestamp": "DateTime64(6)", "boolean": "Bool",
}  # fmt: skip


class ClickHouse(Elsewhere):
    """An ``Engine``. The database has one table, ``published``, with the stamp of the version in use; the tables of a
    version stand in a database of their own, named by both: ``bilateral_20261126T053125674245Z``."""

    def __init__(
        self,
        host: str,
        port: int,
        user: str | None,
        word: str | None,
        database: str,
        look_again: float = LOOK_AGAIN,
    ) -> None:
        super().__init__(look_again)
        self._where = f"{host}:{port}"
        self._database = database
        self._client_words: dict[str, Any] = {
            "host": host, "port": port, "username": user, "password": word or "",
            "autogenerate_session_id": False,  # questions of several threads at once
        }  # fmt: skip
        self._lock = threading.Lock()
        self._clients: dict[str, Any] = {}

    def table(self, sql: str, values: Values) -> Any:
        question = translated(sql, "clickhouse", clickhouse_kinds(values.items())).sql
        return self._ask(self._client(self._database_of(self.version)), question, dict(values))

    def _database_of(self, version: str) -> str:
        return f"{self._database}_{version}"

    def _latest(self) -> str:
        asked = "SELECT version FROM published ORDER BY published_at DESC LIMIT 1"
        rows = self._ask(self._client(self._database), asked, {}).to_pylist()
        if not rows:
            raise SourceUnavailable("no version is published there.", where=f"{self._where}/{self._database}")
        return str(rows[0]["version"])

    def _ask(self, client: Any, question: str, values: dict[str, Any]) -> Any:
        try:
            return _naive(client.query_arrow(question, parameters=values))
        except Exception as error:
            raise silent("ClickHouse", self._where, error) from error

    def _client(self, database: str) -> Any:
        with self._lock:
            if database not in self._clients:
                self._clients[database] = self._connected(database=database, **self._client_words)
            return self._clients[database]

    def _connected(self, **words: Any) -> Any:
        try:
            library: Any = import_module("clickhouse_connect")
        except ModuleNotFoundError as error:
            raise missing("clickhouse-connect") from error
        # what it logs of an error is in the error
        logging.getLogger("clickhouse_connect").addHandler(logging.NullHandler())
        try:
            return library.get_client(settings=SETTINGS, **words)
        except Exception as error:
            raise silent("ClickHouse", self._where, error) from error


class Chdb(ClickHouse):
    """The same over a published folder or a link to one, in this process; one at a time, and its tables are views."""

    def __init__(self, folder: Path) -> None:
        super().__init__("chdb", 0, None, None, "bilateral", look_again=0)
        self._folder = folder
        self._client_words = {"interface": "chdb"}
        self._asking = threading.Lock()

    @property
    def home(self) -> Path:
        return self._folder.parent

    def _latest(self) -> str:
        folder = self._folder.resolve()
        if not (folder / TRADE.name).is_dir():
            raise SourceUnavailable("there is no published data set.", where=str(self._folder))
        return folder.name

    def _connected(self, **words: Any) -> Any:
        client = super()._connected(interface="chdb")
        client.command(f"CREATE DATABASE IF NOT EXISTS {words['database']}")
        for table in TABLES:
            client.command(
                f"CREATE OR REPLACE VIEW {words['database']}.{table.name} AS SELECT * FROM {self._file(table)}"
            )
        client.command(f"USE {words['database']}")
        return client

    def _file(self, table: Table) -> str:
        name = f"{table.name}/*.parquet" if table in (TRADE, OBSERVATIONS) else f"{table.name}.parquet"
        return f"file({sql_text(self._folder.resolve() / name)}, Parquet, {sql_text(structure(table))})"

    def _ask(self, client: Any, question: str, values: dict[str, Any]) -> Any:
        with self._asking:
            return super()._ask(client, question, values)


def _naive(table: Any) -> Any:
    """Moments without a zone: they are in UTC, as everywhere in the data set."""
    pa: Any = import_module("pyarrow")
    plain = [
        field.with_type(pa.timestamp("us")) if pa.types.is_timestamp(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(plain))


def structure(table: Table) -> str:
    """The columns of a table as ClickHouse declares them."""
    return ", ".join(
        f"{column.name} {TYPES[column.kind] if column.required else f'Nullable({TYPES[column.kind]})'}"
        for column in table.columns
    )

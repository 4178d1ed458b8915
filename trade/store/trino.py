"""Trino: tables over the published files in a catalog. Its SQL is parsed in tests; no server was asked yet."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from trade.errors import SourceUnavailable
from trade.store.dialect import translated
from trade.store.elsewhere import LOOK_AGAIN, Elsewhere, missing, silent
from trade.store.engine import Values


class Trino(Elsewhere):
    """An ``Engine``. As with ClickHouse the schema has one table, ``published``, and each version a schema of its own."""

    def __init__(
        self, host: str, port: int, user: str | None, word: str | None, catalog: str, schema: str,
        look_again: float = LOOK_AGAIN,
    ) -> None:  # fmt: skip
        super().__init__(look_again)
        self._where = f"{host}:{port}"
        self._schema = schema
        self._words: dict[str, Any] = {
            "host": host, "port": port, "user": user or "bilateral", "catalog": catalog,
            "http_scheme": "https" if word else "http",
        }  # fmt: skip
        self._word = word

    def table(self, sql: str, values: Values) -> Any:
        question = translated(sql, "trino")
        bound = [values[name] for name in question.names]
        return self._ask(f"{self._schema}_{self.version.lower()}", question.sql, bound)

    def _latest(self) -> str:
        asked = "SELECT version FROM published ORDER BY published_at DESC LIMIT 1"
        rows = self._ask(self._schema, asked, []).to_pylist()
        if not rows:
            raise SourceUnavailable("no version is published there.", where=f"{self._where}/{self._schema}")
        return str(rows[0]["version"])

    def _ask(self, schema: str, question: str, values: list[Any]) -> Any:
        try:
            library: Any = import_module("trino")
        except ModuleNotFoundError as error:
            raise missing("trino") from error
        pa: Any = import_module("pyarrow")
        try:
            auth = library.auth.BasicAuthentication(self._words["user"], self._word) if self._word else None
            with library.dbapi.connect(**self._words, schema=schema, auth=auth) as connection:
                cursor = connection.cursor()
                cursor.execute(question, values or None)
                rows = cursor.fetchall()
                names = [column[0] for column in cursor.description]
        except Exception as error:
            raise silent("Trino", self._where, error) from error
        columns = list(zip(*rows, strict=True)) or [()] * len(names)
        return pa.table({name: list(column) for name, column in zip(names, columns, strict=True)})

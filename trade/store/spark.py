"""Apache Spark through Spark Connect: the Parquet tables of a data set, read by a cluster."""

from __future__ import annotations

import socket
import threading
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from trade.errors import SourceUnavailable
from trade.store.dialect import translated
from trade.store.elsewhere import LOOK_AGAIN, Elsewhere, missing, silent
from trade.store.engine import Values
from trade.tables import OBSERVATIONS, TABLES, TRADE, Kind, Table

#: The object with the stamp of the version in use, where the versions stand in an object store.
CURRENT = "current"
_TYPES: dict[Kind, str] = {
    "text": "STRING", "code": "STRING", "integer": "BIGINT", "number": "DOUBLE",
    "date": "DATE", "timestamp": "TIMESTAMP_NTZ", "boolean": "BOOLEAN",
}  # fmt: skip
#: What Spark says where a session or its views are gone: it was idle for long, or the server is another.
_GONE = ("INVALID_HANDLE", "SESSION_", "TABLE_OR_VIEW_NOT_FOUND")


class Spark(Elsewhere):
    """An ``Engine``. Each version of the data set has a session of its own, in which its tables are views."""

    def __init__(self, server: str, where: str, look_again: float = LOOK_AGAIN) -> None:
        """``server``: host and port. ``where``: a folder that the workers see too, or ``/scheme://…``."""
        uri = where.removeprefix("/")
        self._uri = uri.rstrip("/") if "://" in uri else None
        self._folder = Path(where)
        super().__init__(look_again if self._uri else 0)  # a link in a folder costs nothing to follow
        self._server = server
        self._lock = threading.Lock()
        self._open: tuple[str, Any] | None = None

    @property
    def home(self) -> Path | None:
        return None if self._uri else self._folder.parent

    def table(self, sql: str, values: Values) -> Any:
        question = translated(sql, "spark").sql
        version = self.version
        for again in (True, False):
            session = self._session(version)
            try:
                return session.sql(question, args=_bound(values)).toArrow()
            except Exception as error:
                if not (again and any(word in str(error) for word in _GONE)):
                    raise silent("Spark", self._server, error) from error
                self._forget(session)
        raise AssertionError

    def _latest(self) -> str:
        if self._uri is None:
            folder = self._folder.resolve()
            if not (folder / TRADE.name).is_dir():
                raise SourceUnavailable("there is no published data set.", where=str(self._folder))
            return folder.name
        try:
            rows = self._new_session().read.text(f"{self._uri}/{CURRENT}").toArrow().to_pylist()
        except SourceUnavailable:
            raise
        except Exception as error:
            raise silent("Spark", f"{self._uri}/{CURRENT}", error) from error
        return str(rows[0]["value"]).strip()

    def _session(self, version: str) -> Any:
        """The session of a version; one of before stays as long as questions under way hold it."""
        with self._lock:
            if self._open is None or self._open[0] != version:
                base = f"{self._uri}/{version}" if self._uri else self._folder.resolve().as_uri()
                self._open = version, self._with_views(base)
            return self._open[1]

    def _forget(self, session: Any) -> None:
        with self._lock:
            if self._open and self._open[1] is session:
                self._open = None

    def _with_views(self, base: str) -> Any:
        session = self._new_session()
        try:
            for table in TABLES:
                path = f"{base}/{table.name}" + ("" if table in (TRADE, OBSERVATIONS) else ".parquet")
                session.read.schema(_schema(table)).parquet(path).createOrReplaceTempView(table.name)
        except Exception as error:
            raise silent("Spark", base, error) from error
        return session

    def _new_session(self) -> Any:
        builder: Any = _client("session").SparkSession.builder
        host, _, port = self._server.rpartition(":")
        try:
            # its client would knock for minutes where nobody is
            socket.create_connection((host, int(port)), timeout=10).close()
            return builder.remote(f"sc://{self._server}").create()
        except Exception as error:
            raise silent("Spark", self._server, error) from error


def _schema(table: Table) -> str:
    return ", ".join(f"{column.name} {_TYPES[column.kind]}" for column in table.columns)


def _bound(values: Values) -> dict[str, Any]:
    """Values as Spark takes them: a list is a column."""
    functions = _client("functions")
    return {
        name: functions.array(*map(functions.lit, cast("list[Any]", value)))
        if isinstance(value, list)
        else value
        for name, value in values.items()
    }


def _client(module: str) -> Any:
    """A module of Spark's client. It warns of versions of pandas, which has no part in what is asked of it here."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            return import_module(f"pyspark.sql.connect.{module}")
    except ModuleNotFoundError as error:
        raise missing("pyspark-client") from error

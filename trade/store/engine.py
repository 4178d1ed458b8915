"""What a store asks of the engine that answers: the embedded one, or a cluster elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from trade.bulk.held import Holding

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

#: Values that are bound to ``$name`` in the text of a question.
Values = Mapping[str, Any]


class Engine(Protocol):
    """Answers questions worded in DuckDB's dialect; safe to use from many threads.

    All of it raises SourceUnavailable where there is no data set yet or the engine does not answer.
    """

    @property
    def version(self) -> str:
        """The stamp of the data set in use."""
        ...

    @property
    def home(self) -> Path | None:
        """The folder that holds all versions of the data set, where this machine has it."""
        ...

    @property
    def folder(self) -> Path | None:
        """The folder of the data set in use, where this machine has it."""
        ...

    def fixed(self) -> Engine:
        """The same engine on the version in use now, for good."""
        ...

    def apart(self) -> Engine:
        """The same on the version in use now, with room of its own for answers of many rows."""
        ...

    def rows(self, sql: str, values: Values) -> list[Mapping[str, Any]]: ...

    def frame(self, sql: str, values: Values) -> pd.DataFrame: ...

    def stream(self, sql: str, values: Values, batch: int) -> Iterator[pa.RecordBatch]: ...

    def observed(self, numbers: Iterable[int]) -> str:
        """The relation, as SQL, that holds these observations."""
        ...

    def held(self, dataset: str) -> Holding:
        """A bulk data set, ready to be asked under its own name; BadSelection where the engine has none."""
        ...

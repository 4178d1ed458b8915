"""Asks the State Statistical Committee for its tables; bytes that are here already are not stored twice."""

from __future__ import annotations

from etl.live.fetching import Fetching
from trade.errors import SourceChanged


def fetch(work: Fetching) -> None:
    """Each table whole; an earlier edition of it stays beside."""
    for ask in work.asks:
        with work.attempt():
            _table(work, ask["path"])


def _table(work: Fetching, path: str) -> None:
    answer = work.client.get(path, if_new=True)
    if answer.is_new and answer.is_page:
        raise SourceChanged(
            "a web page came instead of the table: it was withdrawn, or has moved.", where=answer.url,
            todo="Look for it on the committee's page and mend the path in etl/sources/az_ssc/live.toml.",
        )  # fmt: skip
    work.store(answer, path.rpartition("/")[2])

"""Notes when a refresh looked for news, also where it found nothing new (``trade.looks`` reads it)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.durable import append
from trade import looks

if TYPE_CHECKING:
    from etl.live.run import Asked
    from etl.refresh import Refreshed


def note(
    processed: Path, done: Refreshed, names: Sequence[str], asked: Sequence[Asked], broken: str = ""
) -> None:
    """Appends what a refresh of the sources ``names`` came to, and what services said.

    The outcome is ``published``, ``unchanged``, ``nothing``, or ``broken`` where it ended in an error, which
    ``broken`` tells; what stood before still stands. ``services`` and ``failed`` are carried from line to
    line: a service or a source that was not asked this time keeps its last word.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    last = looks.last(processed) or {}
    before = last.get("services", {})
    services = before | {each.source: _of(each, now, before.get(each.source, {})) for each in asked}
    line = {
        "time": now, "outcome": "broken" if broken else done.outcome, "why": broken,
        "version": done.folder.name if done.folder else None,
        "failed": _failed(done, names, last.get("failed", {}), services), "services": services,
    }  # fmt: skip
    append(processed / looks.LOOKED, line)


def _failed(
    done: Refreshed, names: Sequence[str], before: Mapping[str, Any], services: Mapping[str, Any]
) -> dict[str, Any]:
    """What fails by source, also by its last word."""
    last_words = {name: said["errors"] for name, said in services.items() if said["errors"]}
    unasked = {name: why for name, why in before.items() if name not in names}
    return last_words | unasked | done.failures


def _of(asked: Asked, now: str, before: dict[str, Any]) -> dict[str, Any]:
    succeeded = before.get("succeeded") if asked.outcome == "failed" else now
    return {"tried": now, "succeeded": succeeded, "outcome": asked.outcome, "files": asked.kept,
            "errors": asked.errors, "requests": asked.requests, "seconds": asked.seconds}  # fmt: skip

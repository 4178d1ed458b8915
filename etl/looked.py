"""Notes when a refresh looked for news, also where it found nothing new (``trade.looks`` reads it)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trade import looks

if TYPE_CHECKING:
    from etl.live.run import Asked
    from etl.refresh import Refreshed


def note(processed: Path, done: Refreshed, asked: Sequence[Asked]) -> None:
    """Appends what a refresh came to: ``published``, ``unchanged`` or ``nothing``, and what services said.

    ``services`` is carried from line to line: a service that was not asked this time keeps its last word.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    before = (looks.last(processed) or {}).get("services", {})
    line = {
        "time": now, "outcome": done.outcome,
        "version": done.folder.name if done.folder else None, "failed": done.failures,
        "services": before | {each.source: _of(each, now, before.get(each.source, {})) for each in asked},
    }  # fmt: skip
    with (processed / looks.LOOKED).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def _of(asked: Asked, now: str, before: dict[str, Any]) -> dict[str, Any]:
    succeeded = before.get("succeeded") if asked.outcome == "failed" else now
    return {"tried": now, "succeeded": succeeded, "outcome": asked.outcome, "files": asked.kept,
            "errors": asked.errors, "requests": asked.requests, "seconds": asked.seconds}  # fmt: skip

"""When a refresh last looked, also where it found nothing new: one JSON object a line, only appended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etl.live.run import Asked
    from etl.refresh import Refreshed

LOOKED = "looked.jsonl"
#: More than one line ever holds.
_TAIL = 100_000


def note(processed: Path, done: Refreshed, asked: Sequence[Asked]) -> None:
    """Appends what a refresh came to: ``published``, ``unchanged`` or ``nothing``, and what services said."""
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"), "outcome": done.outcome,
        "version": done.folder.name if done.folder else None, "failed": done.failures,
        "asked": {each.source: _of(each) for each in asked},
    }  # fmt: skip
    with (processed / LOOKED).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def _of(asked: Asked) -> dict[str, Any]:
    return {"outcome": asked.outcome, "files": asked.kept, "errors": asked.errors,
            "requests": asked.requests, "seconds": asked.seconds}  # fmt: skip


def last(processed: Path) -> dict[str, Any] | None:
    """The last whole line, None where no refresh has ended yet."""
    path = processed / LOOKED
    if not path.exists():
        return None
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        lines = stream.read().split(b"\n")[:-1]  # what follows the last end of line was cut off
    return json.loads(lines[-1]) if lines else None

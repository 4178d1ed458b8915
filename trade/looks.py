"""What refreshes noted when they looked for news, also where they found none: ``looked.jsonl``.

One JSON object a line, only appended, beside the versions of the data set. Each line holds the last
word on every service that was ever asked, so that the last line alone tells all.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

LOOKED = "looked.jsonl"
#: Read from the end; more each time until a line is whole.
_TAIL = 100_000


def last(processed: Path | None) -> dict[str, Any] | None:
    """The last whole line, None where no refresh has ended yet, or where the data set is on another machine. What a full disk cut off is no line."""
    if processed is None:
        return None
    path = processed / LOOKED
    size = path.stat().st_size if path.exists() else 0
    reach = _TAIL
    while size:
        with path.open("rb") as stream:
            stream.seek(max(0, size - reach))
            lines = stream.read(reach).split(b"\n")[:-1]
        for line in reversed(lines if reach >= size else lines[1:]):
            with suppress(ValueError):
                return json.loads(line)
        if reach >= size:
            break
        reach *= 10
    return None


def why_broken(processed: Path | None) -> str:
    """Why the last refresh ended in an error; empty where it came to its end."""
    return (last(processed) or {}).get("why", "")

"""What refreshes noted when they looked for news, also where they found none: ``looked.jsonl``.

One JSON object a line, only appended, beside the versions of the data set. Each line holds the last
word on every service that was ever asked, so that the last line alone tells all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LOOKED = "looked.jsonl"
#: More than one line ever holds.
_TAIL = 200_000


def last(processed: Path) -> dict[str, Any] | None:
    """The last whole line, None where no refresh has ended yet."""
    path = processed / LOOKED
    if not path.exists():
        return None
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        lines = stream.read().split(b"\n")[:-1]  # what follows the last end of line was cut off
    return json.loads(lines[-1]) if lines else None

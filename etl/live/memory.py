"""What is remembered of a service from one run to the next: ``data/state/<source>.json``.

Validators of answers, states of data sets, requests of the day. Losing it costs requests, never figures.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from etl.durable import replaced


class Memory:
    """Words by key, on disk as soon as they are said. A file that cannot be read counts as empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            words = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            words = {}
        self._words: dict[str, Any] = words if isinstance(words, dict) else {}

    def get(self, key: str, default: Any = None) -> Any:
        return self._words.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Remembers a word; a crash leaves the file before or after, never between."""
        if self._words.get(key) == value:
            return
        self._words[key] = value
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with replaced(self._path) as stream:
            json.dump(self._words, stream, ensure_ascii=False, indent=1, sort_keys=True)

"""The findings on the shipped files as they were reviewed, a line each: ``reviewed_findings.csv``.

Written anew by ``make findings``; what changed is then to be looked at, and docs/findings.md kept true.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

from projects import ROOT

from trade.store import Store

FILE = Path(__file__).with_name("reviewed_findings.csv")
COLUMNS = ("severity", "identity", "source", "file", "locator", "expected", "found")


def found(store: Store) -> list[dict[str, str]]:
    """All findings of a data set in the order of the file."""
    rows: list[dict[str, Any]] = store.rows(f"SELECT {', '.join(COLUMNS)} FROM findings ORDER BY ALL")
    return [{name: str(row[name] or "") for name in COLUMNS} for row in rows]


def reviewed() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def main() -> None:
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found(Store(ROOT / "data" / "processed" / "current")))


if __name__ == "__main__":
    main()

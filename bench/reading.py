"""How well printed words are read: every row of the press file, with the hand-made reading hidden.

Prints, for all rows and by flow: read right, cannot tell, read wrong (against the hand-made reading).
Run it with ``python bench/reading.py [FILE]``.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from etl.model import RawFile  # noqa: E402
from etl.sources.press import press  # noqa: E402
from etl.sources.press.rows import COLUMNS, UNITS  # noqa: E402

HAND = ("value", "unit_as_written", "value_usd", "period_start", "period_end")
SHIPPED = ROOT / "data" / "raw" / "press" / "published_figures.csv"
Answer = tuple[Decimal, str, str, str]


def by_hand(row: dict[str, str]) -> Answer:
    """Whole units of the currency, currency, first day, last day."""
    magnitude, _, currency = row["unit_as_written"].rpartition(" ")
    value = Decimal(row["value"]).scaleb(UNITS[magnitude])
    return value, currency, row["period_start"], row["period_end"]


def from_words(rows: list[dict[str, str]]) -> dict[int, Answer]:
    """What is read from the words alone, by the place of the row."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blind.csv"
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, COLUMNS)
            writer.writeheader()
            writer.writerows(row | dict.fromkeys(HAND, "") for row in rows)
        figures = press.read(RawFile(path, path.name, "", "", date.today())).figures.to_pylist()
    return {
        int(figure["locator"].removeprefix("row ")) - 2: (
            Decimal(figure["digits"]).scaleb(figure["exponent"]),
            figure["currency"],
            str(figure["period_start"]),
            str(figure["period_end"]),
        )
        for figure in figures
    }


def _outcome(read: Answer | None, hand: Answer) -> str:
    if read is None:
        return "cannot tell"
    return "right" if read == hand else "wrong"


def measure(rows: list[dict[str, str]]) -> dict[str, Counter[str]]:
    """Outcomes by flow and under ``all``. Cells must hold no line breaks."""
    read = from_words(rows)
    outcomes: dict[str, Counter[str]] = {}
    for place, row in enumerate(rows):
        outcome = _outcome(read.get(place), by_hand(row))
        for group in ("all", row["flow"]):
            outcomes.setdefault(group, Counter())[outcome] += 1
    return outcomes


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    with path.open(encoding="utf-8", newline="") as handle:
        outcomes = measure(list(csv.DictReader(handle)))
    for group, counted in outcomes.items():
        total = counted.total()
        names = ("right", "cannot tell", "wrong")
        shares = ", ".join(f"{name} {counted[name]} ({counted[name] / total:.1%})" for name in names)
        print(f"{group}: {total} rows: {shares}")


if __name__ == "__main__":
    main()

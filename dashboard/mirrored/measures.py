"""The measures of every period as a table, for table views and files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.figures.rows import span
from dashboard.mirrored.sides import Sides
from dashboard.texts import say
from trade.texts import worded

#: Columns of measures in table views and files, by the measure that fills them.
MEASURED = {
    "mirror_gap": "gap_usd",
    "mirror_ratio": "ratio",
    "mirror_symmetric": "symmetric",
    "mirror_explained": "inside_usd",
    "mirror_unexplained": "outside_usd",
}


def table(sides: Sides) -> list[Mapping[str, Any]]:
    """A row a period, the newest first: both figures and every measure with its least and most, or why there is none."""
    theirs = {span(row): row for row in sides.theirs_shown}
    rows: list[Mapping[str, Any]] = []
    for row in reversed(sides.ours_shown):
        found = sides.measures.get(span(row))
        if not found:
            continue
        line: dict[str, Any] = {name: row[name] for name in ("period", "reporter", "partner", "flow")}
        line |= {"ours_usd": row["value_usd"], "theirs_usd": theirs[span(row)]["value_usd"]}
        for code, column in MEASURED.items():
            line[column] = found[code]["value"]
            line |= {f"{column}_{end}": found[code][end] for end in ("low", "high")}
        line["refused"] = "; ".join(
            dict.fromkeys(
                worded.said(each["reason"], sides.view.lang) for each in found.values() if each["reason"]
            )
        )
        rows.append(line)
    return rows


def heads(lang: str) -> dict[str, str]:
    """Names of the columns of ``table`` that are this page's own."""
    columns = ["ours_usd", "theirs_usd"]
    for column in MEASURED.values():
        columns += [column, f"{column}_low", f"{column}_high"]
    named: dict[str, str] = {}
    for column in columns:
        base, end = column.removesuffix("_low").removesuffix("_high"), column.rpartition("_")[2]
        name = say(f"mirror.column_{base}", lang)
        named[column] = say(f"mirror.{end}_of", lang, what=name) if end in ("low", "high") else name
    return named | {"refused": say("mirror.column_refused", lang)}

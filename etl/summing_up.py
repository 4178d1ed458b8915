"""What was read of one file, in a few lines: tables, periods, units, figures, what was passed over, problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.arrow import Frame, pc, pq
from etl.readings import Kept, findings_of, passed_of, rates_of, tables_of
from trade.tables import FLOWS

MOST_NAMED = 6


def summing_up(kept: Kept) -> Iterator[str]:
    """The lines of the report on one reading."""
    figures = pq.read_table(kept.path)
    tables, passed, findings = tables_of(kept), passed_of(kept), findings_of(kept)
    for table in tables:
        yield f"table      {table}"
    if len(figures):
        yield f"reporters  {_listed(figures['reporter'])}; agency {_listed(figures['agency'])}"
        yield f"periods    {_listed(figures['period'])}"
        yield f"currency   {_listed(figures['currency'])}; for example {figures['as_published'][0].as_py()!r}"
        yield f"flows      {_counted(figures)}"
    if rates := rates_of(kept):
        months = sorted({rate.month for rate in rates})
        yield f"rates      {len(rates):,} of {len({rate.currency for rate in rates})} currencies, {months[0]} to {months[-1]}"
    for why, cells in passed.items():
        yield f"passed over {len(cells):,}: {why} ({_some(cells)})"
    for finding in findings:
        yield f"{finding.severity}: {finding.sentence}"
    yield f"{len(figures):,} figures of {kept.source}, {len(findings):,} findings; nothing was stored."


def _listed(column: Frame) -> str:
    """The distinct values of a column, some of them where there are many."""
    values = sorted(pc.unique(column).to_pylist())
    if len(values) <= MOST_NAMED:
        return ", ".join(values)
    return f"{', '.join(values[:3])} … {', '.join(values[-2:])} ({len(values)})"


def _counted(figures: Frame) -> str:
    counts = {row["values"]: row["counts"] for row in pc.value_counts(figures["flow"]).to_pylist()}
    return ", ".join(f"{counts[code]:,} {words.split(':')[0]}" for code, words in FLOWS if code in counts)


def _some(cells: Sequence[str]) -> str:
    return ", ".join(cells) if len(cells) <= MOST_NAMED else f"{cells[0]} … {cells[-1]}"

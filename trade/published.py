"""Figures as their publishers printed them, each with the document and the place that it stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from trade.selection import Selection
from trade.tables import FILES, OBSERVATIONS, SOURCES, Column

#: The columns of a file of observations. Their numbers are text, as in ``rests_on``: they have more digits than a
#: spreadsheet or JavaScript can count.
DESCRIBED: tuple[Column, ...] = tuple(
    replace(column, kind="text") if column.name == "observation" else column
    for column in (
        *OBSERVATIONS.columns,
        *(FILES.column(name) for name in ("path", "title", "vintage")),
        *(SOURCES.column(name) for name in ("publisher", "licence")),
    )
)
ORDER = "known_on DESC, source, reporter, partner, flow, period_end DESC, period_start, product_scheme, product, observation"


#: Observations, ``o``, each with its raw file and its source. Name by name: where tables that are joined have a
#: name in common, engines differ in what ``o.*`` calls it.
JOINED = f"""
    SELECT {", ".join(f"o.{name} AS {name}" for name in OBSERVATIONS.names)},
        f.path AS path, f.title AS title, f.vintage AS vintage, s.publisher AS publisher, s.licence AS licence
    FROM {{observations}} AS o JOIN files AS f ON f.sha256 = o.raw_sha256 AND f.source = o.source
    JOIN sources AS s ON s.source = o.source
"""


def query(asked: Selection) -> tuple[str, dict[str, Any]]:
    """The SQL and its values: columns of ``observations`` plus ``path``, ``title``, ``publisher``, ``licence``, ``vintage``.

    Nothing is derived, nothing replaced: every vintage of a figure is a row, also those that are kept out of series
    (``in_series``). Filters: reporter, partner, flow, source, agency, scheme, product, currency,
    period, since, until; ``as_of``: what was public on that day.
    """
    wanted: dict[str, tuple[str, Any]] = {
        "reporter": ("o.reporter = $reporter", asked.reporter),
        "partner": ("o.partner = $partner", asked.partner),
        "flow": ("o.flow = $flow", asked.flow),
        "source": ("o.source = $source", asked.source),
        "agency": ("o.agency = $agency", asked.agency),
        "scheme": ("o.product_scheme = $scheme", asked.scheme),
        "product": ("o.product = $product", asked.product),
        "currency": ("o.currency = $currency", asked.currency),
        "start": ("o.period_start = $start", asked.period and asked.period.start),
        "end": ("o.period_end = $end", asked.period and asked.period.end),
        "since": ("o.period_end >= $since", asked.since and date(asked.since, 1, 1)),
        "until": ("o.period_start <= $until", asked.until and date(asked.until, 12, 31)),
        "as_of": ("o.known_on <= $as_of", asked.as_of),
    }
    used = {key: pair for key, pair in wanted.items() if pair[1] is not None}
    where = " AND ".join(condition for condition, _ in used.values())
    return f"{JOINED.format(observations='observations')} WHERE {where}", {
        key: value for key, (_, value) in used.items()
    }

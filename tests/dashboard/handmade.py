"""Hand-made rows in the form of the table ``trade``: made up to test drawing, published by nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

from trade.period import Period


def row(**given: Any) -> dict[str, Any]:
    """One made-up answer; ``period`` in text form sets the days and the frequency."""
    period = Period.parse(given.get("period", "2018"))
    base: dict[str, Any] = {
        "source": "handmade",
        "agency": "SCC",
        "reporter": "AZE",
        "partner": "LTU",
        "flow": "T",
        "product_scheme": "TOTAL",
        "product": "TOTAL",
        "period_start": period.start,
        "period_end": period.end,
        "period": period.text,
        "frequency": period.frequency,
        "value_usd": 19_120_000.0,
        "low_usd": None,
        "high_usd": None,
        "method": "published",
        "valuation": "FOB",
        "partner_rule": "unknown",
        "status": "A",
        "confidentiality": "F",
        "note": None,
        "as_published": "hand-made 19.12 million USD",
        "url": "https://example.org/handmade",
        "known_from": date(2018, 11, 20),
        "known_to": None,
        "rests_on": "+12 -7",
    }
    return base | {"low_usd": given.get("value_usd", 0), "high_usd": given.get("value_usd", 0)} | given


def years(flow: str, values: dict[int, float], **given: Any) -> list[dict[str, Any]]:
    """Annual rows, values in million US dollars."""
    return [row(flow=flow, period=str(y), value_usd=v * 1e6, **given) for y, v in values.items()]

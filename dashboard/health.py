"""``/health`` for monitors: 200 while the data is as fresh as it should be, 503 and why when not.

A monitor's address, not one that decides whether to restart the server: a publisher that is late, or a
service that does not answer, leaves all pages as they were.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from flask import Flask, Response, jsonify

from dashboard.data import store
from trade import freshness, looks
from trade.errors import TradeDataError
from trade.freshness import Freshness


def attach(server: Flask) -> None:
    server.add_url_rule("/health", "health", _answer)


def _answer() -> tuple[Response, int]:
    body, code = health(datetime.now(UTC).date())
    return jsonify(body), code


def health(today: date) -> tuple[dict[str, Any], int]:
    """``status`` is ``ok``, ``stale`` or ``no data``; ``message`` says why it is not ``ok``."""
    try:
        version = store().version
        every = freshness.of_all(store(), today)
    except TradeDataError as error:
        return {"status": "no data", "message": error.sentence()}, 503
    broken = looks.why_broken(store().home)
    problems = [f"The last refresh was broken off. {broken}"] if broken else []
    problems += [f"{each.source}: {each.problem}" for each in every if each.problem]
    said: dict[str, Any] = {
        "status": "stale" if problems else "ok",
        "data": version,
        "sources": {each.source: _of(each) for each in every},
    }
    if problems:
        said["message"] = " ".join(problems)
    return said, 503 if problems else 200


def _of(each: Freshness) -> dict[str, Any]:
    return {
        "tried": each.tried,
        "succeeded": each.succeeded,
        "next": each.about.text if each.about else None,
        "expected": each.expected.isoformat() if each.expected else None,
        "late_days": each.late,
        "problem": each.problem or None,
    }

"""A line the size of a word, as an SVG image: no plotting library needed to see it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

WIDTH, HEIGHT, EDGE = 120, 32, 3


def svg(values: Sequence[float | None], colour: str) -> str:
    """The line of the values; None breaks it; a dot marks the last. Empty when nothing is known."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    low, high = min(0.0, *known, 0.0), max(known)
    points = [_point(i, value, len(values), low, high) for i, value in enumerate(values)]
    last = next(point for point in reversed(points) if point)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}"><path d="{_path(points)}" fill="none" stroke="{colour}" stroke-width="1.75" '
        f'stroke-linejoin="round" stroke-linecap="round"/>'
        f'<circle cx="{last[0]}" cy="{last[1]}" r="2.5" fill="{colour}"/></svg>'
    )


def data_uri(values: Sequence[float | None], colour: str) -> str:
    """The same as an address for an image."""
    drawn = svg(values, colour)
    return f"data:image/svg+xml,{quote(drawn)}" if drawn else ""


def _point(
    place: int, value: float | None, count: int, low: float, high: float
) -> tuple[float, float] | None:
    if value is None:
        return None
    across = EDGE + (WIDTH - 2 * EDGE) * place / max(1, count - 1)
    up = (value - low) / ((high - low) or 1.0)
    return round(across, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * up, 1)


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    steps: list[str] = []
    pen = "M"
    for point in points:
        if point:
            steps.append(f"{pen}{point[0]} {point[1]}")
        pen = "L" if point else "M"
    return "".join(steps)

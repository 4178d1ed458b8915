"""What a picture shows, in words for who cannot see it: of each series the newest figure, the highest, the
lowest and where it went; of figures in no order of time the largest and the smallest.

It is read off the picture itself, whose points say in their hover text who, when and how much in the
language and unit of the page: so the words are about what is drawn, whichever figure it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from dashboard.figures.bars import SHAPES
from dashboard.figures.style import Figure
from dashboard.texts import say

#: More series than these are counted, not told one by one.
MOST = 8
_TAG, _YEAR = re.compile(r"<[^>]*>"), re.compile(r"\d{4}")
#: How bars of years to date are hatched.
YEAR_TO_DATE = SHAPES["YTD"]


@dataclass(frozen=True)
class Point:
    """A figure of the picture: its name, when or where it is, its height, and how it is written."""

    name: str
    when: str
    value: float
    words: str


def summary(figure: Figure, lang: str = "en") -> str:
    """Sentences on all series of the figure; empty where nothing is drawn."""
    traces = [trace for trace in figure["data"] if trace.get("hoverinfo") != "skip"]
    series = _in_time(traces)
    told = [_told(points, lang) for points in list(series.values())[:MOST]]
    if len(series) > MOST:
        told.append(say("spoken.more", lang, count=len(series) - MOST))
    ranked = [point for trace in traces if not _is_time(trace) for _, point in _points(trace)]
    return " ".join([*told, *([_extremes(ranked, lang)] if ranked else [])])


def _in_time(traces: Iterable[Figure]) -> dict[tuple[str, str], list[Point]]:
    """Points by series in order of time; a line in two pieces (solid, dashed) is one series. Years to date
    are compared with the same months of other years alone, so each such stretch of months is one too."""
    found: dict[tuple[str, str], dict[Any, Point]] = {}
    for trace in traces:
        if _is_time(trace):
            for (place, part), point in _points(trace):
                found.setdefault((point.name, part), {})[place] = point
    return {key: [points[place] for place in sorted(points)] for key, points in found.items()}


def _is_time(trace: Figure) -> bool:
    """Whether it goes from left to right in time: lines and upright bars do, rows of dots do not."""
    kind, upright = trace["type"], trace.get("orientation") != "h"
    return kind in ("bar", "scatter") and upright and not any(isinstance(y, str) for y in trace["y"])


def _points(trace: Figure) -> Iterator[tuple[tuple[Any, str], Point]]:
    """Each point with its place from left to right, and the months that its bar is about if it is hatched."""
    if trace["type"] == "scattergeo":  # a line is one figure
        yield (0, ""), _point(trace["meta"], trace["text"])
        return
    values, texts = _values(trace), _flat(trace.get("hovertext") or trace.get("text") or ())
    places = trace["x"] if _is_time(trace) else range(len(values))
    shapes = trace.get("marker", {}).get("pattern", {}).get("shape", [""] * len(values))
    for i, (value, text) in enumerate(zip(values, texts, strict=True)):
        if value is not None and text:
            months = _YEAR.sub("", trace["customdata"][i][-1]) if shapes[i] == YEAR_TO_DATE else ""
            yield (places[i], months), _point(float(value), text)


def _values(trace: Figure) -> Sequence[Any]:
    if trace["type"] in ("treemap", "choropleth", "heatmap"):
        return _flat(trace.get("values") or trace.get("z") or ())
    return trace["y"] if _is_time(trace) else trace["x"]


def _flat(cells: Sequence[Any]) -> list[Any]:
    """The cells of a heatmap one after another; what is flat already as it is."""
    return list(chain.from_iterable(cells)) if cells and isinstance(cells[0], list) else list(cells)


def _point(value: float, text: str) -> Point:
    """From ``<b>exports</b>, 2018<br>4.97 million USD``; the bold part may be followed by another."""
    lines = text.split("<br>")
    heads = [line for line in lines if line.startswith("<b>")]
    rest = [_TAG.sub("", line) for line in lines if not line.startswith("<b>")]
    name, _, when = heads[0].removeprefix("<b>").partition("</b>")
    when = (when or heads[-1].partition("</b>")[2]).removeprefix(", ")
    return Point(_TAG.sub("", name), when, value, ", ".join(rest))


def _told(points: Sequence[Point], lang: str) -> str:
    newest, first = points[-1], points[0]
    if len(points) == 1:
        return say("spoken.one", lang, name=newest.name, newest=newest.words, newest_when=newest.when)
    high, low = (way(points, key=lambda point: point.value) for way in (max, min))
    went = "up" if newest.value > first.value else "down" if newest.value < first.value else "same"
    return say(
        "spoken.series",
        lang,
        name=newest.name,
        newest=newest.words,
        newest_when=newest.when,
        went=say(f"spoken.{went}", lang, first=first.words, first_when=first.when),
        high=high.words,
        high_when=high.when,
        low=low.words,
        low_when=low.when,
    )


def _extremes(points: Sequence[Point], lang: str) -> str:
    high, low = (way(points, key=lambda point: point.value) for way in (max, min))
    if len(points) == 1:
        return f"{_named(high)}: {high.words}."
    return say(
        "spoken.ranked",
        lang,
        count=len(points),
        high_name=_named(high),
        high=high.words,
        low_name=_named(low),
        low=low.words,
    )


def _named(point: Point) -> str:
    return ", ".join(part for part in (point.name, point.when) if part)

"""What ``bench.world`` found, as a page and a picture: every target beside its figure."""

from __future__ import annotations

import itertools
import math
import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from bench._measuring import ROOT
from bench._sections import put

PICTURE = ROOT / "docs" / "world-scale.svg"
#: p95 at most so many milliseconds, warm, at the largest size measured.
MOST_MS = {
    "pair series": 8, "pair by HS2": 8, "partners of a year": 8, "top products": 8, "mirror": 8,
    "world by reporter": 20, "RCA inputs": 20,
}  # fmt: skip
#: Times slower at the largest size than at the smallest; bytes a row; seconds a million rows; MiB.
MOST_GROWTH, MOST_BYTES, MOST_SECONDS, MOST_LOAD_MIB, LEAST_SPEED = 2.0, 20.0, 0.5, 2048, 0.8
OURS = "ours"
Found = Mapping[str, Mapping[str, Any]]
Sizes = Sequence[tuple[str, Mapping[str, Any]]]


def machine() -> str:
    """Processors, memory and versions, without a name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = [f"{os.cpu_count()} cores", f"{memory:.0f} GiB", f"Python {platform.python_version()}"]
    for name in ("duckdb", "pandas", "polars", "chdb-core"):
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(f"no {name}")
    return ", ".join(parts)


def write(found: Found) -> None:
    """Writes the section and the picture."""
    made_up = _made_up(found)
    tables = [(name, said) for name, said in found.items() if not name.endswith("made up")]
    put("world", "\n".join(_page(made_up, tables)))
    if made_up:
        PICTURE.write_text(_picture(made_up), encoding="utf-8")


def targets(found: Found) -> list[str]:
    """Every target beside its figure."""
    return list(_targets(_made_up(found)))


def _made_up(found: Found) -> Sizes:
    return sorted(
        ((n, s) for n, s in found.items() if n.endswith("made up")), key=lambda each: each[1]["rows"]
    )


def _page(made_up: Sizes, tables: Sizes) -> Iterator[str]:
    yield "# World scale, measured\n"
    yield "Written by `python -m bench.world --write`; the sizes are made-up rows in the form of BACI (`bench/_generated.py`), 25 years,"
    yield 'pairs by Zipf\'s law. Times are milliseconds, p50 / p95, warm. "Ours" is a function of `trade.bulk.questions` with whole'
    yield 'answer rows (interval, source, method, as printed); "SQL by hand" fetches two or three bare columns from the same file;'
    yield "the other engines read one Parquet file of the same rows in the same order, without roll-ups.\n"
    for text in dict.fromkeys(said["machine"] for _, said in (*made_up, *tables)):
        yield f"Machine: {text}.\n"
    if made_up:
        yield "## Targets\n"
        yield "| target | at most | measured | |\n|---|---|---|---|"
        yield from _targets(made_up)
        yield ""
        yield "![Time of an answer against rows](../docs/world-scale.svg)\n"
    yield "## Loading\n"
    yield (
        "| rows | reading one file, ours / engine's own sorted COPY | whole load, s | laying out, s a million rows | memory, MiB "
        "| file, bytes a row |\n|---|---|---|---|---|---|"
    )
    for name, said in (*made_up, *tables):
        speed = said["speed"]
        yield (
            f"| {name} ({said['rows']:,}) | {speed['ours']:.2f} s / {speed['plain']:.2f} s = {speed['plain'] / speed['ours']:.2f} times the speed "
            f"| {said['load_seconds']:.0f} | {1e6 * said['layout_seconds'] / said['rows']:.2f} | {said['load_memory']:.0f} "
            f"| {said['bytes'] / said['rows']:.1f} |"
        )
    for name, said in (*made_up, *tables):
        yield f"\n## {name[:1].upper()}{name[1:]}: {said['rows']:,} rows, measured {said['measured']}\n"
        engines = list(said["answers"])
        yield f"| question | {' | '.join(engines)} |\n|---|{'---|' * len(engines)}"
        for question in MOST_MS:
            cells = " | ".join(_times(said["answers"][engine][question]) for engine in engines)
            yield f"| {question} | {cells} |"


def _times(pair: Sequence[float]) -> str:
    return " / ".join(f"{each:.1f}" if each < 100 else f"{each:,.0f}" for each in pair)


def _targets(made_up: Sizes) -> Iterator[str]:
    if not made_up:
        return
    (_, small), (name, large) = made_up[0], made_up[-1]
    for question, most in MOST_MS.items():
        p95 = large["answers"][OURS][question][1]
        yield _line(f"{question}, p95 at {name}", f"{most} ms", f"{p95:.1f} ms", p95 <= most)
    if large is not small:
        for question in MOST_MS:
            growth = large["answers"][OURS][question][0] / small["answers"][OURS][question][0]
            yield _line(f"{question}, p50 from {small['rows']:,} to {large['rows']:,} rows", f"{MOST_GROWTH:.0f} times",
                        f"{growth:.2f} times", growth <= MOST_GROWTH)  # fmt: skip
    room, pace = large["bytes"] / large["rows"], 1e6 * large["layout_seconds"] / large["rows"]
    yield _line("the file, with roll-ups", f"{MOST_BYTES:.0f} bytes a row", f"{room:.1f}", room <= MOST_BYTES)
    yield _line("laying out", f"{MOST_SECONDS} s a million rows", f"{pace:.2f} s", pace <= MOST_SECONDS)
    yield _line(
        "memory of the whole load",
        f"{MOST_LOAD_MIB} MiB",
        f"{large['load_memory']:.0f} MiB",
        large["load_memory"] <= MOST_LOAD_MIB,
    )
    speed = large["speed"]["plain"] / large["speed"]["ours"]
    yield _line(
        "reading a file, of the speed of the engine's sorted COPY",
        f"at least {LEAST_SPEED}",
        f"{speed:.2f}",
        speed >= LEAST_SPEED,
    )


def _line(target: str, most: str, found: str, holds: bool) -> str:
    return f"| {target} | {most} | {found} | {'pass' if holds else '**short**'} |"


# --- the picture: both scales logarithmic, one panel, a line a question and the other engines' range -------------

_WIDE, _HIGH, _LEFT, _TOP, _RIGHT, _BOTTOM = 760, 420, 70, 50, 180, 60
_COLOURS = ("#1b6ca8", "#c1440e", "#2e7d32", "#7b3fa0", "#b8860b", "#00838f", "#5d4037")


def _picture(made_up: Sizes) -> str:
    rows = [said["rows"] for _, said in made_up]
    every = [v[0] for _, said in made_up for asked in said["answers"].values() for v in asked.values()]
    low, high = 10 ** math.floor(math.log10(min(every))), 10 ** math.ceil(math.log10(max(every)))
    first, last = min(rows) / 1.3, max(rows) * 1.3

    def x(value: float) -> float:
        return _LEFT + (_WIDE - _LEFT - _RIGHT) * math.log(value / first) / math.log(last / first)

    def y(value: float) -> float:
        return _HIGH - _BOTTOM - (_HIGH - _TOP - _BOTTOM) * math.log(value / low) / math.log(high / low)

    def text(at: float, up: float, words: str, more: str = "") -> str:
        return f'<text x="{at:.0f}" y="{up:.0f}" font-size="12" {more}>{words}</text>'

    body = [
        text(
            _LEFT,
            22,
            "Time of an answer against rows (median, both scales logarithmic)",
            'font-weight="bold"',
        )
    ]
    for power in range(round(math.log10(low)), round(math.log10(high)) + 1):
        at = y(10**power)
        body.append(f'<line x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#ddd"/>')
        body.append(text(_LEFT - 8, at + 4, f"{10**power:g} ms", 'text-anchor="end"'))
    body += [text(x(n), _HIGH - _BOTTOM + 20, f"{n / 1e6:.0f} M", 'text-anchor="middle"') for n in rows]
    body.append(
        text((_LEFT + _WIDE - _RIGHT) / 2, _HIGH - 14, "rows of the data set", 'text-anchor="middle"')
    )
    body += _others(made_up, x, y)
    ends: list[float] = []
    for question, colour in zip(MOST_MS, _COLOURS, strict=True):
        points = [(x(said["rows"]), y(said["answers"][OURS][question][0])) for _, said in made_up]
        body += _trace(points, colour, "")
        ends.append(points[-1][1])
    for place, (question, colour) in zip(_apart(ends), zip(MOST_MS, _COLOURS, strict=True), strict=True):
        body.append(text(_WIDE - _RIGHT + 12, place + 4, question, f'fill="{colour}"'))
    inside = "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" font-family="sans-serif" role="img">\n'
        f"<title>Milliseconds of seven questions at each size, beside engines without roll-ups</title>\n"
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="white"/>\n{inside}\n</svg>\n'
    )


def _others(made_up: Sizes, x: Any, y: Any) -> Iterable[str]:
    """The same question (RCA inputs) put to engines without roll-ups, dashed."""
    ends: list[tuple[str, float, float]] = []
    for engine in ("DuckDB, Parquet", "Polars, Parquet", "chDB, Parquet"):
        known = [
            (said["rows"], said["answers"][engine]["RCA inputs"][0])
            for _, said in made_up
            if engine in said["answers"]
        ]
        points = [(x(rows), y(taken)) for rows, taken in known]
        if points:
            yield from _trace(points, "#999", 'stroke-dasharray="5 4"')
            ends.append((engine.split(",")[0], *points[-1]))
    for (engine, at, _), up in zip(ends, _apart([end[2] for end in ends]), strict=True):
        yield f'<text x="{at + 48:.0f}" y="{up + 4:.0f}" font-size="12" fill="#666">{engine}: RCA inputs</text>'


def _trace(points: Sequence[tuple[float, float]], colour: str, more: str) -> Iterator[str]:
    line = " ".join(f"{at:.1f},{up:.1f}" for at, up in points)
    yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2" {more}/>'
    yield from (f'<circle cx="{at:.1f}" cy="{up:.1f}" r="3" fill="{colour}"/>' for at, up in points)


def _apart(places: Sequence[float], least: float = 14) -> list[float]:
    """Labels moved down so that none lies on another."""
    found = list(places)
    order = sorted(range(len(found)), key=found.__getitem__)
    for before, after in itertools.pairwise(order):
        found[after] = max(found[after], found[before] + least)
    return found


__all__ = ["MOST_MS", "PICTURE", "machine", "targets", "write"]

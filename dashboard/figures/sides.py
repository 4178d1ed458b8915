"""Two words on one trade over time, and the band between the exporter's figures and these with freight and insurance."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dashboard.figures import style, timeline
from dashboard.figures.axes import IN_TIME
from dashboard.figures.ends import Line
from dashboard.figures.rows import Look, Row


def upper_edge(exports: Line, factor: Decimal, name: str) -> Line:
    """What the exporter's figures would be at the importer's border, at that factor."""
    # its interval and letters would be drawn over the exporter's own
    bare = {"low_usd": None, "high_usd": None, "status": "A", "revised": None}
    rows = [dict(row) | bare | {"value_usd": row["value_usd"] * float(factor)} for row in exports.rows]
    return Line(name, style.FLOW_COLOURS["RX"], rows)


def lines(
    exports: Line, imports: Line, edge: Line | None, look: Look, mirrored: str
) -> tuple[style.Figure, list[Line]]:
    """Both lines, the partner's with hollow markers, over the band up to ``edge``; and the lines to be named."""
    drawn = [line for line in (exports, imports, edge) if line and line.rows]
    made = timeline.figure(drawn, look)
    for trace in made["data"]:
        if trace.get("name") == mirrored:
            trace["marker"] |= {
                "symbol": "circle-open",
                "line": {"width": 2, "color": trace["line"]["color"]},
            }
        if edge and trace.get("name") == edge.name:
            trace |= {"mode": "lines", "hoverinfo": "skip"}
            trace["line"] |= {"width": 1, "dash": "dot"}
            del trace["hovertemplate"], trace["customdata"]
    if edge:
        made["data"] = [*_band(exports, edge, look), *made["data"]]
    return made, drawn


def _band(exports: Line, edge: Line, look: Look) -> list[style.Figure]:
    """Between the exporter's figures and the edge: a stretch for each unbroken run of years."""
    stretches: list[list[tuple[Row, Row]]] = [[]]
    for pair in zip(exports.rows, edge.rows, strict=True):
        if stretches[-1] and not timeline.follows(stretches[-1][-1][0], pair[0]):
            stretches.append([])
        stretches[-1].append(pair)
    return [_filled(pairs, exports.colour, look) for pairs in stretches if len(pairs) > 1]


def _filled(pairs: Sequence[tuple[Row, Row]], colour: str, look: Look) -> style.Figure:
    there = [(IN_TIME.at(low), look.scaled(low["value_usd"])) for low, _ in pairs]
    back = [(IN_TIME.at(high), look.scaled(high["value_usd"])) for _, high in reversed(pairs)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in [*there, *back]],
        "y": [y for _, y in [*there, *back]],
        "fill": "toself",
        "fillcolor": style.faded(colour, 0.2),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }

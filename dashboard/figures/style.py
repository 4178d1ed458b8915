"""Colours and the frame that all pictures share.

Series colours are middle tones that stand 3:1 against white and against the dark page alike;
text and grid are recoloured by assets/plot.css in the dark, so one figure serves both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

Figure = dict[str, Any]

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'
INK, MUTED, GRID, ZERO = "#1c2127", "#5b6570", "#e3e6e9", "#8b939c"
TEXT_SIZE = 13
CLEAR = "rgba(0,0,0,0)"

FLOW_COLOURS = {
    "X": "#1f7fbf",
    "M": "#d4700a",
    "T": "#737b86",
    "B": "#3c8166",
    "RX": "#6aa6d0",
    "RM": "#dd9a55",
}
#: Twelve tones, 4.5:1 against white so that white words on tiles can be read; told apart also by the colour-blind when neighbours are labelled.
CODE_COLOURS = (
    "#387aa8", "#ae601b", "#3c8166", "#9a5fa5", "#70757d", "#5173b8",
    "#538132", "#b0566b", "#8b6f5c", "#936e2f", "#2f7f89", "#7b69b4",
)  # fmt: skip
#: Years before the newest, the oldest first.
GREYS = ("#a3abb4", "#949da7", "#858f99", "#757f8b", "#66707c")
#: Pale to deep blue; readable on white and on the dark page.
SEQUENCE = [[0, "#d3e5f2"], [0.25, "#9cc5e2"], [0.5, "#5a9fd0"], [0.75, "#2873ac"], [1, "#0d4474"]]


def flow_colour(flow: str) -> str:
    return FLOW_COLOURS.get(flow, FLOW_COLOURS["T"])


def code_colour(code: str) -> str:
    """The colour of a partner or sector: by its code, never by its place in a ranking.

    Codes that follow one another (``S05``, ``S06``; ``27``, ``28``) are never of one colour.
    """
    digits = "".join(letter for letter in code if letter.isdigit())
    return CODE_COLOURS[(int(digits) if digits else crc32(code.encode())) % len(CODE_COLOURS)]


def code_colours(codes: Sequence[str]) -> dict[str, str]:
    """Of a few lines, no two alike: where codes share a colour the later one takes the next free."""
    taken: dict[str, str] = {}
    for code in codes:
        first = CODE_COLOURS.index(code_colour(code))
        order = [*CODE_COLOURS[first:], *CODE_COLOURS[:first]]
        free = [colour for colour in order if colour not in taken.values()]
        taken[code] = (free or order)[0]
    return taken


def faded(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def layout(height: int, margin: dict[str, int] | None = None, **more: Any) -> Figure:
    """The frame: no legend, clear background, light grid, bars from zero."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8, "pad": 4} | (margin or {}),
        "font": {"family": FONT, "size": TEXT_SIZE, "color": INK},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "separators": ".,",
        "uirevision": "kept",
        "hoverlabel": {"font": {"size": TEXT_SIZE, "family": FONT}, "align": "left"},
        **more,
    }


def saved_legend() -> Figure:
    """Of a saved picture: what on the page are words over it, which a phone wraps. With ``SAVED`` as ``meta``."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 1.02,
        "yanchor": "bottom",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": TEXT_SIZE},
    }


SAVED: Figure = {"png": {"t": 26, "layout": {"showlegend": True}}}


def value_axis(**more: Any) -> Figure:
    return {
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": ZERO,
        "zerolinewidth": 1,
        "automargin": True,
        "tickformat": ",.12~g",
        "tickfont": {"color": MUTED, "size": 12},
        "fixedrange": True,
        "nticks": 6,
        **more,
    }


def time_axis(**more: Any) -> Figure:
    return {
        "showgrid": False,
        "zeroline": False,
        "tickangle": 0,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": ZERO,
        "automargin": True,
        "tickfont": {"color": MUTED, "size": 12},
        "fixedrange": True,
        **more,
    }

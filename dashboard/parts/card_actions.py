"""The quiet actions of a card: table, and two small menus with what may be taken along and passed on.

A menu is a button that shows a list of buttons (a disclosure): tabulator and Enter do all of it, Escape
closes it (``assets/cards.js``).
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.texts import say
from dashboard.untyped import Node, html

FORMS = ("png", "svg", "csv", "json")
SHARED = ("link", "cite", "embed")


def actions(card: str, title: str, more: Sequence[Node], lang: str) -> list[Node]:
    """``more`` are buttons of this card alone; they come first."""
    return [
        *more,
        button(card, "table", title, lang),
        _menu(card, "download", title, [button(card, form, title, lang) for form in FORMS], lang),
        _menu(card, "share", title, [button(card, way, title, lang) for way in SHARED], lang),
        # what was done is said here, to the eye and to a screen reader alike
        html.Span(className="card-said", role="status", **{"data-copied": say("take.link_copied", lang)}),
    ]


def button(card: str, act: str, title: str, lang: str, **more: object) -> Node:
    """``PNG`` to the eye, ``PNG: title`` to who does not see which card it stands in."""
    name = say(f"take.{act}", lang)
    return html.Button(
        name,
        id=f"{card}-{act}-button",
        type="button",
        className="quiet",
        **{"data-act": act, "aria-label": f"{name}: {title}"} | more,
    )


def _menu(card: str, name: str, title: str, items: Sequence[Node], lang: str) -> Node:
    said, listed = say(f"take.{name}", lang), f"card-{card}-{name}"
    opener = html.Button(
        said,
        type="button",
        className="quiet menu-button",
        **{"aria-label": f"{said}: {title}", "aria-expanded": "false", "aria-controls": listed},
    )
    return html.Div(
        [opener, html.Div(list(items), id=listed, className="menu-list", hidden=True)], className="menu"
    )

"""Elements of HTML as light as what becomes text needs them: a page has hundreds, and is made anew for each answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

#: The library of Dash whose elements these are where one stays a component in the browser.
NAMESPACE = "dash_html_components"
#: Properties in use, by their names in React; ``aria-`` and ``data-`` go without saying. A slip is told where it is made.
PROPERTIES = frozenset(
    {
        "id", "key", "className", "href", "hrefLang", "lang", "title", "role", "hidden", "type", "tabIndex", "style", "rel",
        "target", "src", "alt", "scope", "n_clicks",
    }
)  # fmt: skip


class Element:
    """An element, what is in it, and its properties."""

    __slots__ = ("props", "type")

    def __init__(self, kind: str, props: dict[str, Any]) -> None:
        self.type = kind
        self.props = props

    @property
    def children(self) -> Any:
        return self.props["children"]

    @property
    def id(self) -> Any:
        return self.props.get("id")

    def to_plotly_json(self) -> dict[str, Any]:
        """As Dash sends it to the browser, where it stays a component."""
        return {"namespace": NAMESPACE, "type": self.type, "props": self.props}


class Html:
    """``Html().Div("words", className="note")``: every name is an element of HTML."""

    def __getattr__(self, name: str) -> Any:
        return _maker(name)


@cache
def _maker(name: str) -> Any:
    def element(children: Any = None, **props: Any) -> Element:
        for prop in props.keys() - PROPERTIES:
            if not prop.startswith(("aria-", "data-")):
                raise TypeError(f"{name} of HTML has no property {prop!r}")
        return Element(name, {"children": children, **props})

    return element


def find(node: Any, name: Any) -> Any:
    """The element or component of that id in a tree; None where there is none."""
    if isinstance(node, list | tuple):
        found = (find(one, name) for one in cast("Sequence[Any]", node))
        return next((one for one in found if one is not None), None)
    if getattr(node, "id", None) == name:
        return node
    inside = getattr(node, "children", None)
    return None if inside is None else find(inside, name)

"""A page as plain HTML: what no callback knows travels as text, not as components.

The browser makes and watches every component of Dash by itself, some three hundred a page, at each change of the
address. So a page is one component (``assets/written.js``): its HTML, the pictures that are drawn into it
(``assets/pictures.js``), and the few components that stay components, each put into the slot that the HTML keeps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, cast

from dashboard import wire
from dashboard.elements import Element
from dashboard.untyped import Node

NAMESPACE = "bilateral_parts"
#: Elements without an end.
VOID = frozenset({"img", "br", "hr", "input"})
#: Properties by their names in HTML; others are written alike in both, in small letters.
NAMES = {"className": "class"}
#: What Dash alone knows of.
UNSEEN = frozenset({"children", "n_clicks", "key"})
#: Parts of pages that callbacks know by their ids.
KNOWN = frozenset({"upload"})


def written(page: Node) -> Node:
    """The page as one component."""
    sheet = _Sheet()
    text = sheet.text(page)
    return {
        "namespace": NAMESPACE,
        "type": "Written",
        "props": {
            "html": text,
            "pictures": sheet.pictures,
            "shapes": wire.map_address(),
            "words": sheet.words,
            "children": sheet.live,
        },
    }


def markup(node: Node) -> str:
    """A part without pictures and components as HTML."""
    return _Sheet().text(node)


def picture(name: str, height: int, failed: str, **data: Any) -> Node:
    """Room for the picture of a card, and what it is drawn and saved from; ``failed`` stands where none can be drawn."""
    room = {"card": name, "height": height, "failed": failed}
    return {"namespace": NAMESPACE, "type": "Picture", "props": {**room, **data}}


def about(page: Node, card: str) -> Mapping[str, Any] | None:
    """What a written page says of a card with a picture; None where it has none of that name."""
    return next((each["about"] for each in page["props"]["pictures"] if each["card"] == card), None)


def holds(page: Node, name: str) -> bool:
    """Whether a written page has an element of that id."""
    return f' id="{escape(name)}"' in page["props"]["html"]


def word(name: str, label: str, shown: str, *, typed: bool, **data: Any) -> Node:
    """The field of a word that opens a list; ``typed``: of so many that one types to find one."""
    more = {"name": name, "label": label, "shown": shown, "typed": typed}
    return {"namespace": NAMESPACE, "type": "Word", "props": {**more, "data": data}}


@dataclass
class _Sheet:
    """What is written, and what it leaves room for."""

    live: list[Node] = field(default_factory=list[Node])
    pictures: list[Mapping[str, Any]] = field(default_factory=list[Mapping[str, Any]])
    words: dict[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])

    def text(self, node: Node) -> str:
        if node is None or isinstance(node, bool):
            return ""
        if isinstance(node, str | int | float):
            return escape(str(node), quote=False)
        if isinstance(node, list | tuple):
            return "".join(self.text(part) for part in cast("Sequence[Node]", node))
        if isinstance(node, Element) and not _is_known(node.type, node.props):
            return self._element(node.type.lower(), node.props)
        said: Mapping[str, Any] = cast("Any", node) if hasattr(node, "keys") else node.to_plotly_json()
        return self._component(said, node)

    def _component(self, said: Mapping[str, Any], node: Node) -> str:
        kind, props = said["type"], said["props"]
        if kind == "Link":
            return self._element("a", _linked(props))
        if kind == "Picture":
            self.pictures.append(
                {name: data for name, data in props.items() if name not in ("height", "failed")}
            )
            return self._element("div", _room(props))
        if kind == "Word":
            self.words[props["name"]] = props["data"]
            return self._element("input", _field(props))
        self.live.append(node)
        return self._element("div", {"className": "slot"})

    def _element(self, tag: str, props: Mapping[str, Any]) -> str:
        named = "".join(_attribute(name, value) for name, value in props.items() if name not in UNSEEN)
        if tag in VOID:
            return f"<{tag}{named}>"
        return f"<{tag}{named}>{self.text(props.get('children'))}</{tag}>"


def _is_known(kind: str, props: Mapping[str, Any]) -> bool:
    """Whether a callback knows this element, or one that must stand directly in it: the summary of details."""
    name = props.get("id")
    if kind == "Details":
        return isinstance(getattr(props["children"][0], "id", None), Mapping)
    return isinstance(name, Mapping) or name in KNOWN


def _room(picture: Mapping[str, Any]) -> dict[str, Any]:
    style = {"height": f"{picture['height']}px"}
    named = {"data-card": picture["card"], "data-failed": picture["failed"]}
    return {"className": "dash-graph", **named, "style": style}


def _field(word: Mapping[str, Any]) -> dict[str, Any]:
    """A combobox (ARIA 1.2) whose list is made when it is opened."""
    return {
        "id": f"word-{word['name']}",
        "className": "word-field",
        "type": "text",
        "role": "combobox",
        "value": word["shown"],
        "readonly": not word["typed"],
        "autocomplete": "off",
        "spellcheck": "false",
        "data-word": word["name"],
        "aria-label": word["label"],
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-autocomplete": "list" if word["typed"] else None,
    }


def _linked(props: Mapping[str, Any]) -> dict[str, Any]:
    """A link within the site; where it loads no document the browser goes there by itself."""
    kept = {name: value for name, value in props.items() if name not in ("refresh", "id")}
    return kept if props.get("refresh") else kept | {"data-within": "1"}


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    called = NAMES.get(name, name.lower())
    if value is True:
        return f' {called}="true"' if name.startswith(("aria-", "data-")) else f" {called}"
    if name == "style":
        value = ";".join(f"{_hyphened(key)}:{each}" for key, each in value.items())
    return f' {called}="{escape(str(value))}"'


def _hyphened(name: str) -> str:
    """``fontSize`` as ``font-size``; names of our own (``--at``) stay."""
    return name if name.startswith("--") else "".join(f"-{c.lower()}" if c.isupper() else c for c in name)

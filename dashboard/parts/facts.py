"""A small table of facts: words at the left, figures at the right."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.untyped import Node, html


def facts(
    heads: Sequence[str], rows: Sequence[Sequence[Node]], numbers: Sequence[bool], *, stacked: bool = False
) -> Node:
    """The table; ``numbers`` says which columns are figures.

    ``stacked``: on a phone each row becomes a block, its first cell the heading, so that no
    sentence is squeezed into a narrow column. The roles keep it a table for assistive technology.
    """
    first = [_cell("Th", head, n, "columnheader", head) for head, n in zip(heads, numbers, strict=True)]
    body = [_row(row, heads, numbers) for row in rows]
    return html.Div(
        html.Table(
            [
                html.Thead(html.Tr(first, role="row"), role="rowgroup"),
                html.Tbody(body, role="rowgroup"),
            ],
            className="facts facts-stacked" if stacked else "facts",
            role="table",
        ),
        className="facts-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": ", ".join(heads)},
    )


def _row(row: Sequence[Node], heads: Sequence[str], numbers: Sequence[bool]) -> Node:
    first = _cell("Th", row[0], numbers[0], "rowheader", heads[0])
    rest = [
        _cell("Td", cell, number, "cell", head)
        for cell, number, head in zip(row[1:], numbers[1:], heads[1:], strict=True)
    ]
    return html.Tr([first, *rest], role="row")


def _cell(tag: str, content: Node, number: bool, role: str, head: str) -> Node:
    scope = {"columnheader": "col", "rowheader": "row"}.get(role)
    more: dict[str, str] = {"scope": scope} if scope else {}
    if number:
        more["className"] = "number"
    return getattr(html, tag)(content, role=role, **more, **{"data-head": head})

"""A small table of facts: words at the left, figures at the right."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.untyped import Node, html


def facts(heads: Sequence[str], rows: Sequence[Sequence[Node]], numbers: Sequence[bool]) -> Node:
    """The table; ``numbers`` says which columns are figures."""
    return html.Div(
        html.Table(
            [
                html.Thead(
                    html.Tr(
                        [_cell(html.Th, head, n, scope="col") for head, n in zip(heads, numbers, strict=True)]
                    )
                ),
                html.Tbody([html.Tr(_cells(row, numbers)) for row in rows]),
            ],
            className="facts",
        ),
        className="facts-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": ", ".join(heads)},
    )


def _cells(row: Sequence[Node], numbers: Sequence[bool]) -> list[Node]:
    first = html.Th(row[0], scope="row")
    return [first, *(_cell(html.Td, cell, number) for cell, number in zip(row[1:], numbers[1:], strict=True))]


def _cell(tag: Node, content: Node, number: bool, **more: str) -> Node:
    return tag(content, className="number" if number else None, **more)

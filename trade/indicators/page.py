"""The reference page: ``python -m trade.indicators.page > docs/indicators.md`` (``make dictionary``)."""

from __future__ import annotations

from textwrap import fill

from trade.indicators.declared import INDICATORS, Indicator
from trade.worded import REASONS

HEAD = """\
# Indicators

What is worked out from published figures, by which formula, and when it is refused. This page is made
from `trade/indicators/declared.py` by `make dictionary`; edit it there.

Figures are intervals (see [method.md](method.md)), so indicators have a least and a most too: `low` and
`high` hold every value that the printed digits allow, taking the inputs as independent of one another.
The status is the gravest of the inputs'; `rests_on` names every observation that went in, with its sign in
the figure that it is part of.

Every indicator is refused, with the reason in words, where its inputs are not on one basis: of different
sources, agencies or reporters, of different periods (a year to date is no year), in different currencies,
or valued differently (FOB and CIF), unless the indicator is about just that difference; then it is said.
In the mirror measures, which set two statistics against each other, currencies may differ too, which is said.
Groups such as the European Union are never parts beside their members.
"""


def text() -> str:
    """The whole page."""
    listed = [f"| `{each.code}` | {each.name} | {each.unit} | {each.range} |" for each in INDICATORS]
    head = "| code | indicator | unit | range |\n|---|---|---|---|"
    return "\n".join([HEAD, head, *listed, "", *(_section(each) for each in INDICATORS), _reasons()])


def _reasons() -> str:
    """Every reason with its code; what stands in braces is filled in."""
    listed = [_point(f"`{code}`: {words}") for code, words in REASONS.items()]
    return "\n".join(
        [
            "## Reasons\n",
            "Why there is no value, by code; pages say it in their reader's language.\n",
            *listed,
            "",
        ]
    )


def _section(each: Indicator) -> str:
    known = each.reference
    return "\n".join(
        [
            f"## {each.name}\n",
            f"    {each.formula}\n",
            _point(f"Inputs: {each.inputs}."),
            _point(f"Unit and range: {each.unit}; {each.range}."),
            _point(each.reading),
            _point(f"Refused where {each.refused}."),
            *([f"- {known.text}:\n  <{known.url}>"] if known else []),
            "",
        ]
    )


def _point(words: str) -> str:
    return fill(words, width=110, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)


if __name__ == "__main__":
    print(text(), end="")

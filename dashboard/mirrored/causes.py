"""Why two honest statistics of one trade differ, and what of it these figures show."""

from __future__ import annotations

from dashboard.figures.rows import Row
from dashboard.mirrored.sides import Sides
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.texts import say
from dashboard.untyped import Node

CAUSES = ("freight", "origin", "time", "scope", "secret", "reexport", "rates", "revised")


def causes(sides: Sides) -> Node:
    """Why two honest statistics differ, and what of it can be seen in these figures."""
    lang = sides.view.lang
    ours, theirs = sides.now(sides.ours_shown), sides.now(sides.theirs_shown)
    here = _here(sides, ours, theirs) if ours and theirs else {}
    rows = [
        (say(f"mirror.cause_{cause}", lang), say(f"mirror.about_{cause}", lang), here.get(cause, ""))
        for cause in CAUSES
    ]
    shown = facts(say("mirror.cause_heads", lang).split("|"), rows, (False, False, False), stacked=True)
    return figure_card(
        Card("causes", say("mirror.causes", lang), say("mirror.causes_about", lang), instead=shown), lang
    )


def _here(sides: Sides, ours: Row, theirs: Row) -> dict[str, str]:
    lang = sides.view.lang
    exports, imports = (ours, theirs) if sides.flow == "X" else (theirs, ours)
    valued = [say(f"mirror.valued_{row['valuation']}", lang) for row in (exports, imports)]
    rules = [say(f"mirror.rule_{row['partner_rule']}", lang) for row in (exports, imports)]
    money = [row["currency"] for row in (exports, imports)]
    return {
        "freight": say("mirror.here", lang, exports=valued[0], imports=valued[1]),
        "origin": say("mirror.here", lang, exports=rules[0], imports=rules[1]),
        "rates": say("mirror.here", lang, exports=money[0], imports=money[1]),
    }

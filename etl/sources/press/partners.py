"""The partner noted by hand against the economies that the quoted words name."""

from __future__ import annotations

from collections.abc import Sequence

from etl.reading.mentions import economies_in
from etl.reading.tokens import tokens
from etl.sources.press.amounts import Said, adds_up
from etl.sources.press.judging import Remark
from trade.codelists import economies


def misnamed(said: Said, document: Sequence[Said], reporter: str, partner: str) -> tuple[Remark, ...]:
    """A remark where the words name economies, and not the partner but a third one.

    The figure stays in the series only where the document proves the hand right: with the partner
    noted by hand, exports and imports add up to it. Groups named in passing are no contradiction.
    """
    quote = said.row.cells["quote_fragment"]
    named = {mention.code for mention in economies_in(tokens(quote), quote)}
    others = sorted(code for code in named - {reporter} if economies()[code].kind == "economy")
    if not others or partner in named or economies()[partner].kind != "economy":
        return ()
    words, known = (economies()[code].names["en"] for code in (others[0], partner))
    proved = adds_up(said, document)
    end = (
        f"the document's exports and imports with {known} add up to it, so the hand-made reading stands."
        if proved
        else "nothing in the document tells which is right."
    )
    severity = "note" if proved else "error"
    return (
        Remark("words_vs_hand_partner", severity, known, words, f"The words name {words}, the hand {known}; {end}"),
    )  # fmt: skip

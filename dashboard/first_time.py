"""For who comes without a question: what this is, in a sentence, and three views to begin with."""

from __future__ import annotations

from babel.lists import format_list

from dashboard import cards
from dashboard.figures import words
from dashboard.lasting import of_store
from dashboard.state import names, resolve
from dashboard.texts import say
from dashboard.untyped import Node, dcc, html
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

#: The figure that it all started from, as the agencies printed it.
PRINTED = Selection(
    partner="LTU", source="press", agency="AZ-SCC", flow="T", period=Period.parse("2018-01..2018-10")
)
NEIGHBOURS = Selection(partners=("RUS", "TUR", "GEO"))
MIRRORED = Selection(partner="LTU", flow="M")


def strip(store: Store, asked: Selection) -> list[Node]:
    """Nothing where the address asks for anything but a language."""
    if asked != Selection(lang=asked.lang):
        return []
    lang = asked.lang
    links = [html.Li(dcc.Link(words, href=address)) for words, address in examples(store, lang)]
    return [
        html.Section(
            [html.P(say("first.about", lang)), html.Ul(links)],
            className="first-time",
            **{"aria-label": say("first.label", lang)},
        )
    ]


@of_store
def examples(store: Store, lang: str) -> list[tuple[str, str]]:
    """Words and address of each; a figure is said only where the data hold it."""
    known = names(lang)
    pair = f"{known['AZE']} – {known['LTU']}"
    neighbours = format_list(
        [known[code] for code in NEIGHBOURS.partners], locale="en_GB" if lang == "en" else lang
    )
    return [
        (_printed(store, pair, lang), f"/partner/LTU?{PRINTED.but(partner=None, lang=lang).to_query()}"),
        (say("first.neighbours", lang, names=neighbours), f"/compare?{NEIGHBOURS.but(lang=lang).to_query()}"),
        (say("first.mirrored", lang, pair=pair), f"/mirror?{MIRRORED.but(lang=lang).to_query()}"),
    ]


def _printed(store: Store, pair: str, lang: str) -> str:
    view = resolve(store, PRINTED.but(lang=lang))
    assert PRINTED.period is not None
    said = f"{pair}, {words.long(PRINTED.period, lang)}"
    figure = next((merit.now for merit in cards.merits(view, ("T",)) if merit.now), None)
    if figure is None:
        return said
    return f"{said}: {view.look.flow('T')} {view.look.amount(figure)} {view.look.unit_short}"

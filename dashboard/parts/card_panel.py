"""What opens under a card to be copied: how it is cited, and the line that embeds it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import embedding, framing
from dashboard.texts import say
from dashboard.untyped import Node, html
from trade.texts import citation
from trade.texts.citation import Cited


def cite(card: str, cited: Cited, lang: str) -> Node:
    """A sentence, an entry for BibTeX and one in CSL-JSON, each with a button that copies it."""
    texts = [
        ("plain_head", citation.plain(cited, lang)),
        ("bibtex_head", citation.bibtex(cited, lang)),
        ("csl_head", citation.csl_json(cited, lang)),
    ]
    return _panel(
        card,
        say("cite.title", lang),
        [_copied(say(f"cite.{head}", lang), text, lang) for head, text in texts],
        lang,
    )


def embed(card: str, title: str, address: str, height: int, who: str, lang: str) -> Node:
    """The line of an iframe of that height in pixels; ``who`` may hold it."""
    frame = embedding.frame(address, title, "100%", height)
    note = say("embed.own", lang) if framing.is_own(who) else say("embed.for", lang, who=who)
    return _panel(
        card,
        say("embed.title", lang),
        [_copied(say("embed.head", lang), frame, lang), html.P(note, className="card-note")],
        lang,
    )


def _panel(card: str, title: str, body: Sequence[Node], lang: str) -> Node:
    close = html.Button(
        "✕",
        id=f"{card}-panel-close",
        type="button",
        className="quiet",
        **{"aria-label": say("provenance.close", lang), "data-closes": "1"},
    )
    head = html.Div([html.H3(title), close], className="provenance-head")
    return html.Aside([head, *body], tabIndex="-1", **{"aria-label": title})


def _copied(head: str, text: str, lang: str) -> Node:
    copy = html.Button(
        say("provenance.copy", lang),
        type="button",
        className="quiet quiet-small",
        **{
            "data-copy": text,
            "data-done": say("provenance.copied", lang),
            "aria-label": f"{say('provenance.copy', lang)}: {head}",
        },
    )
    return html.Div(
        [html.P([html.Strong(head), " ", copy]), html.Pre(text, tabIndex="0")], className="panel-text"
    )

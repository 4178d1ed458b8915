"""Under a report: who published what it rests on, on which terms, what to mind, and how to find it again."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dashboard import cards
from dashboard.figures import words
from dashboard.figures.rows import Row, day
from dashboard.parts.figure_card import Card, figure_card
from dashboard.reported import address
from dashboard.reported.gathered import Report
from dashboard.texts import publisher_name, say
from dashboard.untyped import Node, html
from trade import questions

LABELLED = ("vintage", "licence")


def card(report: Report) -> Node:
    """Publishers, then what to mind, then address and date."""
    lang = report.view.lang
    body = html.Div([*_publishers(report), _minded(report), _again(report)], className="report-sources")
    return figure_card(Card("sources", say("report.sources", lang), "", instead=body), lang)


def _publishers(report: Report) -> list[Node]:
    used = {str(row["source"]) for row in report.rows}
    store = report.view.store
    fetched: dict[str, date] = {}
    for file in questions.files(store):
        source, when = str(file["source"]), day(file["retrieved_at"])
        fetched[source] = max(fetched.get(source, when), when)
    return [
        _publisher(row, fetched, report.view.lang)
        for row in questions.sources(store)
        if row["source"] in used
    ]


def _publisher(row: Row, fetched: dict[str, date], lang: str) -> Node:
    """Descriptions are as the source has them, in English."""
    listed: list[tuple[str, Node]] = [
        (say(f"sources.{name}", lang), html.Span(row[name], lang="en")) for name in LABELLED if row[name]
    ]
    when = fetched.get(str(row["source"]))
    if when:
        listed.insert(1, (say("report.retrieved", lang), words.date_of(when, lang)))
    if row["warning"]:
        listed.append((say("report.warning", lang), html.Span(row["warning"], lang="en")))
    parts = [part for label, said in listed for part in (html.Dt(label), html.Dd(said))]
    name = publisher_name(row["source"], row["publisher"], lang)
    title = html.H3([f"{name}: ", html.Span(row["title"], lang="en")])
    return html.Section([title, html.Dl(parts, className="labels")])


def _minded(report: Report) -> Node:
    """What a reader of the figures must know: valuation, the partner's rule, letters, changes, parts of years."""
    lang = report.view.lang
    valued = {row["flow"]: row["valuation"] for row in report.view.own}
    freight = (valued.get("X"), valued.get("M")) == ("FOB", "CIF")
    notes = [
        say("report.valuation", lang, valuation=cards.valuation(report.view.own, lang)),
        say("report.freight", lang) if freight else "",
        _rules(report),
        cards.legend(report.rows, lang),
        say("report.digits", lang),
        say("report.hatched", lang) if report.to_date else "",
    ]
    return html.Section(
        [html.H3(say("report.minded", lang)), html.Ul([html.Li(note) for note in notes if note])]
    )


def _rules(report: Report) -> str:
    """By which rule the chosen agency names the partner, where that is known."""
    lang = report.view.lang
    rules = {row["flow"]: row["partner_rule"] for row in report.view.own if row["flow"] in ("X", "M")}
    told = [
        f"{report.view.look.flow(flow)} {say(f'mirror.rule_{rule}', lang)}"
        for flow, rule in sorted(rules.items(), reverse=True)
        if rule != "unknown"
    ]
    return say("report.rule", lang, rules=", ".join(told)) if told else ""


def _again(report: Report) -> Node:
    """The address that gives the same figures later, the day, the data set."""
    lang, view = report.view.lang, report.view
    where = address.permalink(view)
    drawn = say(
        "report.drawn",
        lang,
        day=words.date_of(datetime.now(UTC).date(), lang),
        built=words.date_of(address.built(view), lang),
        version=view.store.version,
    )
    return html.Section(
        [
            html.H3(say("report.again", lang)),
            html.P([say("report.permalink", lang), " ", html.A(where, href=where, id="permalink")]),
            html.P(drawn, id="drawn"),
        ]
    )

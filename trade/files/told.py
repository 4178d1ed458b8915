"""What a file says of itself, in the reader's language: citation, licence, caveats, letters, columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from trade import desk, questions
from trade.codelists.named import names
from trade.desk.columns import ADDED
from trade.files.about import About
from trade.files.extract import Extent, Extract
from trade.questions import WORLD, Row
from trade.selection import Selection
from trade.store import Store
from trade.tables import STATUS, TRADE, Column
from trade.texts import citation, messages, periods, publisher_name, say, translated
from trade.texts.citation import Cited


def about(
    store: Store, asked: Selection, what: str, extract: Extract, extent: Extent, address: str, name: str
) -> About:
    """Of the file ``name`` with these rows of the table ``what``, which the page at ``address`` (or none) shows."""
    lang = asked.lang
    sources = [row for row in questions.sources(store) if row["source"] in extent.sources]
    named = cited(store, asked, what, extent, sources, address, name)
    return About(
        name,
        f"{named.title}, {named.period}",
        store.version,
        _facts(asked, what, extent, sources, named),
        sources,
        {column.name: label(column, what, lang) for column in extract.columns},
        {column.name: meaning(column, lang) for column in extract.columns},
        address,
        lang,
    )


def cited(
    store: Store, asked: Selection, what: str, extent: Extent, sources: Sequence[Row], address: str, name: str
) -> Cited:
    """Whom to name, and where the same is found again: as of the day on which the file was made."""
    lang = asked.lang
    known = {**names(lang)}
    known[WORLD] = say("files.world", lang)
    partners = asked.partners or ((asked.partner,) if asked.partner else ())
    partner = ", ".join(known[code] for code in partners) or say("files.all_partners", lang)
    reporter = ", ".join(names(lang)[code] for code in asked.reporters or (asked.reporter,))
    period = periods.long(asked.period, lang) if asked.period else periods.years_of(extent.first, extent.last)
    return Cited(
        title=say(f"files.title_{what}", lang, reporter=reporter, partner=partner),
        publishers=[publisher_name(row["source"], row["publisher"], lang) for row in sources],
        works=[str(row["title"]) for row in sources],
        period=period,
        version=store.version,
        address=address,
        accessed=datetime.now(UTC).date(),
        key=name,
    )


def _facts(
    asked: Selection, what: str, extent: Extent, sources: Sequence[Row], named: Cited
) -> list[tuple[str, str]]:
    lang = asked.lang
    query = desk.query(what, asked) if what in desk.TABLES else asked.to_query()
    selection = "; ".join(query.split("&")) or f"reporter={asked.reporter}"
    facts = [
        ("citation", citation.plain(named, lang)),
        ("bibtex", citation.bibtex(named, lang)),
        *([("address", named.address)] if named.address else []),
        ("selection", selection),
        ("rows", say("files.count", lang, count=extent.rows)),
        ("version", named.version),
        ("known", periods.date_of(asked.as_of, lang) if asked.as_of else say("files.known_now", lang)),
        *(("source", _source(row, lang)) for row in sources),
        *(
            ("caveat", translated(f"caveat.{n}", text, lang))
            for n, text in enumerate(TRADE.warnings, start=1)
        ),
        *([("caveat", say(mind, lang))] if (mind := f"files.mind_{what}") in messages(lang) else []),
        ("caveat", say("files.interval", lang)),
        *(("letter", _letter(status, lang)) for status, _ in STATUS),
        ("letter", say("files.methods", lang)),
        ("letter", say("files.apostrophe", lang)),
    ]
    return [
        (say("cite.bibtex_head" if name == "bibtex" else f"files.{name}", lang), text) for name, text in facts
    ]


def _source(row: Row, lang: str) -> str:
    """Publisher, title, place, terms; the last are said in English."""
    publisher = publisher_name(row["source"], row["publisher"], lang)
    return say(
        "files.source_text",
        lang,
        **{name: row[name] for name in ("source", "title", "url", "licence")},
        publisher=publisher,
    )


def _letter(status: str, lang: str) -> str:
    return say("files.letter_text", lang, letter=status, meaning=say(f"files.status_{status}", lang))


def label(column: Column, what: str, lang: str) -> str:
    """The head over a column on the pages; columns of tables that no page shows go by their names."""
    return column.name if what in ("revisions", "observations") else say(f"column.{column.name}", lang)


def meaning(column: Column, lang: str) -> str:
    """What a column holds."""
    base = column.name.removesuffix("_name")
    if base != column.name and column.name not in ADDED:
        return say("column.name_of", lang, code=say(f"column.{base}", lang))
    said = column.meaning
    for table in ("meaning_desk", "meaning_revised", "meaning"):
        said = translated(f"{table}.{column.name}", said, lang)
    return said

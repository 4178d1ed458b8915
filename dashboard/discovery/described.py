"""The data set in the words of schema.org: what a page shows as a part of the whole.

Search engines for data read it in the head of each page, so it says little and points to the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard import site
from dashboard.download import FORMS
from dashboard.figures import words
from dashboard.language import address
from dashboard.state import names
from dashboard.texts import publisher_name, say
from trade import questions
from trade.filters import WORLD, Row
from trade.selection import Selection
from trade.store import Store
from trade.versions import PACKAGE

Described = dict[str, Any]
#: Forms of files that programs take.
TAKEN = ("csv", "parquet", "zip")
FLOWS = ("X", "M", "T", "B")


def whole(store: Store, lang: str) -> Described:
    """The data set of all economies, as one ``Dataset``."""
    home, version = site.home(), store.version
    sources = [row for row in questions.sources(store) if row["figures"]]
    at = f"{home}/version/{version}"
    return {
        "@type": "Dataset",
        "@id": f"{home}/#data",
        "name": say("found.whole", lang),
        "description": say("found.whole_about", lang),
        "url": home + address("/", lang),
        "version": version,
        "identifier": at,
        "dateModified": store.built.isoformat(),
        "temporalCoverage": _time(
            [row["first_period"] for row in sources], [row["last_period"] for row in sources]
        ),
        "license": home + address("/sources", lang),
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": say("app.name", lang), "url": f"{home}/"},
        "includedInDataCatalog": {"@type": "DataCatalog", "url": f"{home}/catalog.jsonld"},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": "Frictionless Data Package, Parquet",
                "encodingFormat": "application/json",
                "contentUrl": f"{at}/{PACKAGE}",
            }
        ],
    }


def part(store: Store, asked: Selection) -> Described | None:
    """What is published on the reporter and the partner of a selection; None where nothing is."""
    lang, home = asked.lang, site.home()
    pair = Selection(reporter=asked.reporter, partner=asked.partner, lang=lang)
    found = questions.extent(store, pair)
    if not found:
        return None
    ids = {row["source"] for row in found}
    sources = [row for row in questions.sources(store) if row["source"] in ids]
    listed, query = names(lang), pair.to_query()
    title = titled(pair)
    publishers = list(dict.fromkeys(publisher_name(s["source"], s["publisher"], lang) for s in sources))
    first, last = min(row["first"] for row in found), max(row["last"] for row in found)
    return {
        "@type": "Dataset",
        "name": title,
        "description": say(
            "found.part_about",
            lang,
            title=title,
            period=words.years_of(first, last),
            publishers="; ".join(publishers),
        ),
        "url": home
        + address(_path(pair), lang, reporter="" if pair.reporter == Selection().reporter else pair.reporter),
        "inLanguage": lang,
        "version": store.version,
        "identifier": f"{home}/version/{store.version}#{pair.reporter}-{pair.partner or 'all'}",
        "dateModified": store.built.isoformat(),
        "temporalCoverage": _time([first], [last]),
        "spatialCoverage": [
            {"@type": "Place", "name": listed.get(code, code), "identifier": code}
            for code in (pair.reporter, pair.partner)
            if code and code != WORLD
        ],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": say(f"flow.{flow}", lang), "unitText": "USD"} for flow in FLOWS
        ],
        "creator": [{"@type": "Organization", "name": name} for name in publishers],
        "license": [_licence(row) for row in sources],
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": FORMS[form].mimetype,
                "contentUrl": f"{home}/download/trade.{form}{f'?{query}' if query else ''}",
            }
            for form in TAKEN
        ],
        "isPartOf": whole(store, lang),
    }


def titled(asked: Selection, message: str = "files.title_trade") -> str:
    """``Trade of Azerbaijan with Lithuania``."""
    lang, listed = asked.lang, names(asked.lang)
    partner = (
        say("files.all_partners", lang) if asked.partner is None else listed.get(asked.partner, asked.partner)
    )
    partner = say("sentence.world", lang) if asked.partner == WORLD else partner
    return say(message, lang, reporter=listed.get(asked.reporter, asked.reporter), partner=partner)


def _path(pair: Selection) -> str:
    return "/" if pair.partner in (None, WORLD) else f"/partner/{pair.partner}"


def _licence(row: Row) -> Mapping[str, str]:
    return {"@type": "CreativeWork", "name": f"{row['source']}: {row['licence']}"}


def _time(firsts: Sequence[date | None], lasts: Sequence[date | None]) -> str:
    """``1960-01-01/2026-01-31``, as ISO 8601 writes a stretch of time."""
    begun, ended = [day for day in firsts if day], [day for day in lasts if day]
    return f"{min(begun)}/{max(ended)}" if begun and ended else ""

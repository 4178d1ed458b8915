"""The catalogue in the words of DCAT 3, by the profile DCAT-AP 3.0: the whole, each source, the services.

JSON-LD whose context stands in the document itself, so that it is read without a network.
"""

from __future__ import annotations

from flask import current_app

from dashboard import site
from dashboard.discovery.rdf import CONTEXT, Node, concept, media, said, theme, typed
from dashboard.language import address
from dashboard.texts import publisher_name, say
from trade import questions
from trade.filters import Row
from trade.store import Store
from trade.tables import TRADE
from trade.versions import PACKAGE, SUMS, kept

LANGUAGES = {"en": "ENG", "az": "AZE", "lt": "LIT", "ru": "RUS"}
FREQUENCIES = {"month": "MONTHLY", "quarter": "QUARTERLY", "year": "ANNUAL"}
#: Addresses of services, of what describes each, and their message; those are named that this server has.
SERVICES = (
    ("/api", "/api/openapi.json", "found.api"),
    ("/sdmx/2.1", "/sdmx/2.1/dataflow", "found.sdmx"),
    ("/sdmx/3.0", "/sdmx/3.0/structure/dataflow", "found.sdmx"),
)


def catalogue(store: Store, lang: str) -> Node:
    """Of the data set in use."""
    home, version = site.home(), store.version
    at = f"{home}/catalog.jsonld"
    whole = f"{home}/#data"
    folder = store.folder
    sources = [row for row in questions.sources(store) if folder and (folder / _file(row)).exists()]
    modified = typed(store.built.isoformat(), "dateTime")
    publisher = {"@id": f"{home}/#publisher", "@type": "foaf:Agent", "foaf:name": say("app.name", lang)}
    services = [_service(*each, whole, lang) for each in SERVICES if _is_there(each[0])]
    return {
        "@context": CONTEXT,
        "@id": f"{at}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": said(say("found.catalogue", lang), lang),
        "dct:description": said(say("app.about", lang), lang),
        "dct:publisher": publisher,
        "dct:language": concept("dct:LinguisticSystem", f"language/{LANGUAGES[lang]}"),
        "dct:modified": modified,
        "foaf:homepage": {"@id": f"{home}/", "@type": "foaf:Document"},
        "dcat:themeTaxonomy": concept("skos:ConceptScheme", "data-theme")
        | {"dct:title": said("Data theme", "en")},
        "dcat:service": services,
        "dcat:dataset": [
            _whole(store, whole, lang)
            | {"dct:publisher": {"@id": publisher["@id"]}, "dct:modified": modified}
            | {"dct:hasPart": [{"@id": _id(row)} for row in sources]},
            *(
                _of_source(row, version, lang) | {"dct:isPartOf": {"@id": whole}, "dct:modified": modified}
                for row in sources
            ),
        ],
    }


def _whole(store: Store, whole: str, lang: str) -> Node:
    home, version = site.home(), store.version
    at = f"{home}/version/{version}"
    return {
        "@id": whole,
        "@type": "dcat:Dataset",
        "dct:title": said(say("found.whole", lang), lang),
        "dct:description": said(say("found.whole_about", lang), lang),
        "dct:identifier": at,
        "dcat:version": version,
        "dcat:hasVersion": [{"@id": f"{home}/version/{stamp}", "@type": "dcat:Dataset", **_named(stamp, lang)} for stamp in kept(store.home)],
        "dcat:theme": theme(),
        "dcat:landingPage": {"@id": home + address("/", lang), "@type": "foaf:Document"},
        "dcat:distribution": [
            {
                "@id": f"{at}#package",
                "@type": "dcat:Distribution",
                "dct:title": "Frictionless Data Package",
                "dcat:accessURL": {"@id": f"{at}/{PACKAGE}"},
                "dcat:downloadURL": {"@id": f"{at}/{PACKAGE}"},
                "dcat:mediaType": media("application/json"),
                "dct:conformsTo": {"@id": "https://datapackage.org/standard/data-package/", "@type": "dct:Standard"},
                "foaf:page": {"@id": f"{at}/{SUMS}", "@type": "foaf:Document"},
                "dct:license": {
                    "@id": home + address("/sources", lang),
                    "@type": "dct:LicenseDocument",
                    "dct:title": said(say("found.terms", lang), lang),
                },
            }
        ],
    }  # fmt: skip


def _named(stamp: str, lang: str) -> Node:
    title = say("cite.version", lang, version=stamp)
    return {"dct:title": said(title, lang), "dct:description": said(title, lang), "dcat:version": stamp}


def _of_source(row: Row, version: str, lang: str) -> Node:
    """The series of one publisher; its title and its terms are in English."""
    file, name = (
        f"{site.home()}/version/{version}/{_file(row)}",
        publisher_name(row["source"], row["publisher"], lang),
    )
    every = FREQUENCIES.get(row["release_every"] or "")
    return {
        "@id": _id(row),
        "@type": "dcat:Dataset",
        "dct:title": said(str(row["title"]), "en"),
        "dct:description": said(f"{row['publisher']}: {row['title']} ({row['vintage']}). {row['cadence']}.", "en"),
        "dct:identifier": row["source"],
        "dct:publisher": {"@id": f"{_id(row)}-publisher", "@type": "foaf:Agent", "foaf:name": said(name, lang)},
        "dcat:version": version,
        "dcat:theme": theme(),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": typed(str(row["first_period"])[:10], "date"),
            "dcat:endDate": typed(str(row["last_period"])[:10], "date"),
        },
        **({"dct:accrualPeriodicity": concept("dct:Frequency", f"frequency/{every}")} if every else {}),
        **({"dcat:landingPage": {"@id": row["url"], "@type": "foaf:Document"}} if str(row["url"]).startswith("http") else {}),
        "dcat:distribution": [
            {
                "@id": f"{_id(row)}-parquet",
                "@type": "dcat:Distribution",
                "dct:title": "Parquet",
                "dcat:accessURL": {"@id": file},
                "dcat:downloadURL": {"@id": file},
                "dcat:mediaType": media("application/vnd.apache.parquet"),
                "dct:license": {
                    "@id": f"{_id(row)}-terms",
                    "@type": "dct:LicenseDocument",
                    "dct:title": said(str(row["licence"]), "en"),
                },
            }
        ],
    }  # fmt: skip


def _service(at: str, description: str, message: str, whole: str, lang: str) -> Node:
    home = site.home()
    return {
        "@id": f"{home}{at}#service",
        "@type": "dcat:DataService",
        "dct:title": said(" ".join((say(message, lang), *at.split("/")[2:])), lang),
        "dcat:endpointURL": {"@id": f"{home}{at}"},
        "dcat:endpointDescription": {"@id": f"{home}{description}"},
        "dcat:servesDataset": [{"@id": whole}],
    }


def _is_there(at: str) -> bool:
    first = f"/{at.split('/')[1]}/"
    return any(f"{rule.rule}/".startswith(first) for rule in current_app.url_map.iter_rules())


def _id(row: Row) -> str:
    return f"{site.home()}/catalog.jsonld#{row['source']}"


def _file(row: Row) -> str:
    """The series of a source within a version."""
    return f"{TRADE.name}/{row['source']}.parquet"

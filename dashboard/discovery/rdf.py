"""Words of RDF as JSON-LD has them: prefixes, texts with a language, codes of the authorities that DCAT-AP names."""

from __future__ import annotations

from typing import Any

Node = dict[str, Any]
EU = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def theme() -> Node:
    return concept("skos:Concept", "data-theme/ECON") | {"skos:prefLabel": said("Economy and finance", "en")}


def concept(kind: str, name: str) -> Node:
    return {"@id": f"{EU}/{name}", "@type": kind}


def media(name: str) -> Node:
    return {"@id": f"https://www.iana.org/assignments/media-types/{name}", "@type": "dct:MediaType"}


def said(text: str, lang: str) -> Node:
    return {"@value": text, "@language": lang}


def typed(text: str, kind: str) -> Node:
    return {"@value": text, "@type": f"xsd:{kind}"}

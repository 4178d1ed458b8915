"""The catalogue is RDF that another library reads, and holds every shape of DCAT-AP 3.0."""

from __future__ import annotations

import json
from pathlib import Path

import pyshacl
import pytest
import rdflib
import requests
from flask import Flask
from rdflib.namespace import DCAT, DCTERMS

from dashboard.discovery import catalogue as catalogue_module
from trade import questions
from trade.selection import LANGUAGES
from trade.store import Store

SHAPES = Path(__file__).with_name("dcat-ap-3.0.0.jsonld")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES, format="json-ld")


def catalogue(site: str, lang: str = "en") -> rdflib.Graph:
    answer = requests.get(f"{site}/catalog.jsonld?lang={lang}", timeout=20)
    assert answer.headers["Content-Type"] == "application/ld+json"
    return rdflib.Graph().parse(data=answer.text, format="json-ld")


def broken(graph: rdflib.Graph, shapes: rdflib.Graph) -> str:
    """What the shapes say of it; RDFS alone makes every address the rdfs:Resource that they ask for."""
    conforms, _, said = pyshacl.validate(graph, shacl_graph=shapes, inference="rdfs")
    return "" if conforms else str(said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_holds_the_shapes_of_the_profile(site: str, shapes: rdflib.Graph, lang: str):
    assert not broken(catalogue(site, lang), shapes)


@pytest.mark.parametrize("missing", [DCTERMS.title, DCTERMS.description, DCAT.accessURL])
def test_the_shapes_notice_what_is_missing(site: str, shapes: rdflib.Graph, missing: rdflib.URIRef):
    graph = catalogue(site)
    graph.remove((None, missing, None))
    assert broken(graph, shapes)


def test_every_source_with_figures_is_a_data_set_that_can_be_taken(site: str, store: Store):
    graph = catalogue(site)
    loaded = {row["source"] for row in questions.sources(store) if row["figures"]}
    named = {str(name) for name in graph.objects(None, DCTERMS.identifier)}
    series = {path.stem for path in (store.home / store.version / "trade").iterdir()}
    assert named == series | {f"{site}/version/{store.version}"} and series <= loaded
    for at in graph.objects(None, DCAT.downloadURL):
        answer = requests.get(str(at), headers={"Range": "bytes=0-3"}, timeout=20)
        assert answer.content == b"PAR1" if str(at).endswith(".parquet") else answer.json()["resources"], at


def test_it_names_the_services_that_the_server_has_and_no_other(site: str):
    graph = catalogue(site)
    for service in graph.subjects(rdflib.RDF.type, DCAT.DataService):
        for address in (DCAT.endpointURL, DCAT.endpointDescription):
            for at in graph.objects(service, address):
                assert requests.get(str(at), timeout=20).status_code != 404, at


def test_a_service_that_there_is_leads_to_its_description(store: Store, shapes: rdflib.Graph):
    """A server made by hand with an address of the API."""
    server = Flask("handmade")
    server.add_url_rule("/api/openapi.json", "handmade", lambda: "")
    with server.test_request_context("/"):
        made = json.dumps(catalogue_module.catalogue(store, "lt"))
    graph = rdflib.Graph().parse(data=made, format="json-ld")
    (service,) = graph.subjects(rdflib.RDF.type, DCAT.DataService)
    said = [
        str(graph.value(service, name))
        for name in (DCAT.endpointURL, DCAT.endpointDescription, DCAT.servesDataset)
    ]
    assert said == [f"http://localhost{path}" for path in ("/api", "/api/openapi.json", "/#data")]
    assert not broken(graph, shapes)


def test_it_stands_where_it_says(told: str):
    graph = catalogue(told)
    (found,) = graph.subjects(rdflib.RDF.type, DCAT.Catalog)
    assert str(found) == "https://handmade.example.org/catalog.jsonld#catalogue"

"""A stranger knows the address of the front page alone, and from its JSON-LD finds all there is.

The catalogue, the package and the descriptions of the services are checked by public tools; then one series is read by
every way, and every one gives the identical values, intervals and flags.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openapi_spec_validator
import pyshacl
import pytest
import rdflib
import requests
from doors import WAYS, Found, Series, of_package, opened
from frictionless import Package
from pysdmx.io import read_sdmx
from rdflib.namespace import DCAT, RDF
from served import Head

SHAPES = Path(__file__).with_name("dcat-ap-3.0.0.jsonld")
#: One of a committee's words, and one in another currency, converted.
SERIES = [Series("AZE", "LTU"), Series("LTU", "AZE")]
SEED = ("press", "AZ-SCC", "T", "TOTAL", "USD", "unknown", "2018-01-01", "2018-10-31")


@pytest.fixture(scope="module")
def dataset(site: str) -> dict[str, Any]:
    """All that is read of the page."""
    (found,) = Head(f"{site}/").data
    return found


@pytest.fixture(scope="module")
def catalogue(dataset: dict[str, Any]) -> rdflib.Graph:
    answer = requests.get(dataset["isPartOf"]["includedInDataCatalog"]["url"], timeout=20)
    return rdflib.Graph().parse(data=answer.text, format="json-ld")


@pytest.fixture(scope="module")
def package(dataset: dict[str, Any]) -> str:
    (found,) = [each["contentUrl"] for each in dataset["isPartOf"]["distribution"]]
    return found


@pytest.fixture(scope="module")
def services(catalogue: rdflib.Graph) -> dict[str, requests.Response]:
    """The description of each service, by the address of the service."""
    return {
        str(catalogue.value(each, DCAT.endpointURL)): requests.get(
            str(catalogue.value(each, DCAT.endpointDescription)), timeout=60
        )
        for each in catalogue.subjects(RDF.type, DCAT.DataService)
    }


@pytest.fixture(scope="module")
def described(services: dict[str, requests.Response]) -> dict[str, Any]:
    """What the API says of itself."""
    (found,) = [
        each.json() for each in services.values() if each.headers["Content-Type"] == "application/json"
    ]
    return found


@pytest.fixture(scope="module")
def sdmx(services: dict[str, requests.Response]) -> dict[str, requests.Response]:
    return {at: each for at, each in services.items() if "sdmx.structure" in each.headers["Content-Type"]}


@pytest.fixture(scope="module")
def found(described: dict[str, Any], sdmx: dict[str, requests.Response], package: str) -> Found:
    (path,) = [path for path in described["paths"] if path.endswith("/trade.{form}")]
    return Found(described["servers"][0]["url"] + path, {at[-3:]: at for at in sdmx}, package)


def test_the_catalogue_is_dcat_ap(catalogue: rdflib.Graph):
    shapes = rdflib.Graph().parse(SHAPES, format="json-ld")
    conforms, _, said = pyshacl.validate(catalogue, shacl_graph=shapes, inference="rdfs")
    assert conforms, said
    assert len(set(catalogue.subjects(RDF.type, DCAT.Dataset))) > 5


def test_the_package_is_frictionless(package: str, dataset: dict[str, Any]):
    described = Package(package)
    assert described.version == dataset["version"]
    assert {"trade.imf_dots", "sources", "rates"} <= set(described.resource_names)
    report = described.get_resource("trade.press").validate()
    assert report.valid, report.flatten(["title", "rowNumber", "message"])


def test_the_api_is_described_by_openapi(described: dict[str, Any]):
    openapi_spec_validator.validate(described)
    assert described["openapi"].startswith("3.1")


def test_the_services_of_sdmx_name_their_flow(sdmx: dict[str, requests.Response]):
    assert sorted(at[-3:] for at in sdmx) == ["2.1", "3.0"]
    for answer in sdmx.values():
        (flow,) = read_sdmx(answer.text, validate=True).get_dataflows()
        assert flow.short_urn == "Dataflow=BILATERAL:TRADE(1.0)"


def test_a_file_is_named_on_the_page_itself(dataset: dict[str, Any], found: Found):
    (csv,) = [each["contentUrl"] for each in dataset["distribution"] if each["encodingFormat"] == "text/csv"]
    same = requests.get(f"{found.api.format(form='csv')}?{csv.partition('?')[2]}", timeout=60)
    assert requests.get(csv, timeout=60).content == same.content


#: By these both series come at each run, by the others the second one where there is time.
OFTEN = ("JSON", "ZIP", "SDMX-CSV 2.0", "SDMX-ML 3.0 by pysdmx")


@pytest.mark.parametrize(
    ("way", "series"),
    [
        pytest.param(way, series, marks=() if series == SERIES[0] or way in OFTEN else pytest.mark.slow)
        for way in WAYS
        for series in SERIES
    ],
    ids=lambda each: each if isinstance(each, str) else f"{each.reporter}-{each.partner}",
)
def test_every_way_gives_identical_values_intervals_and_flags(
    found: Found, address: str, way: str, series: Series
):
    told = WAYS[way](found, series)
    assert told == opened(address, series)


def test_the_tables_of_the_package_say_the_same_of_what_was_printed(found: Found, address: str):
    expected = opened(address, SERIES[0])
    printed = {key: told for key, told in expected.items() if told[6] != "from_parts"}
    assert of_package(found, SERIES[0], {key[0] for key in expected}) == printed


def test_published_figures_are_among_them(address: str):
    """What a committee's words say, and turnover put together from what the IMF prints."""
    told = opened(address, SERIES[0])
    assert told[SEED] == (
        19_120_000, 19_115_000, 19_130_000, "A", "F", "U", "published", "2018-11-30",
        "was $19.12 million in January-October 2018",
    )  # fmt: skip
    (year,) = [
        said
        for key, said in told.items()
        if (key[0], key[2], key[6:]) == ("imf_dots", "T", ("2018-01-01", "2018-12-31"))
    ]
    assert (year[0], year[6]) == (22_062_200, "from_parts")

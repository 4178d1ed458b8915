"""The web service of SDMX, asked by other people's clients over a real connection; figures: discovery/test_stranger."""

from __future__ import annotations

import subprocess
import sys
from xml.etree import ElementTree

import pytest
import requests
import sdmx
from pysdmx.api.qb import StructureQuery, StructureReference, StructureType
from pysdmx.api.qb.availability import AvailabilityQuery
from pysdmx.api.qb.data import DataContext
from pysdmx.api.qb.service import RestService
from pysdmx.api.qb.structure import StructureFormat
from pysdmx.api.qb.util import ApiVersion
from pysdmx.io import read_sdmx
from pysdmx.io.format import AvailabilityFormat
from pysdmx.io.xml.doc_validation import validate_doc

# sdmx1 2.28 fails to load its reader of 3.0 once that of 2.1 has read data
import sdmx.reader.xml.v30  # isort: skip

KEY = ".AZE..TOTAL.LTU...."
VERSIONS = {"2.1": "2.1", "3.0": "3.0.0"}
API = {"2.1": ApiVersion.V1_5_0, "3.0": ApiVersion.V2_0_0}
STRUCTURES = [
    ("2.1", StructureFormat.SDMX_ML_2_1, AvailabilityFormat.SDMX_ML_2_1),
    ("3.0", StructureFormat.SDMX_ML_3_0, AvailabilityFormat.SDMX_ML_3_0),
    ("3.0", StructureFormat.SDMX_JSON_2_0_0, AvailabilityFormat.SDMX_JSON_2_0_0),
]


@pytest.mark.parametrize("version", VERSIONS)
def test_sdmx1_reads_the_flow_and_its_structure(site: str, version: str):
    source = {
        "id": "BILATERAL",
        "name": "Bilateral",
        "url": f"{site}/sdmx/{version}",
        "versions": [VERSIONS[version]],
    }
    sdmx.add_source(source, override=True)
    client = sdmx.Client("BILATERAL")
    assert list(client.dataflow().dataflow) == ["TRADE"]
    described = client.dataflow("TRADE", params={"references": "all"})
    structure = described.structure["TRADE"]
    assert [each.id for each in structure.dimensions][:2] == ["FREQ", "REF_AREA"]
    assert described.codelist["CL_AREA"]["LTU"].name["en"] == "Lithuania"


@pytest.mark.parametrize(("version", "form", "available"), STRUCTURES)
def test_pysdmx_reads_the_structures(
    site: str, version: str, form: StructureFormat, available: AvailabilityFormat
):
    service = RestService(
        f"{site}/sdmx/{version}", API[version], structure_format=form, avail_format=available, timeout=60
    )
    flows = service.structure(StructureQuery(StructureType.DATAFLOW)).decode()
    assert [flow.short_urn for flow in read_sdmx(flows, validate=True).get_dataflows()] == [
        "Dataflow=BILATERAL:TRADE(1.0)"
    ]
    whole = service.structure(
        StructureQuery(StructureType.DATA_STRUCTURE, "BILATERAL", "TRADE", references=StructureReference.ALL)
    ).decode()
    message = read_sdmx(whole, validate=True)
    (structure,) = message.get_data_structure_definitions()
    assert [each.id for each in structure.components.dimensions][-1] == "TIME_PERIOD"
    assert len(message.get_codelists()) == 14
    raw = service.availability(
        AvailabilityQuery(DataContext.DATAFLOW, "BILATERAL", "TRADE", "1.0", KEY)
    ).decode()
    (found,) = read_sdmx(raw, validate=True).structures
    values = {each.id: [value.value for value in each.values] for each in found.cube_region.key_values}
    assert values["REF_AREA"] == ["AZE"]
    assert "press" in values["DATA_SOURCE"]


#: Address, header Accept, status, code of SDMX.
FAILURES = [
    ("", "", 404, "100"),
    ("4.0/data/TRADE", "", 404, "100"),
    ("2.1/data", "", 400, "140"),
    ("2.1/data/OTHER", "", 404, "100"),
    ("2.1/data/TRADE/A.AZE", "", 400, "140"),
    ("2.1/data/TRADE/.XXX.......", "", 404, "100"),
    ("2.1/data/TRADE/.XXX.......", "text/csv", 404, "100"),
    (f"2.1/data/TRADE/{KEY}?startPeriod=soon", "", 400, "140"),
    (f"2.1/data/TRADE/{KEY}?startperiod=2018", "", 400, "140"),
    (f"2.1/data/TRADE/{KEY}?detail=some", "", 400, "140"),
    (f"2.1/data/TRADE/{KEY}?startPeriod=2018&startPeriod=2019", "", 400, "140"),
    (
        f"3.0/data/dataflow/BILATERAL/TRADE/1.0/{KEY}",
        "application/vnd.sdmx.data+json;version=2.0.0",
        406,
        "140",
    ),
    (f"2.1/data/TRADE/{KEY}?lastNObservations=0", "", 400, "140"),
    (f"2.1/data/TRADE/{KEY}?dimensionAtObservation=REF_AREA", "", 501, "501"),
    (f"2.1/data/TRADE/{KEY}", "image/png", 406, "140"),
    (f"2.1/data/TRADE/{KEY}", "application/json", 406, "140"),
    (f"2.1/data/TRADE/{KEY}?format=pdf", "", 406, "140"),
    ("2.1/data/TRADE", "", 413, "130"),
    ("2.1/schema/dataflow/BILATERAL/TRADE", "", 501, "501"),
    ("2.1/categoryscheme", "", 404, "100"),
    ("2.1/nonsense", "", 400, "140"),
    ("2.1/codelist/BILATERAL/CL_NONE", "", 404, "100"),
    ("2.1/codelist/BILATERAL/CL_AREA/1.0/AZE", "", 501, "501"),
    ("2.1/dataflow?references=some", "", 400, "140"),
    ("3.0/dataflow", "", 400, "140"),
    (f"3.0/data/dataflow/BILATERAL/TRADE/1.0/{KEY}?c[COLOUR]=red", "", 400, "140"),
    (f"3.0/data/dataflow/BILATERAL/TRADE/9.0/{KEY}", "", 404, "100"),
    (f"3.0/availability/dataflow/BILATERAL/TRADE/1.0/{KEY}/COLOUR", "", 400, "140"),
    ("3.0/metadata/metadataset", "", 501, "501"),
]


@pytest.mark.parametrize(("path", "accept", "status", "code"), FAILURES)
def test_what_goes_wrong_is_said_in_sdmx(site: str, path: str, accept: str, status: int, code: str):
    answer = requests.get(f"{site}/sdmx/{path}", headers={"Accept": accept or "*/*"}, timeout=60)
    assert answer.status_code == status
    if "json" in accept:
        assert answer.json()["errors"][0]["code"] == int(code)
        return
    assert answer.headers["Content-Type"].startswith("application/vnd.sdmx.error+xml")
    validate_doc(answer.text)
    (message,) = ElementTree.fromstring(answer.content)
    assert message.get("code") == code
    if status == 406:
        assert "application/vnd.sdmx.genericdata+xml;version=2.1" in answer.text


def test_another_method_is_refused_in_sdmx(site: str):
    answer = requests.post(f"{site}/sdmx/2.1/data/TRADE", timeout=20)
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (
        501,
        "application/vnd.sdmx.error+xml",
    )


#: What is accepted, and the format of the answer.
ACCEPTED = [
    ("2.1", "*/*", "structurespecificdata+xml;version=2.1"),
    (
        "2.1",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "structurespecificdata+xml;version=2.1",
    ),
    ("2.1", "application/vnd.sdmx.genericdata+xml;version=2.1", "genericdata+xml;version=2.1"),
    ("2.1", "text/csv", "data+csv;version=1.0.0"),
    ("2.1", "application/vnd.sdmx.data+csv;version=1.0.0;labels=id", "data+csv;version=1.0.0"),
    ("2.1", "application/json, text/csv;q=0.5", "data+csv;version=1.0.0"),
    ("3.0", "*/*", "data+xml;version=3.0.0"),
    ("3.0", "application/vnd.sdmx.data+csv", "data+csv;version=2.0.0"),
]


@pytest.mark.parametrize(("version", "accept", "form"), ACCEPTED)
def test_the_format_is_the_one_accepted(site: str, version: str, accept: str, form: str):
    path = f"TRADE/{KEY}" if version == "2.1" else f"dataflow/BILATERAL/TRADE/1.0/{KEY}"
    answer = requests.get(f"{site}/sdmx/{version}/data/{path}", headers={"Accept": accept}, timeout=60)
    assert answer.headers["Content-Type"] == f"application/vnd.sdmx.{form}"
    assert "Accept" in answer.headers["Vary"]


def test_an_answer_that_is_held_is_not_sent_again(site: str):
    address = f"{site}/sdmx/2.1/data/TRADE/{KEY}"
    first = requests.get(address, timeout=60)
    for held in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        assert requests.get(address, headers=held, timeout=20).status_code == 304
    for other in (
        {"If-None-Match": first.headers["ETag"], "Accept": "text/csv"},
        {"If-None-Match": '"other"'},
    ):
        assert requests.get(address, headers=other, timeout=60).status_code == 200


def test_the_library_is_not_loaded_before_the_first_request():
    """Most servers are never asked for SDMX, and every one of them starts."""
    program = "import sys; from dashboard.application import create; create(); print('pysdmx' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split()[-1] == "False"


@pytest.mark.slow
def test_many_large_answers_leave_room_for_pages(site: str):
    """Files and answers of SDMX share their places."""
    address = f"{site}/sdmx/2.1/data/TRADE?format=csv"
    stalled = [requests.get(address, stream=True, timeout=60) for _ in range(5)]
    try:
        assert [answer.status_code for answer in stalled] == [200] * 4 + [503]
        assert stalled[-1].headers["Retry-After"]
        assert requests.get(f"{site}/download/trade.csv?partner=LTU", timeout=20).status_code == 503
    finally:
        for answer in stalled:
            answer.close()
        asked = (requests.get(f"{site}/download/trade.csv?partner=LTU", timeout=20) for _ in range(5000))
        assert any(answer.status_code == 200 for answer in asked)

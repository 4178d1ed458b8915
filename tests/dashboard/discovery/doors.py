"""How other programs read one series by each way there is: every one gives its values, intervals and flags."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pandas as pd
import requests
import sdmx
from pysdmx.io import get_datasets, read_sdmx

import trade

# sdmx1 2.28 fails to load its reader of 3.0 once that of 2.1 has read data
import sdmx.reader.xml.v30  # isort: skip

#: What a figure is of, and what is said of it.
Said = dict[tuple[Any, ...], tuple[Any, ...]]


@dataclass(frozen=True)
class Found:
    """Addresses that a stranger has found: of the API, of the two SDMX services, of the package."""

    api: str
    sdmx: dict[str, str]
    package: str


@dataclass(frozen=True)
class Series:
    """The totals of a reporter with a partner."""

    reporter: str
    partner: str

    @property
    def query(self) -> str:
        return f"reporter={self.reporter}&partner={self.partner}&product=TOTAL"

    def key(self, dimensions: Iterable[str]) -> str:
        """In SDMX, by the order of the dimensions."""
        known = {"REF_AREA": self.reporter, "COUNTERPART_AREA_1": self.partner, "COMMODITY_1": "TOTAL"}
        return ".".join(known.get(name, "") for name in dimensions if name != "TIME_PERIOD")


# --- rows ----------------------------------------------------------------------------------


def of_rows(frame: pd.DataFrame) -> Said:
    """As tables have them, by the words of their headings."""
    return _once(
        (
            (row["source"], row["agency"], row["flow"], row["product"], row["currency"], row["partner_rule"],
             _day(row["period_start"]), _day(row["period_end"])),
            (*(_number(row[name]) for name in ("value_usd", "low_usd", "high_usd")),
             row["status"], row["confidentiality"], row["valuation"], row["method"], _day(row["known_from"]), row["as_published"]),
        )
        for row in frame.to_dict("records")
    )  # fmt: skip


def of_sdmx(frame: pd.DataFrame) -> Said:
    """As SDMX has them, by the ids of its components."""
    return _once(
        (
            (row["DATA_SOURCE"], row["SOURCE_AGENCY"], row["TRADE_FLOW"], row["COMMODITY_1"], row["CURRENCY"],
             row["COUNTERPART_AREA_1_TYPE"], *_days(row["TIME_PERIOD"])),
            (*(_number(row[name]) for name in ("OBS_VALUE", "OBS_VALUE_LOW", "OBS_VALUE_HIGH")),
             row["OBS_STATUS"], row["CONF_STATUS"], row["VALUATION"], row["METHOD"], _day(row["KNOWN_FROM"]), row["AS_PUBLISHED"]),
        )
        for row in frame.to_dict("records")
    )  # fmt: skip


def _once(rows: Iterable[tuple[tuple[Any, ...], tuple[Any, ...]]]) -> Said:
    listed = list(rows)
    found = {tuple(map(str, key)): tuple(told) for key, told in listed}
    assert len(found) == len(listed), "no two figures of one key"
    return found


def _number(value: Any) -> float | None:
    return None if value in ("", None) or pd.isna(value) else float(value)


def _day(value: Any) -> str:
    return str(pd.Timestamp(value).date())


def _days(period: Any) -> tuple[date, date]:
    """First and last day of 2018, 2018-Q3, 2018-10 and of time ranges such as 2018-01-01/P10M."""
    if ranged := re.fullmatch(r"(.+)/P(\d+)([MD])", str(period)):
        start, length = pd.Timestamp(ranged[1]), int(ranged[2])
        stretch = pd.DateOffset(months=length) if ranged[3] == "M" else pd.DateOffset(days=length)
        return start.date(), (start + stretch - pd.DateOffset(days=1)).date()
    plain = pd.Period(str(period).replace("-Q", "Q"))
    return plain.start_time.date(), plain.end_time.date()


# --- ways ----------------------------------------------------------------------------------


def _get(address: str, **headers: str) -> bytes:
    answer = requests.get(address, headers=headers, timeout=60)
    answer.raise_for_status()
    return answer.content


def _text(data: bytes) -> pd.DataFrame:
    return pd.read_csv(BytesIO(data), dtype=str, keep_default_na=False)


def _file(form: str, read: Callable[[bytes], pd.DataFrame]) -> Callable[[Found, Series], Said]:
    return lambda found, series: of_rows(read(_get(found.api.format(form=form) + f"?{series.query}")))


def of_package(found: Found, series: Series, sources: Iterable[str]) -> Said:
    """From the tables that the package describes: what was printed, for nothing is put together in them."""
    package = requests.get(found.package, timeout=60).json()
    paths = {each["name"]: each["path"] for each in package["resources"]}
    files = [_get(f"{found.package.rpartition('/')[0]}/{paths[f'trade.{source}']}") for source in sources]
    wanted = [
        ("reporter", "==", series.reporter),
        ("partner", "==", series.partner),
        ("product", "==", "TOTAL"),
    ]
    rows = pd.concat([pd.read_parquet(BytesIO(data), filters=wanted) for data in files])
    return of_rows(rows[rows.known_to.isna()])


@cache
def _structures(service: str, version: str) -> bytes:
    kind = "structure/dataflow" if version == "3.0" else "dataflow"
    return _get(f"{service}/{kind}/*/TRADE?references=descendants")


def _data(found: Found, series: Series, version: str, accept: str) -> bytes:
    dimensions = _dimensions(_structures(found.sdmx[version], version))
    flow = "dataflow/BILATERAL/TRADE/1.0" if version == "3.0" else "TRADE"
    key = series.key(dimensions)
    return _get(f"{found.sdmx[version]}/data/{flow}/{key}", Accept=f"application/vnd.sdmx.{accept}")


@cache
def _dimensions(structures: bytes) -> list[str]:
    (structure,) = read_sdmx(structures.decode(), validate=True).get_data_structure_definitions()
    return [each.id for each in structure.components.dimensions]


def _sdmx_csv(version: str, accept: str) -> Callable[[Found, Series], Said]:
    """As any program reads a CSV."""
    return lambda found, series: of_sdmx(_text(_data(found, series, version, accept)))


def _pysdmx(version: str, accept: str) -> Callable[[Found, Series], Said]:
    def read(found: Found, series: Series) -> Said:
        raw = _data(found, series, version, accept).decode()
        (dataset,) = get_datasets(raw, _structures(found.sdmx[version], version).decode())
        return of_sdmx(dataset.data)

    return read


def _sdmx1(version: str) -> Callable[[Found, Series], Said]:
    def read(found: Found, series: Series) -> Said:
        versions = ["3.0.0" if version == "3.0" else "2.1"]
        source = {"id": "BILATERAL", "name": "Bilateral", "url": found.sdmx[version], "versions": versions}
        sdmx.add_source(source, override=True)
        client = sdmx.Client("BILATERAL")
        structure = client.dataflow("TRADE", params={"references": "all"}).structure["TRADE"]
        key = series.key(each.id for each in structure.dimensions)
        context = {"context": "dataflow"} if version == "3.0" else {}
        frame = sdmx.to_pandas(client.data("TRADE", key=key, dsd=structure, **context), attributes="osgd")
        return of_sdmx(frame.reset_index().rename(columns={"value": "OBS_VALUE"}))

    return read


@cache
def opened(store: str, series: Series) -> Said:
    """By ``trade.open()``, from the data set itself."""
    return of_rows(trade.open(store).series(series.reporter, series.partner, product="TOTAL"))


WAYS: dict[str, Callable[[Found, Series], Said]] = {
    "JSON": _file("json", lambda data: pd.DataFrame(json.loads(data)["data"])),
    "CSV": _file("csv", _text),
    "Parquet": _file("parquet", lambda data: pd.read_parquet(BytesIO(data))),
    "XLSX": _file("xlsx", lambda data: pd.read_excel(BytesIO(data), engine="calamine")),
    "ZIP": _file("zip", lambda data: _text(ZipFile(BytesIO(data)).read("data.csv"))),
    "SDMX-CSV 1.0": _sdmx_csv("2.1", "data+csv;version=1.0.0"),
    "SDMX-CSV 2.0": _sdmx_csv("3.0", "data+csv;version=2.0.0"),
    "SDMX-ML 2.1 by pysdmx": _pysdmx("2.1", "structurespecificdata+xml;version=2.1"),
    "generic SDMX-ML 2.1 by pysdmx": _pysdmx("2.1", "genericdata+xml;version=2.1"),
    "SDMX-ML 3.0 by pysdmx": _pysdmx("3.0", "data+xml;version=3.0.0"),
    "SDMX-CSV 1.0 by pysdmx": _pysdmx("2.1", "data+csv;version=1.0.0"),
    "SDMX-CSV 2.0 by pysdmx": _pysdmx("3.0", "data+csv;version=2.0.0"),
    "SDMX-ML 2.1 by sdmx1": _sdmx1("2.1"),
    "SDMX-ML 3.0 by sdmx1": _sdmx1("3.0"),
}

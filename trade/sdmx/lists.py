"""The code lists of the structure: codes and English names, from the tables, the code lists and what is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trade import codelists
from trade.sdmx.components import NO_CODE
from trade.store import Store
from trade.tables import FREQUENCIES, METHODS, PARTNER_RULES, STATUS, VALUATIONS

_CODED = str.maketrans(dict.fromkeys(NO_CODE, "_"))


@dataclass(frozen=True)
class Listing:
    """A code list: its id, its name and the name of each code."""

    id: str
    name: str
    codes: Mapping[str, str]


def listings(store: Store) -> tuple[Listing, ...]:
    """All code lists, those that depend on what is loaded for the data set in use."""
    return (
        Listing("CL_FREQ", "Kinds of period", dict(FREQUENCIES)),
        Listing("CL_AREA", "Economies and groups", {c: e.name() for c, e in codelists.economies().items()}),
        Listing("CL_TRADE_FLOW", "Trade flows", {c: flow.name() for c, flow in codelists.flows().items()}),
        Listing("CL_COMMODITY", "Commodities, each with its classification", _commodities(store)),
        Listing("CL_COUNTERPART_AREA_TYPE", "How the counterpart is attributed", dict(PARTNER_RULES)),
        Listing("CL_CURRENCY", "Currencies of the figures as published (ISO 4217)", _currencies(store)),
        Listing("CL_DATA_SOURCE", "Sources", _sources(store)),
        Listing("CL_SOURCE_AGENCY", "Agencies", {c: each.name() for c, each in codelists.agencies().items()}),
        Listing("CL_UNIT_MULT", "Unit multipliers", {"0": "Units"}),
        Listing("CL_DECIMALS", "Decimals", {"2": "Two"}),
        Listing("CL_OBS_STATUS", "Observation status", dict(STATUS)),
        Listing("CL_CONF_STATUS", "Confidentiality", {"F": "free", "C": "confidential"}),
        Listing("CL_VALUATION", "Valuation", dict(VALUATIONS)),
        Listing("CL_METHOD", "How a value came about", dict(METHODS)),
    )


def _commodities(store: Store) -> Mapping[str, str]:
    """Every product of the code lists, and those that are loaded without one: words of the press."""
    named = {
        (scheme, code): product.name()
        for scheme in codelists.product_schemes()
        for code, product in codelists.products(scheme).items()
    }
    loaded = store.rows("SELECT DISTINCT product_scheme, product FROM trade ORDER BY ALL")
    for row in loaded:
        named.setdefault((row["product_scheme"], row["product"]), row["product"].replace("-", " "))
    return {commodity(scheme, code): name for (scheme, code), name in named.items()}


def commodity(scheme: str, product: str) -> str:
    """The code of a product in CL_COMMODITY, as ``components`` writes it in SQL."""
    return "TOTAL" if scheme == "TOTAL" else f"{scheme}_{product.translate(_CODED)}"


def _currencies(store: Store) -> Mapping[str, str]:
    """What is loaded, and the dollars in which all values are given."""
    loaded = [row["currency"] for row in store.rows("SELECT DISTINCT currency FROM trade ORDER BY ALL")]
    return {code: code for code in dict.fromkeys(("USD", *loaded))}


def _sources(store: Store) -> Mapping[str, str]:
    rows = store.rows("SELECT source, publisher, title FROM sources ORDER BY source")
    return {row["source"]: f"{row['publisher']}: {row['title']}" for row in rows}

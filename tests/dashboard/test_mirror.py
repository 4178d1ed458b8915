"""The page Mirror against the data set's own figures, and what it says where a side is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import handmade
import plotly
import pytest

from dashboard.application import create
from dashboard.mirrored import agencies, measures, naming, pictures, split, summary
from dashboard.mirrored.sides import Sides, compared, kind
from dashboard.state import View
from trade import questions
from trade.errors import BadSelection
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

PAIRS = [
    ("AZE", "LTU", "X"),
    ("AZE", "LTU", "M"),
    ("AZE", "ITA", "X"),
    ("RUS", "AZE", "M"),
    ("ARM", "GEO", "X"),
]
TURNED = {"X": "M", "M": "X"}


@pytest.fixture(scope="module")
def draw() -> Callable[[Store, Selection], Any]:
    """The page's own function; pages can be imported once there is an application."""
    create()
    return import_module("dashboard.pages.mirror").draw


def of(store: Store, query: str) -> Sides:
    asked = Selection.from_query(query)
    return compared(store, asked.but(partner=asked.partner or "LTU", flow=asked.flow or "X"))


@pytest.mark.parametrize(("reporter", "partner", "flow"), PAIRS)
def test_every_gap_is_the_importers_figure_minus_the_exporters(
    store: Store, reporter: str, partner: str, flow: str
):
    sides = of(store, f"reporter={reporter}&partner={partner}&flow={flow}")
    source = sides.view.asked.source
    assert sides.other and source
    cells = {
        (who, row["period"]): row["value_usd"]
        for who, other, way, publisher in (
            ("own", (reporter, partner), flow, source),
            ("other", (partner, reporter), TURNED[flow], sides.other[0]),
        )
        for row in store.rows(
            "SELECT period, value_usd FROM trade WHERE reporter = $r AND partner = $p AND flow = $f AND source = $s "
            "AND product = 'TOTAL' AND known_to IS NULL AND (other_rule IS NULL OR partner_rule = 'origin')",
            {"r": other[0], "p": other[1], "f": way, "s": publisher},
        )
    }
    lines = measures.table(sides)
    assert len(lines) > 10
    for line in lines:
        own, other = cells["own", line["period"]], cells["other", line["period"]]
        exports, imports = (own, other) if flow == "X" else (other, own)
        assert (line["ours_usd"], line["theirs_usd"]) == (own, other)
        assert line["gap_usd"] == pytest.approx(imports - exports)
        assert line["ratio"] == pytest.approx(imports / exports)
        assert line["symmetric"] == pytest.approx(200 * (imports - exports) / (imports + exports))
        assert line["inside_usd"] == pytest.approx(max(0, min(imports - exports, 0.06 * exports)))
        assert line["inside_usd"] + line["outside_usd"] == pytest.approx(line["gap_usd"])
        for column in measures.MEASURED.values():
            assert line[f"{column}_low"] <= line[column] <= line[f"{column}_high"]


@pytest.mark.parametrize(("factor", "inside"), [("1", 0.0), ("1.06", 0.06), ("1.2", 0.2), ("2", 1.0)])
def test_the_band_is_as_wide_as_the_factor_says(store: Store, factor: str, inside: float):
    sides = of(store, f"cif_fob={factor}")
    found = naming.measured(sides)
    ours, theirs = sides.now(sides.ours_shown), sides.now(sides.theirs_shown)
    assert ours and theirs
    gap = theirs["value_usd"] - ours["value_usd"]
    assert found["mirror_explained"]["value"] == pytest.approx(min(gap, inside * ours["value_usd"]))


def test_azerbaijan_and_lithuania_by_default(store: Store):
    sides = of(store, "")
    assert (sides.view.asked.source, sides.other, sides.view.asked.period) == (
        "imf_dots", ("imf_dots", "IMF"), Period.year(2020),
    )  # fmt: skip
    assert naming.finding(sides) == "Lithuania counted 0.6556 million USD more than Azerbaijan in 2020"
    text = words(summary.summary(sides))
    assert "Azerbaijan exported goods worth 2.366 million USD to Lithuania in 2020 (FOB; " in text
    assert "Lithuania imported goods worth 3.022 million USD from Azerbaijan in 2020 (CIF; " in text
    assert "Imports are 1.28 times exports, a symmetric difference of +24.3" in text
    assert "Over the 28 periods shown that both have, Lithuania counted more in 23" in text


def test_the_pair_turned_round_is_the_same_trade(store: Store):
    one, other = of(store, "reporter=AZE&partner=LTU&flow=X"), of(store, "reporter=LTU&partner=AZE&flow=M")
    gaps = [{str(p): m["mirror_gap"]["value"] for p, m in sides.measures.items()} for sides in (one, other)]
    assert gaps[0] == gaps[1] != {}
    assert (one.exporter, one.importer) == (other.exporter, other.importer) == ("AZE", "LTU")


def test_years_shown_end_with_the_period_and_begin_with_since(store: Store):
    sides = of(store, "since=2005&period=2010")
    assert [p.start.year for p in sides.measures] == list(range(2005, 2011))
    assert naming.measured(sides)["mirror_gap"]["period"] == "2010"


def test_months_are_compared_with_months(store: Store):
    sides = of(
        store,
        "reporter=LTU&partner=RUS&flow=X&source=eurostat_comext&agency=EUROSTAT&other_source=russia_fcs",
    )
    assert {kind(p)[0] for p in sides.measures} <= {"M", "A"}
    assert all(kind(p) == kind(sides.view.asked.period or p) for p in sides.measures)


def test_valuation_that_is_not_said_refuses_the_band_in_words(store: Store):
    sides = of(store, "reporter=ARM&partner=GEO&source=armenia_armstat&other_source=imf_dots")
    found = naming.measured(sides)
    assert found["mirror_explained"]["value"] is None
    text = words(summary.summary(sides))
    assert (
        "not worked out: freight and insurance explain a gap only between exports FOB and imports CIF" in text
    )
    assert "None for" in words(pictures.gap(sides))
    assert "× 1.06" not in words(pictures.lines(sides))  # and no band is drawn


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("reporter=AZE&partner=AZE", "it is the reporter itself"),
        ("flow=T", "Write flow=X or flow=M"),
        ("flow=RX", "Write flow=X or flow=M"),
    ],
)
def test_what_has_no_mirror_is_said_in_words(store: Store, draw: Callable[..., Any], query: str, said: str):
    with pytest.raises(BadSelection, match=said):
        draw(store, Selection.from_query(query))


@pytest.mark.parametrize("query", [
    "", "flow=M", "partner=W00", "reporter=GEO&partner=AZE", "reporter=AZE&partner=KGZ&flow=M", "source=press",
    "source=nobody", "reporter=VUT&partner=TUV", "as_of=1999-01-01", "period=2018-01..2018-10", "lang=lt",
    "unit=dollar&since=2015&cif_fob=1.5", "reporter=LTU&partner=RUS&source=eurostat_comext&other_source=russia_fcs",
    "scheme=HS&product=27", "period=1960", "reporter=G998&partner=AZE",
])  # fmt: skip
def test_every_address_is_a_page_that_travels(store: Store, draw: Callable[..., Any], query: str):
    made = draw(store, Selection.from_query(query))
    assert len(json.dumps(made, cls=plotly.utils.PlotlyJSONEncoder)) > 1_000


def test_publishers_of_one_cell_stand_side_by_side(store: Store):
    view = View(store, Selection(reporter="AZE", partner="ITA"))
    rows = questions.series(store, view.asked)
    found = {(cell.flow, str(cell.period)): cell for cell in agencies.cells(rows)}
    cell = found["T", "2019"]
    values = {agency: row["value_usd"] for (_, agency), row in cell.rows.items()}
    assert (values["AZ-SCC"], values["AZ-SSC"]) == (7e9, 6e9)
    assert all(len(each.rows) > 1 for each in found.values())
    text = words(agencies.card_pair(view, rows, "AZE", "agencies"))
    assert "2019, turnover State Customs Committee of Azerbaijan, in the press 7,000 [u]" in text
    assert "within the digits" in text


def test_two_turnovers_that_are_both_put_together_say_nothing_new():
    made = [handmade.row(source=name, method="from_parts") for name in ("one", "two")]
    assert not agencies.cells(made)
    assert len(agencies.cells([*made, handmade.row(source="three", value_usd=20e6)])) == 1


def test_products_are_matched_within_one_classification_and_period():
    ours = [product("27", 5e6), product("27", 6e6, period="2019"), product("08", 1e6), product("S05", 9e6)]
    theirs = [
        product("27", 7e6, reporter="LTU", partner="AZE", source="other", mirrored=True),
        product("8", 2e6, product_scheme="SITC3", reporter="LTU", partner="AZE", mirrored=True),
    ]
    found = split.split_of(Selection(), ours, theirs)
    assert found is not None
    assert (found.scheme, str(found.period)) == ("HS", "2018")
    assert list(found.theirs) == ["27"] and found.codes[0] in ("27", "S05")
    assert split.split_of(Selection(scheme="SITC3"), ours, theirs) is None
    assert split.split_of(Selection(), ours, []) is None


def product(code: str, usd: float, **more: Any) -> dict[str, Any]:
    return handmade.row(**({"flow": "X", "product_scheme": "HS", "product": code, "value_usd": usd} | more))


@pytest.mark.parametrize(
    ("text", "said"),
    [("0.9", "no factor from 1 to 2"), ("2.01", "no factor"), ("1,06", "1.06"), ("NaN", "no factor"),
     ("1e0", "no factor"), ("1.06001", "no factor"), ("-1", "no factor"), ("١", "no factor")],
)  # fmt: skip
def test_a_factor_that_is_none_is_refused(text: str, said: str):
    with pytest.raises(BadSelection, match=said) as error:
        Selection.from_query({"cif_fob": text})
    assert error.value.parameter == "cif_fob"


def test_a_factor_and_the_other_publisher_read_back():
    asked = Selection(
        cif_fob=Decimal("1.10"), other_source="wto_hs2", other_agency="WTO", as_of=date(2020, 1, 1)
    )
    assert Selection.from_query(asked.to_query()) == asked
    assert "cif_fob" not in Selection(cif_fob=Decimal("1.060")).to_query()


def words(part: Any) -> str:
    """All text of a drawn part, spaces made one."""
    return re.sub(r"\s+", " ", _words(part)).replace(" ,", ",")


def _words(part: Any) -> str:
    if isinstance(part, list | tuple):
        return " ".join(_words(each) for each in part)
    if isinstance(part, dict):
        return _words(part.get("props", {}).get("children"))
    return part if isinstance(part, str) else _words(getattr(part, "children", None) or "")

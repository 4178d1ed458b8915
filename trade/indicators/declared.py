"""The indicators, declared once: what the reference page and the page Method say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["USD", "fraction of 1", "percentage points", "per cent", "rank", "index"]


@dataclass(frozen=True)
class Reference:
    """Where a definition stands; ``url`` is a DOI where there is one."""

    text: str
    url: str


@dataclass(frozen=True)
class Indicator:
    """One indicator: ``refused`` says when there is none, beyond figures that are not on one basis."""

    code: str
    name: str
    formula: str
    inputs: str
    unit: Unit
    range: str
    reading: str
    refused: str
    #: None where there is nothing but plain arithmetic to it.
    reference: Reference | None


WITS = Reference(
    "World Bank, WITS: Trade indicators",
    "https://wits.worldbank.org/wits/wits/witshelp/Content/Utilities/e1.trade_indicators.htm",
)
ESCAP = Reference(
    "UN ESCAP: Trade Statistics in Policymaking, revised edition 2009",
    "https://artnet.unescap.org/publications/books-reports/trade-statistics-policymaking-handbook",
)
INSEE = Reference(
    "INSEE: Contribution to growth, the simple case",
    "https://www.insee.fr/en/metadonnees/definition/c1207",
)
HIRSCHMAN = Reference(
    "Hirschman 1964, American Economic Review 54(5)", "https://www.jstor.org/stable/1818582"
)
BALASSA = Reference(
    "Balassa 1965, The Manchester School 33(2)", "https://doi.org/10.1111/j.1467-9957.1965.tb00050.x"
)
LAURSEN = Reference(
    "Laursen 2015, Eurasian Business Review 5(1)", "https://doi.org/10.1007/s40821-015-0017-1"
)
GRUBEL_LLOYD = Reference(
    "Grubel and Lloyd 1971, Economic Record 47(4)", "https://doi.org/10.1111/j.1475-4932.1971.tb00772.x"
)
JAVORSEK = Reference(
    "Javorsek 2016, Asymmetries in international merchandise trade statistics, ARTNeT working paper 156",
    "https://www.econstor.eu/handle/10419/154754",
)
DOTS = Reference(
    "IMF, Direction of Trade Statistics Yearbook 2017, for the factor 1.06",
    "https://www.elibrary.imf.org/view/books/042/24207-9781475593822-en/24207-9781475593822-en-book.xml",
)
STL = Reference(
    "Cleveland and others 1990, Journal of Official Statistics 6(1), as in statsmodels",
    "https://www.statsmodels.org/stable/generated/statsmodels.tsa.seasonal.STL.html",
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "growth", "Growth", "now / before - 1",
        "one figure, and the same period of the year before",
        "fraction of 1", "from -1; no upper end",
        "0.05 is 5 % more. January-October is compared with January-October only.",
        "the year before is missing, zero, negative, or so small that its digits allow zero", ESCAP,
    ),
    Indicator(
        "index", "Index", "100 x now / base",
        "one figure, and the same months of the year that all are measured by",
        "index", "from 0; no upper end",
        "150: half as much again as in the base, which is 100 exactly.",
        "the base is missing, zero, negative, or so small that its digits allow zero", None,
    ),
    Indicator(
        "cagr", "Compound annual growth", "(last / first) ^ (1 / years) - 1",
        "two like periods, a whole number of years apart",
        "fraction of 1", "from -1; no upper end",
        "The even growth a year that leads from the first figure to the last.",
        "the first figure is missing, zero or negative, or the last may be below zero", ESCAP,
    ),
    Indicator(
        "contribution", "Contribution to growth", "100 x (part now - part before) / total before",
        "each part and the published total, now and in the same period of the year before or of another one named",
        "percentage points", "no ends",
        "Parts and the residual add up to the growth of the total exactly. The residual is what the publisher gives "
        "to no part, and the change of parts that have a figure in one period only; it is always shown.",
        "a total is missing, or the one before is not above zero", INSEE,
    ),
    Indicator(
        "share", "Share", "part / total",
        "each part and the published total of the same period",
        "fraction of 1", "0 to 1; beyond where a publisher's parts exceed its total",
        "With the residual, what is in no part, the shares add up to 1 exactly.",
        "the total is missing or not above zero", ESCAP,
    ),
    Indicator(
        "rank", "Rank", "1 + the number of parts that are larger",
        "all parts of one period",
        "rank", "1 to the number of parts",
        "Equal figures share a rank and leave out the next (1, 2, 2, 4). Low and high are the best and the worst rank "
        "that the printed digits allow.",
        "there are no parts", None,
    ),
    Indicator(
        "hhi", "Concentration (Herfindahl-Hirschman), plain", "sum of s_k^2, with s_k = part / sum of the parts",
        "all parts of one period",
        "index", "1/n to 1, n the number of parts",
        "1: all with one. The shares are of the sum of the parts; how much of the published total that is, is said.",
        "a part is negative, or all are zero", HIRSCHMAN,
    ),
    Indicator(
        "hhi_normalised", "Concentration (Herfindahl-Hirschman), normalised", "(HHI - 1/n) / (1 - 1/n)",
        "all parts of one period",
        "index", "0 to 1",
        "0: all equal. Not the plain index: it takes out how many parts there are.",
        "as the plain index, or with fewer than two parts", HIRSCHMAN,
    ),
    Indicator(
        "balance", "Balance", "X - M",
        "exports and imports of one reporter, partner, product and period",
        "USD", "no ends",
        "Where exports are FOB and imports CIF it is said: freight and insurance are on one side only.",
        "a side is missing", ESCAP,
    ),
    Indicator(
        "cover", "Cover ratio", "X / M",
        "exports and imports of one reporter, partner, product and period",
        "index", "from 0; no upper end",
        "1: exports pay for all imports. The same is said of FOB and CIF.",
        "imports are missing, zero or negative", ESCAP,
    ),
    Indicator(
        "rca", "Revealed comparative advantage (Balassa)", "(x_ik / x_i) / (x_wk / x_w)",
        "exports of i, of product k and of all products, and the same of the world. Within one market: what it buys "
        "from i against what it buys from all",
        "index", "from 0; no upper end",
        "Above 1: k has a greater place in the exports of i than in the world's. All products are the sum of the "
        "classification's, on both sides; weighted by the world's shares the index of all reporters has the mean 1.",
        "the world's figures are missing for that very period and source, or not above zero; a year to date is never "
        "measured against a year", BALASSA,
    ),
    Indicator(
        "symmetric_rca", "Symmetric comparative advantage", "(RCA - 1) / (RCA + 1)",
        "as RCA",
        "index", "-1 to 1",
        "0: as the world. As far above as below.",
        "as RCA", LAURSEN,
    ),
    Indicator(
        "intensity", "Trade intensity", "(x_ij / x_iw) / (x_wj / x_ww)",
        "exports of i to j and to the world, and of the world to j and to the world, of one source and period",
        "index", "from 0; no upper end",
        "Above 1: j has a greater place in the exports of i than in those of the world.",
        "the world's exports are missing or not above zero", WITS,
    ),
    Indicator(
        "complementarity", "Trade complementarity", "100 x (1 - sum of |m_jk - x_ik| / 2)",
        "shares of each product k in the exports of i and in the imports of j, of one classification and period",
        "index", "0 to 100",
        "100: i sells just what j buys, product by product. Finer products give lower values.",
        "one of the sides has no figures by product", WITS,
    ),
    Indicator(
        "grubel_lloyd", "Two-way trade (Grubel-Lloyd), of a product", "1 - |X_k - M_k| / (X_k + M_k)",
        "exports and imports of one product, reporter, partner and period",
        "index", "0 to 1",
        "0: one way only. 1: as much either way. Where a compiler names exports only, those of both sides are taken, "
        "and it is said.",
        "a way is missing, negative, or both are zero", GRUBEL_LLOYD,
    ),
    Indicator(
        "grubel_lloyd_all", "Two-way trade (Grubel-Lloyd), of all products",
        "1 - sum of |X_k - M_k| / sum of (X_k + M_k)",
        "exports and imports by product of one reporter, partner and period",
        "index", "0 to 1",
        "The products' indices weighted by their trade. Finer products give lower values. Not corrected for an "
        "unbalanced total.",
        "a way has no figures by product, or there is no trade", GRUBEL_LLOYD,
    ),
    Indicator(
        "mirror_gap", "Mirror gap", "m - x",
        "the importer's figure m and the exporter's figure x on the same trade",
        "USD", "no ends",
        "Above zero: the importer says more, as freight and insurance would make it. No proof that a side is wrong.",
        "a side is missing; other days or goods", JAVORSEK,
    ),
    Indicator(
        "mirror_ratio", "Mirror ratio", "m / x",
        "as the mirror gap",
        "index", "from 0; no upper end",
        "1: both say the same.",
        "the exporter's figure is not above zero", JAVORSEK,
    ),
    Indicator(
        "mirror_symmetric", "Mirror gap, symmetric per cent", "100 x (m - x) / ((m + x) / 2)",
        "as the mirror gap",
        "per cent", "-200 to 200",
        "The same size whoever says more.",
        "both figures are zero", JAVORSEK,
    ),
    Indicator(
        "mirror_explained", "Mirror gap inside the CIF/FOB band", "max(0, min(m - x, x x (f - 1)))",
        "as the mirror gap, and the factor f, 1.06 unless asked otherwise",
        "USD", "from 0",
        "What freight and insurance of f - 1 would make of the gap. The factor is an assumption, to be changed.",
        "exports are not said to be FOB or imports not to be CIF; f is not between 1 and 2", DOTS,
    ),
    Indicator(
        "mirror_unexplained", "Mirror gap outside the CIF/FOB band", "(m - x) - the part inside the band",
        "as the part inside",
        "USD", "no ends",
        "With the part inside it is the gap.",
        "as the part inside", DOTS,
    ),
    Indicator(
        "rolling", "Twelve months in a row", "sum of the figures of 12 months",
        "months of one source and agency",
        "USD", "no ends",
        "Free of seasons without a model; for series of less than five years.",
        "one of the twelve months is missing", None,
    ),
    Indicator(
        "seasonal", "Seasonally adjusted", "y / S (exp(log y - log S)) where all months are above zero, else y - S; "
        "S the season by STL, robust, 12 months",
        "at least 60 months in a row of one source and agency",
        "USD", "no ends",
        "A model's word beside the published one, never in its place; without low and high. Each new month moves it.",
        "there are fewer than five full years of months in a row", STL,
    ),
    Indicator(
        "real", "At constant prices", "100 x value / price index",
        "one figure and the price index of its flow, reporter and period",
        "USD", "no ends",
        "No price index is loaded, so it is refused for every figure.",
        "no price index fits", None,
    ),
)  # fmt: skip


_BY_CODE = {each.code: each for each in INDICATORS}


def indicator(code: str) -> Indicator:
    return _BY_CODE[code]

"""What is to be said of an indicator: a code and values, so that a page can say it in its reader's language.

``TEMPLATES`` are the sentences and phrases in English, for messages of programs and for docs/indicators.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: Why there is no value, by code.
REASONS = {
    "zero": "{what} is zero, and nothing can be divided by it.",
    "negative_base": "{what} is negative, and nothing can be measured against it.",
    "may_be_zero": "{what} is so small that its printed digits allow zero.",
    "negative": "{what} is negative.",
    "differ": "the figures are of different {field}: {one} and {other}.",
    "must_be": "{what} must have {expected} as {field}, not {found}.",
    "no_rate": "the figure for {period} is in {currency} and no rate is loaded for it.",
    "nothing_to_add": "there is nothing to add up.",
    "ends_below_zero": "the figure for {period} may be below zero, which no even growth leads to.",
    "one_sided": "there is no figure for {period}; the change is in the residual.",
    "not_later": "{last} is not a year or more after {first}.",
    "other_period": "{now} can be compared with {wanted} only, not with {before}.",
    "no_sum": "the parts add up to nothing.",
    "one_part": "there are fewer than two parts, and concentration among one says nothing.",
    "few_parts": "the parts that are published are {share} of the total: too little to speak for it.",
    "no_trade_in_it": "there is no trade in it either way.",
    "no_trade": "there is no trade either way.",
    "one_way_unknown": "there are no figures by product for one of the ways.",
    "one_side_unknown": "there are no figures by product for one of the sides.",
    "not_one_pair": "the figures are not of one pair.",
    "valued_otherwise": "freight and insurance explain a gap only between exports FOB and imports CIF; these are "
    "{exports} and {imports}.",
    "factor": "a factor of {factor} between CIF and FOB is not between 1 and 2.",
    "not_world": "the comparison must be with the world, not with {partner}.",
    "month_missing": "there is no figure for {period}, so not all {months} months are known.",
    "months_missing": "there is no figure for {period} and {more} more, so not all {months} months are known.",
    "too_short": "a season needs {months} months in a row, and up to {period} there are {run}; twelve months in a row "
    "can be compared instead.",
    "no_months": "there are no figures by month for this selection.",
    "not_month": "{period} is not a month.",
    "twice": "there are two figures for {period}.",
    "no_index": "no price index of exports or imports is loaded, so changes in prices cannot be taken out.",
    "other_index": "the price index is for {one} and the figure for {other}.",
    "none_in_dollars": "there is no figure in US dollars for this selection.",
    "no_years": "there are no whole years for this selection.",
    "no_exports": "there are no exports for this selection.",
    "no_figure": "there is no figure for {period}.",
    "no_figure_here": "this source has no figure for {period}.",
    "no_imports_here": "this source has no imports for this cell.",
    "no_exports_to_world": "this source has no exports of {reporter} to the world.",
    "no_world_exports_to": "this source has no exports of the world to {partner}.",
    "no_world_exports": "this source has no exports of the world to the world.",
    "one_way_only": "there is a figure one way only: {flow} of {reporter} to or from {partner}.",
    "no_exports_by_product": "no source gives these exports by product for this period.",
    "no_common_period": "there is no period for which both sides have a figure.",
    "no_total": "the publisher gives no total for {period}, and parts added up are none.",
    "no_trade_by_product": "no source gives this trade by product for this period.",
    "no_exports_of_pair": "no source gives exports of this pair for this period.",
    "no_sides_by_product": "no source gives these exports and imports by product.",
    "pair_exports_by_product": "this source has no exports of {reporter} with {partner} by product for this period.",
    "pair_imports_by_product": "this source has no imports of {reporter} with {partner} by product for this period.",
    "few_reporters": "no total with the world is published, and the {count} reporters that this source gives are too "
    "few to stand for it.",
    "few_partners": "no total with the world is published, and the {count} partners that this source gives are too "
    "few to stand for it.",
    "no_base": "there is no figure for {period}, by which all lines are measured.",
    "no_base_at_all": "there is no period by which all lines could be measured.",
    "no_world": "the agency gives no figure for the world in this period.",
    "world_lacks": "the world has no figure for {product}.",
}  # fmt: skip
#: What must be said of a value, by code.
NOTES = {
    "converted": "The figures are converted: the change in dollars holds what the exchange rate did.",
    "residual_holds": "Holds {parts}, each with a figure in one of the periods only.",
    "residual_may_be_none": "The printed digits allow that nothing is left.",
    "valuation_unknown": "It is not said where both sides are valued: freight and insurance may be on one side only.",
    "valuations_differ": "Exports are valued {exports} and imports {imports}: freight and insurance are on one side "
    "only.",
    "of_parts": "Of {count} parts.",
    "no_total_to_compare": "No total is published to compare the parts with.",
    "covers": "The parts are {share} of the published total.",
    "one_compiler": "Both ways as exports in one compiler's figures, which names no imports.",
    "one_way": "With a figure one way only, counted as going one way: {parts}.",
    "one_side": "On one side only: {parts}.",
    "base_prices": "At the prices of {period}, by the index of {source}.",
    "reporters_added": "{count} reporters added up.",
    "partners_added": "{count} partners added up.",
    "two_currencies": "One side is in {one}, the other in {other}: rates are in the gap.",
    "with_factor": "Factor {factor}.",
    "whole_run": "Worked out from all months of {first}..{last}; each new month moves it a little.",
}  # fmt: skip
#: Parts of sentences, by code.
PHRASES = {
    "figure_of": "the figure for {period}",
    "total_of": "the total for {period}",
    "total": "the total",
    "part": "the figure for {part}",
    "exports": "the figure for exports",
    "imports": "the figure for imports",
    "both_ways": "trade both ways",
    "exporter": "the exporter's figure",
    "importer": "the importer's figure",
    "sum_of_both": "the sum of both figures",
    "all_products": "the total of all products",
    "world_all_products": "the world's total of all products",
    "world_share": "the world's share of {product}",
    "sent_to": "what goes to {partner}",
    "sent_to_world": "what goes to the world",
    "world_exports": "the world's exports",
    "world_exports_to": "the world's exports to {partner}",
    "price_index": "the price index",
    "source": "sources",
    "agency": "agencies",
    "reporter": "reporters",
    "partner": "partners",
    "flow": "directions of trade",
    "product_scheme": "classifications",
    "product": "products",
    "period": "periods",
    "currency": "currencies",
    "valuation": "valuations",
    "partner_rule": "rules for naming partners",
    "economy": "{economy}",
    "of_kind": "{period} ({kind})",
    "meaning": "{shown} ({words})",
    "not_said": "not said",
}  # fmt: skip
TEMPLATES = REASONS | NOTES | PHRASES


@dataclass(frozen=True)
class Words:
    """Something to be said; ``values`` are the slots of its template, which may be words themselves."""

    code: str
    values: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        """In English, with periods and codes as they are written in files."""
        return TEMPLATES[self.code].format_map({name: _plain(name, value) for name, value in self.values})


def words(code: str, **values: Any) -> Words:
    """KeyError for a code that has no template."""
    if code not in TEMPLATES:
        raise KeyError(code)
    return Words(code, tuple(values.items()))


def together(said: tuple[Words, ...]) -> str:
    """All of them in English, a blank between."""
    return " ".join(map(str, said))


def _plain(name: str, value: Any) -> str:
    if name == "share":
        return f"{value:.1%}"
    return ", ".join(value) if name == "parts" else str(value)

"""Formats that the service offers, and which of them a request is answered in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pysdmx.io.format import Format
from werkzeug.http import parse_options_header

from trade.sdmx.errors import NotAcceptable

Version = Literal["2.1", "3.0"]
What = Literal["data", "structure"]


@dataclass(frozen=True)
class Form:
    """A format: its name for ``format=``, and other media types that mean it."""

    name: str
    format: Format
    also: tuple[str, ...] = ()

    @property
    def mimetype(self) -> str:
        return self.format.value

    def answers(self, media: str, parameters: dict[str, str]) -> bool:
        """Whether a media type that is accepted means this format. The ids alone are written, no labels."""
        own, own_parameters = parse_options_header(self.mimetype)
        if media in ("*/*", "application/*") or media in self.also:
            return True
        given = {name: text for name, text in parameters.items() if (name, text) not in _AS_WRITTEN}
        return media == own and given in ({}, dict(own_parameters))


#: Parameters of SDMX-CSV that ask for what is written anyway.
_AS_WRITTEN = (("labels", "id"), ("timeformat", "original"), ("keys", "none"))
_XML = ("application/xml", "text/xml", "text/*")
#: The first of each is the answer to who asks for none.
OFFERED: dict[tuple[Version, What], tuple[Form, ...]] = {
    ("2.1", "data"): (
        Form("xml", Format.DATA_SDMX_ML_2_1_STR, _XML),
        Form("generic", Format.DATA_SDMX_ML_2_1_GEN),
        Form("csv", Format.DATA_SDMX_CSV_1_0_0, ("text/csv",)),
    ),
    ("3.0", "data"): (
        Form("xml", Format.DATA_SDMX_ML_3_0, _XML),
        Form("csv", Format.DATA_SDMX_CSV_2_0_0, ("text/csv",)),
    ),
    ("2.1", "structure"): (Form("xml", Format.STRUCTURE_SDMX_ML_2_1, _XML),),
    ("3.0", "structure"): (
        Form("xml", Format.STRUCTURE_SDMX_ML_3_0, _XML),
        Form("json", Format.STRUCTURE_SDMX_JSON_2_0_0, ("application/json",)),
    ),
}


def chosen(version: Version, what: What, accepted: str, name: str) -> Form:
    """The format that ``name`` (the parameter ``format``) or else the header Accept asks for.

    Of equally wanted ones the first named. NotAcceptable, with a list, where none is offered.
    """
    offered = OFFERED[version, what]
    if name:
        found = next((form for form in offered if form.name == name), None)
    else:
        found = next(
            (form for media in _wanted(accepted or "*/*") for form in offered if form.answers(*media)), None
        )
    if found is None:
        listed = "; ".join(f"{form.mimetype} (format={form.name})" for form in offered)
        raise NotAcceptable(
            f"{(name or accepted)[:80]} is not offered.", where="Accept", todo=f"There is: {listed}."
        )
    return found


def _wanted(accepted: str) -> list[tuple[str, dict[str, str]]]:
    """The media types of a header Accept with their parameters, the most wanted first."""
    found: list[tuple[float, str, dict[str, str]]] = []
    for each in accepted.split(","):
        media, parameters = parse_options_header(each.strip().lower())
        try:
            quality = float(parameters.pop("q", "1"))
        except ValueError:
            quality = 0
        if media and quality > 0:
            found.append((quality, media, dict(parameters)))
    return [(media, parameters) for _, media, parameters in sorted(found, key=lambda item: -item[0])]

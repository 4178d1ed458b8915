"""Messages of SDMX-ML and SDMX-JSON, written by pysdmx."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pysdmx.io import write_sdmx
from pysdmx.io.format import Format
from pysdmx.io.pd import PandasDataset
from pysdmx.model import Organisation
from pysdmx.model.message import Header

from trade.sdmx import marked
from trade.sdmx.components import AGENCY, BY_ID, FLOW, TIME, VALUE
from trade.sdmx.errors import SdmxError
from trade.sdmx.question import Asked
from trade.sdmx.structures import Structures

if TYPE_CHECKING:
    import pandas as pd

etree: Any = import_module("lxml.etree")
#: Components whose text is anybody's words.
_WORDS = ("AS_PUBLISHED", "COMMENT_OBS", "URL")
#: What pysdmx writes and is better left out: a relation to the one measure there is, which the client sdmx1 (2.28)
#: cannot read in a structure of 3.0, and an empty list of groups, which the schema of SDMX-JSON forbids.
_NEEDLESS = re.compile(
    r'\s*<str:MeasureRelationship>.*?</str:MeasureRelationship>|,\s*"groups": \[\]', re.DOTALL
)
#: Where a data set says from which day its figures were the latest word.
_VALID_FROM = {
    Format.DATA_SDMX_ML_2_1_GEN: "validFromDate",
    Format.DATA_SDMX_ML_2_1_STR: "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific}validFromDate",
    Format.DATA_SDMX_ML_3_0: "{http://www.sdmx.org/resources/sdmxml/schemas/v3_0/data/structurespecific}validFromDate",
}


def data(frame: pd.DataFrame, asked: Asked, structures: Structures, form: Format, across: str) -> bytes:
    """The message of rows as ``answered.frame`` gives them; ``across`` is the dimension at observation.

    With history a data set for each day on which figures became the latest word: in none does a key stand twice.
    """
    if not asked.history or asked.only_series:
        return _message(frame, asked, structures, form, across).encode()
    sets = [(day, rows) for day, rows in frame.groupby("known_day", sort=True)]
    return _joined(
        [(str(day)[:10], _message(rows, asked, structures, form, across)) for day, rows in sets], form
    )


def structure(artefacts: Sequence[Any], form: Format) -> bytes:
    """The message of artefacts; of SDMX-ML their names must have been hidden."""
    written = write_sdmx(artefacts, form, header=_header(), prettyprint=True)
    assert written is not None
    return _NEEDLESS.sub("", marked.shown(written)).encode()


def failure(error: SdmxError, *, modern: bool) -> bytes:
    """The error as a message of SDMX-ML 2.1, or of 3.0 where ``modern``; pysdmx writes none."""
    schemas = f"http://www.sdmx.org/resources/sdmxml/schemas/v{'3_0' if modern else '2_1'}"
    message, common = f"{schemas}/message", f"{schemas}/common"
    root = etree.Element(f"{{{message}}}Error", nsmap={"mes": message, "com": common})
    one = etree.SubElement(root, f"{{{message}}}ErrorMessage", code=str(error.code))
    text = etree.SubElement(one, f"{{{common}}}Text")
    text.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    said = f"{error.title}. {error.sentence()}"
    text.text = "".join(sign if sign.isprintable() else " " for sign in said)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _message(frame: pd.DataFrame, asked: Asked, structures: Structures, form: Format, across: str) -> str:
    rows = frame.drop(columns="known_day", errors="ignore").fillna("")
    for name in _WORDS:
        if name in rows:
            rows[name] = rows[name].map(marked.hidden)
    for name in (TIME, VALUE):
        if name not in rows:
            rows[name] = ""
    written = write_sdmx(
        PandasDataset(structure=structures.schema((*asked.shown, BY_ID[VALUE])), data=rows),
        form,
        header=_header(),
        dimension_at_observation=across,
        prettyprint=False,
    )
    assert written is not None
    # pysdmx 1.21 puts the id of the structure where the standard wants the kind of scope
    return marked.shown(written.replace(f'ss:dataScope="{FLOW}"', 'ss:dataScope="DataStructure"'))


def _joined(messages: Sequence[tuple[str, str]], form: Format) -> bytes:
    """One message of the data sets of several, each with its day."""
    whole: Any = None
    for day, message in messages:
        root = etree.fromstring(message.encode())
        (dataset,) = root.findall("{*}DataSet")
        dataset.set(_VALID_FROM[form], f"{day}T00:00:00")
        if whole is None:
            whole = root
        else:
            whole.append(dataset)
    return etree.tostring(whole, xml_declaration=True, encoding="UTF-8")


def _header() -> Header:
    return Header(sender=Organisation(AGENCY), prepared=datetime.now(UTC).replace(microsecond=0))

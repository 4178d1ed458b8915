"""What no file of trade figures holds: nothing at all, or more than the whole world trades."""

from __future__ import annotations

from etl.arrow import Frame, pc
from etl.model import RawFile, Reading
from etl.reading.cells import MOST_USD
from trade.errors import CheckFailed, SourceChanged


def check_possible(observations: Frame, reading: Reading, file: RawFile) -> None:
    """Raises SourceChanged for a file without figures, CheckFailed for a figure beyond all trade.

    A file of which all is passed over for a reason has been understood: exchange rates, say.
    """
    if not len(observations) and not reading.findings and not reading.passed and not reading.rates:
        raise SourceChanged(
            "there is no figure in it.", where=file.name, todo="Fetch it again from its publisher."
        )
    possible = pc.less_equal(pc.abs(observations["value"]), MOST_USD)  # not a number is not less either
    if pc.all(possible).as_py() is False:
        (first,) = observations.filter(pc.invert(possible)).slice(0, 1).to_pylist()
        raise CheckFailed(
            f"{first['as_published']!r} would be {first['value']:,.0f} {first['currency']}, "
            "more than the whole world trades.",
            where=f"{file.name}, {first['locator']}",
            todo="Has the unit changed, or is a digit too many?",
        )

"""A plain-text article -> the figures of trade that it states; shown, and never stored."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime
from pathlib import Path

from etl.model import Figure, Finding, Passed, RawFile, Reading, figures_table
from etl.observe import observe
from etl.reading.periods import published_on
from etl.reading.prose import Said, read_article
from etl.reading.statement import Other, Told
from etl.readings import Kept, write_reading
from trade.errors import BadSelection, SourceChanged
from trade.period import Period

SOURCE = "article"
#: "date: 2018-11-20" as the first line: the day on which the article appeared.
_DATE_LINE = re.compile(r"\s*date:[ \t]*([^\r\n]*)", re.IGNORECASE)


def is_article(path: Path) -> bool:
    return path.suffix.lower() == ".txt"


def refuse(path: Path) -> None:
    """Raises BadSelection for an article that is to be stored."""
    if is_article(path):
        raise BadSelection(
            "FILE",
            f"{path.name} is an article, and articles are not stored.",
            todo="Put its figures, each with its words, into data/raw/press/published_figures.csv.",
        )


def kept(path: Path, published: date | None, folder: Path) -> Kept:
    """The reading of an article, laid down in ``folder``. ``published`` is its day, where it prints none."""
    today = datetime.now(UTC).date()
    raw = path.read_bytes()
    text = _decoded(raw, path.name)
    appeared = _appeared(text, published, path.name)
    file = RawFile(
        path, path.name, hashlib.sha256(raw).hexdigest(), "", appeared.end if appeared else today, None
    )
    found = reading(text, appeared, file)
    target = folder / "article.parquet"
    write_reading(found, observe(found.figures, SOURCE, file, today), target)
    return Kept(SOURCE, file, today, target)


def reading(text: str, published: Period | None, file: RawFile) -> Reading:
    """Figures with their places, what cannot be told, and the amounts that are no figures of trade.

    A place is ``chars 120-164``: characters of the file from 1, the last one included.
    """
    line = _DATE_LINE.match(text)
    body = " " * line.end() + text[line.end() :] if line else text
    said = read_article(body, published)
    return Reading(
        figures_table(
            _figure(each, each.told, published, file) for each in said if isinstance(each.told, Told)
        ),
        [_finding(each, file) for each in said if not isinstance(each.told, Told | Other)],
        passed=[
            Passed(locator(each), each.words, each.told.why) for each in said if isinstance(each.told, Other)
        ],
    )


def locator(said: Said) -> str:
    return f"chars {said.start + 1}-{said.end}"


def _figure(said: Said, told: Told, published: Period | None, file: RawFile) -> Figure:
    return Figure(
        agency=told.agency,
        reporter=told.sides.reporter,
        partner=told.sides.partner,
        flow=told.sides.flow,
        period=told.period,
        digits=told.printed.digits,
        exponent=told.printed.exponent,
        as_published=" ".join(said.words.split()),
        url="",
        known_on=file.known_on,
        locator=locator(said),
        currency=told.currency,
        status="U" if told.is_rough else "A",
        note="; ".join(told.notes) or None,
        published_on=published.start if published and published.start == published.end else None,
    )


def _finding(said: Said, file: RawFile) -> Finding:
    return Finding(
        identity="words_ambiguous", severity="error", source=SOURCE, file=file.name, locator=locator(said),
        expected="words that tell one figure", found=repr(" ".join(said.words.split())), tolerance="none",
        message=f"An amount that may be a figure of trade is left out: {said.told}.",
    )  # fmt: skip


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceChanged(
            f"it is not UTF-8 (byte {error.start}).", where=name, todo="Save the text as UTF-8."
        ) from error


def _appeared(text: str, told: date | None, name: str) -> Period | None:
    """The day of the article: its first line, or as told; raises BadSelection where the two differ."""
    line = _DATE_LINE.match(text)
    printed = published_on(line[1].strip()) if line else None
    asked = Period(told, told) if told else None
    if printed and asked and printed != asked:
        raise BadSelection("date", f"{name} begins with the date {printed}, and --date says {asked}.")
    return printed or asked

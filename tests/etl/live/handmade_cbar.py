"""Answers of the Central Bank of Azerbaijan made by hand in the recorded form, and months of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

from etl.sources.fx_cbar.fx_cbar import all_days
from trade.period import Period

RECORDED = Path(__file__).with_name("recorded") / "fx_cbar"
FEBRUARY = Period.month(2015, 2)
#: The official rate before and after the devaluation of Saturday 21 February 2015; the days are handmade.
BEFORE, AFTER = "0.7862", "1.05"


def handmade_answer(day: date, manats: str = "1.7", nominal: str = "1") -> str:
    """An answer in the recorded form."""
    recorded = (RECORDED / "05.09.2026_trimmed.xml").read_text(encoding="utf-8")
    dollar = f"<Value>{manats}</Value>"
    return (
        recorded.replace("04.09.2026", f"{day:%d.%m.%Y}")
        .replace("<Value>1.7</Value>", dollar)
        .replace("<Nominal>1</Nominal>", f"<Nominal>{nominal}</Nominal>")
    )


def handmade_days(month: Period) -> dict[date, str]:
    """Answers to all days of a month; a weekend has the rates of the Friday before."""
    found: dict[date, str] = {}
    for day in all_days(month):
        own = day - timedelta(days=max(0, day.weekday() - 4))
        found[day] = handmade_answer(own, BEFORE if own < date(2015, 2, 21) else AFTER)
    return found


def zipped(folder: Path, answers: Mapping[date, str], name: str = "handmade.zip") -> Path:
    with ZipFile(folder / name, "w") as packed:
        for day, text in answers.items():
            packed.writestr(f"{day:%d.%m.%Y}.xml", text)
    return folder / name

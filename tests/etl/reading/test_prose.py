"""Articles written by hand, and sentences made of quotations from the press: what is found, and nothing false."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from projects import PRESS, RAW

from etl.reading.periods import published_on
from etl.reading.prose import read_article
from etl.reading.sentences import sentences
from etl.reading.statement import Told
from etl.sources.press import names
from etl.sources.press.rows import Row
from trade.codelists import agencies, economies
from trade.period import Period

HERE = Path(__file__).parent
LEAD = (
    "The trade turnover between Azerbaijan and Lithuania was $19.12 million in January-October 2018,"
    " according to the State Customs Committee of Azerbaijan."
)
LEAD_SAYS = "AZE LTU T 2018-01..2018-10 19.12e6 USD AZ-SCC"
DAY = Period.parse("2018-11-20")
#: How a quotation begins that says what came to how much, its subject left out.
VERBS = frozenset(
    {"amounted", "amounting", "totaled", "totalled", "was", "were", "reached", "made", "stood", "exceeded"}
)
#: Of such quotations so many were read, with nothing wrong among them, when this was written: 27 of 40.
LEAST_SHARE = 0.65


def cases(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def told(text: str, day: Period | None = DAY) -> list[Told]:
    return [each.told for each in read_article(text, day) if isinstance(each.told, Told)]


def short(figure: Told) -> str:
    sides, printed = figure.sides, figure.printed
    return (
        f"{sides.reporter} {sides.partner} {sides.flow} {figure.period} "
        f"{printed.digits}e{printed.exponent} {figure.currency} {figure.agency}"
    )


@pytest.mark.parametrize("case", cases("handmade_articles.csv"), ids=lambda case: case["name"])
def test_what_an_article_states(case: dict[str, str]):
    found = told(case["text"], published_on(case["published"]))
    assert "; ".join(map(short, found)) == case["figures"]


@pytest.mark.parametrize(
    "case", cases("handmade_article_traps.csv"), ids=lambda case: f"{case['language']} {case['why']}"
)
@pytest.mark.parametrize(
    "article", ["{lead} {trap}", "{trap} {lead}", "{lead}\n\n{trap}", "{trap}\n\n{lead}"]
)
def test_what_is_no_figure_is_not_found(case: dict[str, str], article: str):
    """Beside a sentence that has it all: an agency, a pair and a period for a trap to borrow."""
    found = told(article.format(lead=LEAD, trap=case["sentence"]))
    assert [short(figure) for figure in found] == [LEAD_SAYS] * article.count("{lead}")


def test_the_words_stand_where_they_are_said_to():
    text = f"Relations go back to 1995.\n\n{LEAD} More is planned."
    (found,) = (each for each in read_article(text, DAY) if isinstance(each.told, Told))
    assert text[found.start : found.end] == found.words == LEAD.removeprefix("The ").removesuffix(".")


def test_what_cannot_be_told_says_why():
    (found,) = read_article(
        "The trade turnover between Azerbaijan and Lithuania was $19.12 million in 2017.", DAY
    )
    assert str(found.told) == "no agency of either economy is cited: whose statistics it is"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was 5 mln. dollars in Jan. 2018. Then it rose.", 2),
        ("В 2018 г. оборот составил 5 млн. долл. США. Затем он вырос.", 2),
        ("One\nline wrapped.\n\nTwo", 2),
        (f"{'word ' * 50}\nTwo", 2),
        ("", 0),
    ],
)
def test_sentences_are_cut_where_they_end(text: str, count: int):
    assert len(sentences(text)) == count


# -- quotations ----------------------------------------------------------------------------


def test_quotations_with_their_subject_are_read_and_none_of_them_wrongly():
    counts: Counter[str] = Counter()
    for row in quotations():
        found = told(sentence_of(row), row.published)
        counts["all"] += 1
        counts["right"] += [agrees(row, figure) for figure in found] == [True]
        wrong = [short(figure) for figure in found if not agrees(row, figure)]
        assert not wrong, sentence_of(row)
    assert counts["right"] / counts["all"] >= LEAST_SHARE


def quotations() -> list[Row]:
    """Rows on the whole trade of two, or one with the world, whose words lack nothing but a subject."""
    with (RAW / PRESS).open(encoding="utf-8", newline="") as handle:
        rows = [Row(line, cells) for line, cells in enumerate(csv.DictReader(handle), 2)]
    return [
        row
        for row in rows
        if row.cells["quote_fragment"].split()[0] in VERBS
        and not row.cells["product_or_sector_as_written"]
        and names.agency(row.cells["cited_source"]) in ("AZ-SCC", "AZ-SSC")
    ]


def sentence_of(row: Row) -> str:
    quote, period = row.cells["quote_fragment"], row.cells["period_as_written"]
    when = "" if period.lower() in quote.lower() else f" in {period.removeprefix('in ').removeprefix('In ')}"
    agency = agencies()[names.agency(row.cells["cited_source"]) or ""].name("en")
    return f"{subject(row)} {quote}{when}, according to the {agency}."


def subject(row: Row) -> str:
    reporter, partner = (economies()[code].name("en") for code in sides(row))
    if sides(row)[1] == "W00":
        words = {
            "X": "total exports",
            "M": "total imports",
            "T": "foreign trade turnover",
            "B": "trade balance",
        }
        return f"{reporter}'s {words[row.flow]}"
    return {
        "X": f"{reporter}'s exports to {partner}",
        "M": f"{reporter}'s imports from {partner}",
        "T": f"The trade turnover between {reporter} and {partner}",
        "B": f"{reporter}'s trade balance with {partner}",
    }[row.flow]


def sides(row: Row) -> tuple[str, str]:
    one, two = (
        names.economy(row.cells[column], file="", locator=row.locator, column=column)
        for column in ("reporter", "partner")
    )
    return one, two


def agrees(row: Row, figure: Told) -> bool:
    hand = row.hand
    assert hand is not None
    return (
        (figure.sides.reporter, figure.sides.partner) == sides(row)
        and figure.sides.flow == row.flow
        and figure.period == row.hand_period
        and figure.currency == hand.currency
        and figure.printed.value.contains(hand.amount)
    )

"""Where what was found leads: addresses that keep the language, the reporter and the rest of the state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dashboard import language
from dashboard.lasting import of_store
from dashboard.searching.findable import index, product_code
from dashboard.state import partners, reporters
from dashboard.texts import capital, say
from trade import codelists, held
from trade.errors import BadSelection, UnknownEconomy
from trade.search import Entry
from trade.sectors import NotSeparable, area_of, areas
from trade.selection import Selection
from trade.store import Store

MOST = 8
#: Whose trade is shown where an address names nobody.
USUAL = Selection().reporter
#: What the words of an address carry from page to page, but for the language.
KEPT = ("unit", "since", "as_of")


@dataclass(frozen=True)
class Hit:
    """One line of the list: what it is called, what it is and where it leads, and the address.

    ``spoken`` is the language of the name; ``empty`` says that no figures are there.
    """

    name: str
    about: str
    href: str
    spoken: str
    empty: bool = False


@dataclass(frozen=True)
class Asked:
    """The state of the page on which something is looked for."""

    store: Store
    reporter: str
    lang: str
    kept: Mapping[str, str]

    @classmethod
    def of(cls, store: Store, query: Mapping[str, str]) -> Asked:
        """A reporter that nobody knows is as good as none: the search must work on such a page too."""
        try:
            reporter = codelists.economy(query.get("reporter") or USUAL, "reporter").code
        except UnknownEconomy:
            reporter = USUAL
        kept = {key: query[key][:40] for key in KEPT if query.get(key)}
        return cls(store, reporter, language.known(query.get("lang")), kept)

    def address(self, path: str, **own: str) -> str:
        """The reporter's standing in the address is left out where it is the usual one."""
        named = {"reporter": self.reporter, **self.kept, **own}
        if named["reporter"] == USUAL:
            named["reporter"] = ""
        return language.address(path, self.lang, **named)


def hits(asked: Asked, query: str) -> list[Hit]:
    """The best entry with all that it leads to, the others with the first; what is empty last; at most MOST."""
    found = index(asked.store).find(_cut(query), asked.lang, 2 * MOST)
    listed: list[Hit] = []
    for number, entry in enumerate(found):
        leads = list(_leads(asked, entry))
        listed += leads if number == 0 else leads[:1]
    return [listed[0], *sorted(listed[1:], key=lambda hit: hit.empty)][:MOST] if listed else []


def _cut(query: str) -> str:
    """A code of more than four digits by its heading: ``8542.31`` -> ``8542``."""
    digits = query.replace(".", "").replace(" ", "")
    return digits[:4] if digits.isascii() and digits.isdigit() and len(digits) > 4 else query


def _leads(asked: Asked, entry: Entry) -> Iterator[Hit]:
    match entry.kind:
        case "page" | "indicator":
            yield _hit(asked, entry, entry.code, say(f"search.{entry.kind}", asked.lang))
        case "economy" | "group":
            yield from _of_economy(asked, entry)
        case "heading":
            yield from _of_heading(asked, entry)
        case "press":
            yield from _in_data(asked, entry)
        case _:
            yield from _of_product(asked, entry)


def _hit(asked: Asked, entry: Entry, path: str, *about: str, **own: str) -> Hit:
    path, _, anchor = path.partition("#")
    href = asked.address(path, **own) + (f"#{anchor}" if anchor else "")
    said = " · ".join(part for part in about if part)
    return Hit(entry.name(asked.lang), capital(said, asked.lang), href, entry.spoken(asked.lang))


def _of_economy(asked: Asked, entry: Entry) -> Iterator[Hit]:
    code, lang = entry.code, asked.lang
    kind = say("search.group", lang) if entry.kind == "group" else ""
    if code != asked.reporter:
        there = code in partners(asked.store, asked.reporter)
        about = say(
            "search.partner" if there else "search.no_partner", lang, reporter=_name(asked.reporter, lang)
        )
        yield replace(_hit(asked, entry, f"/partner/{code}", kind, about), empty=not there)
    if code in reporters(asked.store):
        yield _hit(asked, entry, "/", kind, say("search.reporter", lang), reporter=code)


def _of_product(asked: Asked, entry: Entry) -> Iterator[Hit]:
    """Sectors with the product, by the present reporter; by whoever has that classification, where few do."""
    scheme, code = product_code(entry)
    own = {"scheme": "HS-section" if entry.kind == "section" else scheme, "product": code}
    who = _speaker(asked, scheme)
    about = say(f"search.{_kind(entry, scheme)}", asked.lang, code=code)
    yield _hit(asked, entry, "/sectors", about, _at("sectors", who, asked.lang), reporter=who, **own)
    yield from _in_data(asked, entry)


def _kind(entry: Entry, scheme: str) -> str:
    return "sitc" if scheme == "SITC3" else entry.kind


def _of_heading(asked: Asked, entry: Entry) -> Iterator[Hit]:
    """Figures are by chapter: the chapter, figures of the very code where there are some, its promising area."""
    _, code = product_code(entry)
    lang, at = asked.lang, _at("sectors", asked.reporter, asked.lang)
    chapter = codelists.products("HS")[code[:2]].short(lang)
    about = say("search.heading", lang, code=code, chapter=f"{code[:2]} {chapter}")
    yield _hit(asked, entry, "/sectors", about, at, scheme="HS", product=code[:2])
    yield from _in_data(asked, entry)
    if area := _area(code):
        about = say("search.in_area", lang, area=areas()[area].name(lang))
        yield _hit(asked, entry, "/sectors", about, at, scheme="promising", product=area)


def _area(code: str) -> str | None:
    try:
        return area_of(code)
    except (NotSeparable, BadSelection):
        return None


def _in_data(asked: Asked, entry: Entry) -> Iterator[Hit]:
    """The rows themselves, where the present reporter has some, else who has them where they are in print."""
    scheme, code = product_code(entry)
    for who in dict.fromkeys((asked.reporter, _speaker(asked, scheme))):
        partner = _held(asked.store, who).get((scheme, code))
        if partner:
            kind = say("search.press", asked.lang) if entry.kind == "press" else ""
            own = {"reporter": who, "partner": partner, "scheme": scheme, "product": code}
            yield _hit(asked, entry, "/data", kind, _at("data", who, asked.lang), **own)
            return


def _speaker(asked: Asked, scheme: str) -> str:
    """The present reporter, or the only one who has the classification."""
    who = _schemes(asked.store).get(scheme, ())
    return who[0] if len(who) == 1 else asked.reporter


def _at(page: str, reporter: str, lang: str) -> str:
    return f"{say(f'nav.{page}', lang)}: {_name(reporter, lang)}"


def _name(code: str, lang: str) -> str:
    return codelists.economies()[code].name(lang)


@of_store
def _held(store: Store, reporter: str) -> Mapping[tuple[str, str], str]:
    return held.products(store, reporter)


@of_store
def _schemes(store: Store) -> Mapping[str, tuple[str, ...]]:
    return held.reporters_of(store)

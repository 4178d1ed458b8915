"""Where an answer comes from, down to the raw file."""

from __future__ import annotations

from trade import published
from trade.bulk import origin
from trade.errors import BadSelection
from trade.filters import WORLD, Row
from trade.store import Store


def provenance(store: Store, rests_on: str) -> list[Row]:
    """The observations that an answer rests on, in its order, each with its raw file.

    ``rests_on`` as in the table ``trade``: "+12 -7". Columns of OBSERVATIONS plus ``sign``,
    ``path``, ``title``, ``publisher``, ``licence``, ``vintage``.
    """
    terms = rests_on.split()
    if not terms:
        return []
    if not all(term[0] in "+-" and term[1:].isdigit() for term in terms):
        raise BadSelection(
            "rests_on", f"{rests_on[:40]!r} names no observations.", todo='Write it as "+12 -7".'
        )
    signs = {int(term[1:]): term[0] for term in terms}
    rows = origin.observations(store, signs)
    left = [number for number in signs if number not in rows]
    if left:
        found = store.rows(_PROVENANCE.format(observations=store.observed(left)), {"numbers": left})
        rows |= {row["observation"]: row for row in found}
    return [{"sign": sign, **rows[number]} for number, sign in signs.items() if number in rows]


_PROVENANCE = f"{published.JOINED} WHERE list_contains($numbers, o.observation)"


def of_file(store: Store, sha256: str) -> list[Row]:
    """Whom the figures of a raw file are about: source, reporter, partner, figures; the world first."""
    return store.rows(
        "SELECT * FROM (SELECT source, reporter, partner, count(*) AS figures FROM observations "
        "WHERE raw_sha256 = $sha256 GROUP BY source, reporter, partner) "
        "ORDER BY partner <> $world, figures DESC, reporter, partner, source",
        {"sha256": sha256, "world": WORLD},
    )

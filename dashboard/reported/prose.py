"""The paragraph: a sentence a finding, from templates; what is not known, or not told apart, is not said."""

from __future__ import annotations

from dashboard.reported import amounts, context
from dashboard.reported.gathered import Report


def sentences(report: Report) -> list[str]:
    """What was traded, how it changed, what it was made of, with which place, in which goods, seen from where."""
    return [
        *amounts.worth(report),
        *amounts.parts(report),
        *amounts.to_date(report),
        *(context.partners(report) if report.of_world else context.place(report)),
        *(context.product(report, detail) for detail in report.products if context.is_clear(report, detail)),
        *context.mirror(report),
    ]

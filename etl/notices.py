"""Tells people what a refresh came to, by webhook or e-mail; silent unless the environment names one.

Told once: a source that begins to fail (or fails for another reason), one that is well again, and
key figures that were revised. A notice that cannot be sent is a line in the log; the refresh stands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from email.message import EmailMessage

import requests

from etl.mail import deliver
from trade.errors import TradeDataError

WEBHOOK, MAIL_TO, MAIL_FROM = "NOTIFY_WEBHOOK", "NOTIFY_MAIL_TO", "NOTIFY_MAIL_FROM"
PATIENCE = 20
Failures = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Notice:
    """What is worth telling of a refresh."""

    failed: Mapping[str, str]
    recovered: Sequence[str]
    revised: Sequence[str]

    @property
    def lines(self) -> list[str]:
        failed = [f"{name} fails: {why}" for name, why in self.failed.items()]
        well = [f"{name} is well again." for name in self.recovered]
        return [*failed, *well, *[f"Revised: {figure}" for figure in self.revised]]

    @property
    def subject(self) -> str:
        """For a mail: the first thing, and how much more there is."""
        first, more = self.lines[0], len(self.lines) - 1
        return f"Bilateral: {first[:100]}" + (f" (and {more} more)" if more else "")


def notice(before: Failures, now: Failures, revised: Sequence[str]) -> Notice:
    """What changed from one refresh to the next. ``before`` and ``now`` are failures by source."""
    failed = {name: " ".join(why) for name, why in now.items() if list(before.get(name, ())) != list(why)}
    return Notice(failed, [name for name in before if name not in now], revised)


def send(told: Notice, environment: Mapping[str, str] = os.environ) -> list[str]:
    """Sends what there is to tell wherever the environment says; what could not be sent, in words."""
    ways = {WEBHOOK: _post, MAIL_TO: _mail}
    asked = [way for name, way in ways.items() if environment.get(name)]
    return [why for way in asked if told.lines for why in _tried(way, told, environment)]


def _tried(
    way: Callable[[Notice, Mapping[str, str]], None], told: Notice, environment: Mapping[str, str]
) -> list[str]:
    try:
        way(told, environment)
    except TradeDataError as error:
        return [f"a notice could not be sent: {error}"]
    except (requests.RequestException, OSError, ValueError) as error:
        # the address of a webhook is a secret, and some errors repeat it
        return [f"a notice could not be sent ({way.__name__.strip('_')}: {type(error).__name__})."]
    return []


def _post(told: Notice, environment: Mapping[str, str]) -> None:
    """``text`` is what chat services show; the rest is for programs."""
    body = {"text": "\n".join(told.lines), **asdict(told)}
    requests.post(environment[WEBHOOK], json=body, timeout=PATIENCE).raise_for_status()


def _mail(told: Notice, environment: Mapping[str, str]) -> None:
    """Encrypted where the server can be; a password never goes out otherwise."""
    message = EmailMessage()
    message["Subject"] = told.subject
    message["From"] = environment.get(MAIL_FROM) or environment[MAIL_TO]
    message["To"] = environment[MAIL_TO]
    message.set_content("\n\n".join(told.lines))
    deliver(message, environment)

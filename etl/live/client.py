"""One service over HTTP: paced, patient with what passes, never beyond the source's time limit.

Asked again are 429 (after as long as the service says), 5xx, time-outs, resets and bodies that end
early; never another 4xx, a certificate that does not hold, or a circle of redirections.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import requests
import urllib3
from requests import exceptions as failed
from urllib3.util.retry import Retry

from etl.live.answer import Answer
from etl.live.body import Broken, save
from etl.live.limited import within
from etl.live.memory import Memory
from etl.live.settings import Settings
from etl.live.telling import in_words, refusal
from trade.errors import SourceUnavailable, TradeDataError

TRIES, BACK_OFF, MOST_BACK_OFF, MOST_REDIRECTS = 4, 1.0, 60.0, 5
#: A service that cannot be reached for one question, or refuses two in a row, is not asked any more in this run.
MOST_IN_A_ROW, UNREACHED = 2, 2
A_WEEK = 604_800
PASSING = (429, 500, 502, 503, 504)
FINE = (200, 304)
#: What may be better at the next try.
_PASSES = (
    failed.ConnectionError,
    failed.Timeout,
    failed.ChunkedEncodingError,
    urllib3.exceptions.HTTPError,
    Broken,
)


class _Session(requests.Session):
    """Does not hand a key on to another host when it is sent there."""

    key_header = ""

    def rebuild_auth(self, prepared_request: requests.PreparedRequest, response: requests.Response) -> None:
        super().rebuild_auth(prepared_request, response)
        before, after = response.request.url or "", prepared_request.url or ""
        if self.key_header and self.should_strip_auth(before, after):
            prepared_request.headers.pop(self.key_header, None)


@dataclass
class Client:
    """Asks one service. ``folder`` takes the bodies of answers; ``requests`` counts what was asked."""

    settings: Settings
    memory: Memory
    folder: Path
    sleep: Callable[[float], None] = field(default_factory=lambda: time.sleep)
    now: Callable[[], float] = time.monotonic
    requests: int = 0
    _session: _Session = field(default_factory=_Session)

    def __post_init__(self) -> None:
        self._ends = self.now() + self.settings.time_limit
        self._next = 0.0
        self._in_a_row = 0
        self._over: TradeDataError | None = None
        self._session.max_redirects = MOST_REDIRECTS
        self._session.headers.update({"User-Agent": self.settings.user_agent, "Accept-Encoding": "gzip"})
        if self.settings.key:
            self._session.key_header = self.settings.key_header
            self._session.headers[self.settings.key_header] = self.settings.key

    def get(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        accept: Collection[int] = (),
        if_new: bool = False,
    ) -> Answer:
        """The answer to a question: status 200, 304 (``if_new``: nothing new), or one of ``accept``.

        ``path`` goes behind the service's address unless it is a whole address. Raises
        SourceUnavailable where no such answer comes within tries and time, and at once where the
        service was given up before.
        """
        if self._over:
            raise self._over
        url = path if "://" in path else f"{self.settings.address}/{path.lstrip('/')}"
        address = requests.Request("GET", url, params=dict(params or {})).prepare().url or url
        asked = dict(headers or {}) | (self._validators(address) if if_new else {})
        retry = Retry(TRIES, backoff_factor=BACK_OFF, backoff_max=MOST_BACK_OFF, retry_after_max=A_WEEK)
        while True:
            said: Answer | Exception
            try:
                said = self._once(address, asked)
            except failed.SSLError as error:
                if "certificate" in str(error).lower():
                    raise refusal(address, "its certificate does not hold", error) from error
                said = error  # a connection that breaks off while it is being secured
            except failed.TooManyRedirects as error:
                raise refusal(address, "it sends from address to address in a circle", error) from error
            except _PASSES as error:
                said = error
            except failed.RequestException as error:
                raise refusal(address, f"it cannot be asked ({error})", error) from error
            if isinstance(said, Answer) and (said.status in (*FINE, *accept) or said.status not in PASSING):
                self._in_a_row = 0
                return self._checked(said, accept)
            retry = self._later(address, retry, said)

    def _once(self, address: str, headers: Mapping[str, str]) -> Answer:
        self._wait(max(0.0, self._next - self.now()), address)
        self._next = self.now() + self.settings.pace
        self.requests += 1
        target = self.folder / f"{self.requests}.body"
        try:
            return within(self._ends - self.now(), lambda: self._asked(address, headers, target))
        except TimeoutError as error:
            raise self._time_is_over(address) from error

    def _asked(self, address: str, headers: Mapping[str, str], target: Path) -> Answer:
        left = max(0.1, min(self.settings.patience, self._ends - self.now()))
        with self._session.get(
            address, headers=dict(headers), stream=True, timeout=(min(left, 10), left)
        ) as response:
            save(response.raw, target, lambda: self._check_time(address))
            return Answer(address, target, response.status_code, dict(response.headers))

    def _later(self, address: str, retry: Retry, said: Answer | Exception) -> Retry:
        """Waits until it may be asked again; raises where it may not."""
        what = (
            f"it answered {said.status}"
            if isinstance(said, Answer)
            else f"no whole answer came ({in_words(said)})"
        )
        try:
            retry = retry.increment("GET", urlsplit(address).path, error=urllib3.exceptions.HTTPError(what))
        except urllib3.exceptions.MaxRetryError:
            raise self._given_up(refusal(address, f"{what}, {TRIES + 1} times", said), said) from None
        wait = retry.get_backoff_time() or BACK_OFF
        if isinstance(said, Answer) and "Retry-After" in said.headers:
            with suppress(urllib3.exceptions.InvalidHeader):
                wait = retry.parse_retry_after(said.headers["Retry-After"])
        if wait > self._ends - self.now():
            raise refusal(address, f"{what} and may be asked again in {wait:.0f} s only", said)
        self._wait(wait, address)
        return retry

    def _given_up(self, error: TradeDataError, said: Answer | Exception) -> TradeDataError:
        """Remembers a question that got no answer, and whether the service is given up with it."""
        self._in_a_row += 1 if isinstance(said, Answer) else UNREACHED
        if self._in_a_row >= MOST_IN_A_ROW:
            self._over = error
        return error

    def _wait(self, seconds: float, address: str) -> None:
        if seconds > 0:
            self.sleep(seconds)
        self._check_time(address)

    def _check_time(self, address: str) -> None:
        if self.now() > self._ends:
            raise self._time_is_over(address)

    def _time_is_over(self, address: str) -> SourceUnavailable:
        return SourceUnavailable(
            f"its time of {self.settings.time_limit:g} s is over.",
            where=address,
            todo="The next refresh goes on; time_limit in its live.toml is the limit.",
        )

    def _checked(self, said: Answer, accept: Collection[int]) -> Answer:
        if said.status in (*FINE, *accept):
            return said
        raise refusal(said.url, f"it answered {said.status}", said)

    def _validators(self, address: str) -> dict[str, str]:
        """Of the last answer that was kept: what a service compares to say that nothing is new."""
        return dict(self.memory.get(f"validators {address}", {}))

    def remember(self, answer: Answer) -> None:
        """Notes the validators of an answer that is safely kept."""
        found = {
            asks: answer.headers[says]
            for says, asks in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
            if says in answer.headers
        }
        if found:
            self.memory.put(f"validators {answer.url}", found)

"""The status of an address says whether there is such a page, such an economy, such a question."""

from __future__ import annotations

from urllib.parse import quote

import pytest
import requests

RIGHT = [
    *("/", "/partner", "/partner/LTU", "/partner/LTU/", "/?reporter=LTU", "/data?partner=DEU&flow=X"),
    *("/checks?rule=garbled&severity=error", "/sources", f"/partner/{quote('Azərbaycan')}?reporter=LTU"),
    *("/report", "/report/AZE", "/report/AZE/LTU?period=2018"),
]
UNKNOWN = [
    "/nonsense",
    "/404",
    "/partner/LTU/more",
    "/partner/XXX",
    "/?reporter=QQQ",
    "/partner?partner=QQQ",
    "/report/AZE/QQQ",
]
WRONG = ["/?unit=furlong", "/partner/LTU?period=yesterday", "/sectors?shceme=HS", "/?since=2019&until=2014"]


@pytest.mark.parametrize(
    ("path", "status"),
    [*((path, 200) for path in RIGHT), *((path, 404) for path in UNKNOWN), *((path, 400) for path in WRONG)],
)
def test_the_status_is_that_of_the_address(site: str, path: str, status: int):
    answer = requests.get(site + path, timeout=20)
    assert answer.status_code == status
    assert "text/html" in answer.headers["Content-Type"]
    assert "_dash-config" in answer.text  # the friendly page draws itself

"""Only the page itself may ask: not another site, nor one whose name leads to this machine."""

from __future__ import annotations

import json

import pytest

from tests.bot.page.conftest import Page

QUESTION = json.dumps({"line": "/dot [1,2] [3,4]", "theme": "dark"})
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
        {},
        {"Origin": "SELF", "Host": "evil.example"},
        {"Origin": "SELF", "Host": "127.0.0.1"},
        {"Origin": "SELF", "Host": "127.0.0.1.evil.example:80"},
        {"Origin": "SELF", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "SELF", "Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_question_from_elsewhere_is_refused_unanswered(
    page: Page, headers: dict[str, str]
) -> None:
    sent = {name: value.replace("SELF", page.address) for name, value in headers.items()}

    response = await page.client.post("/api/ask", data=QUESTION, headers=JSON | sent)

    assert response.status == 403
    assert page.lab.session.asked == {}


@pytest.mark.parametrize("path", ["/", "/api/posts", "/api/commands", "/static/js/page.js"])
async def test_nothing_is_shown_to_a_page_elsewhere(page: Page, path: str) -> None:
    rebound = await page.client.get(path, headers={"Host": "evil.example:8421"})
    foreign = await page.client.get(path, headers={"Origin": "http://evil.example"})
    own = await page.client.get(path)

    assert (rebound.status, foreign.status, own.status) == (403, 403, 200)


async def test_a_link_elsewhere_may_lead_to_the_page_and_to_nothing_else(page: Page) -> None:
    led = {"Sec-Fetch-Site": "cross-site"}

    assert (await page.client.get("/", headers=led)).status == 200
    assert (await page.client.get("/api/posts", headers=led)).status == 403


@pytest.mark.parametrize("path", ["/", "/api/posts", "/static/js/page.js", "/picture/none"])
async def test_every_response_keeps_other_pages_and_foreign_scripts_out(
    page: Page, path: str
) -> None:
    headers = (await page.client.get(path)).headers

    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ("{}", "application/json", 400),
        ('{"line": 5, "theme": "dark"}', "application/json", 400),
        ("[" * 50_000, "application/json", 400),
        (QUESTION, "text/plain", 415),
        ("line=1", "application/x-www-form-urlencoded", 415),
    ],
)
async def test_what_the_script_never_sends_is_refused(
    page: Page, body: str, kind: str, status: int
) -> None:
    headers = {"Origin": page.address, "Content-Type": kind}

    response = await page.client.post("/api/ask", data=body, headers=headers)

    assert response.status == status
    assert "Traceback" not in await response.text()


async def test_files_outside_the_page_are_not_served(page: Page) -> None:
    for path in ("/static/../api.py", "/static/%2e%2e/api.py", "/static/js/..%2f..%2fapi.py"):
        assert (await page.client.get(path)).status in (403, 404)

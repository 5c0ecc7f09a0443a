"""The local page in a real browser: somebody types `/dot` and sees 32 and the picture."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Request, expect, sync_playwright
from playwright.sync_api import TimeoutError as NothingSent

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""The page is local and the browser headless: it need not phone anybody."""

PATIENCE = 20_000
"""Milliseconds for something to appear."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`python -m bot` without a token, in a folder where no `.env` has one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if k != "DISCORD_TOKEN"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "--no-browser"],
        cwd=tmp_path_factory.mktemp("home"),
        env=environment | {"PLAYGROUND_PORT": str(port), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/\S*", line)
    try:
        assert found, f"no address in {line!r}"
        assert f":{port}/" in found[0]
        yield found[0]
    finally:
        process.send_signal(signal.SIGTERM)
        process.stdout.close()
        assert process.wait(timeout=20) == 0


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1200, "height": 1000})
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.goto(address)
        yield page
        browser.close()


IDLE = """() => {
    const page = window.simcordPreview;
    return page.ready && (page.awaitingRevision ?? 0) <= page.publishedRevision;
}"""
"""Whether the page takes clicks: it ignores them while an action of before is not confirmed."""


def sending(page: Page, kind: str, act: Callable[[], None]) -> None:
    """Do what makes the page send; again, as a person would, where it let that fall.

    It does so while it asks the bot for completions, which it begins whenever it likes.
    """

    def is_sent(request: Request) -> bool:
        # An upload's body is not shown to the test; nothing else has none.
        body = request.post_data_buffer or b""
        sent = not body or f'"kind":"{kind}"'.encode() in body
        return request.method == "POST" and request.url.endswith("/api/action") and sent

    for _ in range(5):
        page.wait_for_function(IDLE)
        try:
            with page.expect_request(is_sent, timeout=PATIENCE / 10):
                act()
        except NothingSent:
            continue
        return
    pytest.fail(f"the page sent no {kind}")


def press(button: Locator) -> None:
    sending(button.page, "click", button.click)


def submit(form: Locator) -> None:
    button = form.get_by_role("button", name="Submit")
    sending(form.page, "modal_submit", button.click)


def type_command(page: Page, command: str, *options: str) -> None:
    """Type as a person does: the command, Enter, its options with Tab between."""
    page.wait_for_function(IDLE)
    composer = page.locator("#channel-composer-input")
    composer.click()
    composer.press_sequentially(command)
    page.locator(".command-popup").get_by_text(command).first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".command-chip").wait_for()
    for number, option in enumerate(options):
        if number:
            page.keyboard.press("Tab")
        page.keyboard.type(option)


def send_command(page: Page, command: str, *options: str) -> None:
    type_command(page, command, *options)
    sending(page, "run_command", lambda: page.keyboard.press("Enter"))


@pytest.fixture
def messages(page: Page) -> Locator:
    """The channel after a `/dot` of its own."""
    found = page.locator("#channel-message-list")
    before = found.get_by_role("button", name="Steps").count()
    send_command(page, "/dot", "[1,2,3] [4,5,6]")
    expect(found.get_by_role("button", name="Steps")).to_have_count(before + 1)
    return found


def test_the_page_says_how_to_begin(page: Page) -> None:
    expect(page.locator("#channel-message-list")).to_contain_text("Type /")


def test_dot_shows_32_and_the_picture(messages: Locator) -> None:
    expect(messages).to_contain_text("1·4 + 2·5 + 3·6 = 32")
    picture = messages.locator("img[alt*='32']").last
    expect(picture).to_be_visible()
    alt = picture.get_attribute("alt") or ""
    assert "[1, 2, 3]" in alt
    assert "[4, 5, 6]" in alt
    shown = Image.open(io.BytesIO(picture.screenshot()))
    colours = {colour for _, colour in shown.convert("RGB").getcolors(1 << 24) or []}
    assert len(colours) > 50, "the picture is blank"


def test_edit_in_the_form_changes_the_answer(page: Page, messages: Locator) -> None:
    press(messages.get_by_role("button", name="Edit").last)
    form = page.get_by_role("dialog")
    expect(form.locator("textarea").first).to_have_value("[1,2,3] [4,5,6]")
    form.locator("textarea").first.fill("[1,0] [0,1]")
    submit(form)
    expect(messages).to_contain_text("perpendicular")


def test_steps_are_shown(page: Page, messages: Locator) -> None:
    press(messages.get_by_role("button", name="Steps").last)
    expect(page.locator("img[alt*='step by step']").last).to_be_visible()


def test_a_picture_in_space_turns(page: Page, messages: Locator) -> None:
    press(messages.get_by_role("button", name="Turn").last)
    turned = page.locator("img[alt^='Animation, turning']").last
    expect(turned).to_be_visible()
    assert "a = [1, 2, 3]" in (turned.get_attribute("alt") or "")


def test_share_posts_in_the_study_channel_that_is_set_up(page: Page, messages: Locator) -> None:
    press(messages.get_by_role("button", name="Share").last)
    expect(page.locator("#preview-app")).to_contain_text("Posted in #study")


def test_what_cannot_be_read_is_said_in_words(page: Page) -> None:
    send_command(page, "/dot", "[1,2,3")
    expect(page.locator("#preview-app")).to_contain_text("never closed")


def open_form(page: Page, command: str) -> Locator:
    """Send a command without its options, which Enter does not do while one is offered."""
    type_command(page, command)
    sending(page, "run_command", page.get_by_role("button", name="send").click)
    return page.get_by_role("dialog")


def test_a_table_is_pasted_into_the_form(page: Page) -> None:
    form = open_form(page, "/pca")
    form.locator("textarea").first.fill("name,math,art,sport\nann,3,1,2\nbob,1,5,4\ncarl,2,2,2")
    submit(form)
    answer = page.locator("#channel-message-list")
    expect(answer).to_contain_text("of the variance")
    expect(answer).to_contain_text("3 rows")


def test_a_file_is_chosen_in_the_form(page: Page) -> None:
    form = open_form(page, "/factorize")
    table = b",Up,Her\nann,5,?\nbob,1,4\ncy,2,5"
    form.locator("input[type=file]").set_input_files(
        {"name": "stars.csv", "mimeType": "text/csv", "buffer": table}
    )
    submit(form)
    expect(page.locator("#channel-message-list")).to_contain_text("3×2 ≈ 3×2 times 2×2")

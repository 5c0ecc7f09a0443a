"""A newcomer's ten minutes with the page, in Chromium: every topic's example, then one's own.

Run by itself, with Chromium at hand:
``pytest -n0 -s tests/campaigns/test_page_in_chromium.py``. With ``SCREENSHOTS=folder`` it leaves a
picture of every step there, to be looked at.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import pytest
from aiohttp.test_utils import unused_port
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.page import described
from bot.topics.kit.declaration import Command
from bot.topics.kit.registry import discover
from bot.topics.kit.syllabus import ExerciseId
from bot.topics.learn.files import lessons
from bot.topics.learn.lesson import Claim, Exercise, Formula, Guess, Try
from bot.topics.quiz.making import made

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PATIENCE = 30_000
"""Milliseconds for something to appear."""

VIEWS = list(product((1280, 390), ("dark", "light")))
"""Width in pixels, and the theme of the system."""

REFUSED = {"settings ratings"}
"""Commands whose example is refused in words: it is for a server."""

HOSTILE = "<img src=x onerror=alert(1)>"
TABLE = f"name,math,art,sport\n{HOSTILE},3,1,2\nbob,1,5,4\ncarl,2,2,2"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`python -m bot` without a token, in a folder where no `.env` has one."""
    environment = {k: v for k, v in os.environ.items() if k != "DISCORD_TOKEN"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "--no-browser"],
        cwd=tmp_path_factory.mktemp("home"),
        env=environment | {"PAGE_PORT": str(unused_port()), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
    try:
        assert found
        yield found[0]
    finally:
        process.send_signal(signal.SIGTERM)
        process.stdout.close()
        assert process.wait(timeout=20) == 0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Visit:
    """The page in a window, and what it complained of."""

    page: Page
    name: str
    complaints: list[str] = field(default_factory=list[str])

    @property
    def narrow(self) -> bool:
        """Whether the topics take the place of the channel."""
        return self.name.startswith("390")

    def look(self, step: str, shown: Locator | None = None) -> None:
        """Leave a picture: of the last message by default."""
        if shown is None:
            self.page.evaluate("document.querySelector('article:last-child')?.scrollIntoView()")
        else:
            shown.evaluate("(e) => e.scrollIntoView()")
        if folder := os.environ.get("SCREENSHOTS"):
            self.page.wait_for_timeout(400)
            self.page.screenshot(path=Path(folder) / f"{self.name}-{step}.png")

    def type(self, line: str) -> None:
        """Send a line."""
        self.page.fill("#line", line)
        self.page.keyboard.press("Enter")

    def ask(self, line: str) -> None:
        """Send a line, and wait for the message that answers it."""
        posts = self.page.locator("#posts article")
        before = posts.count()
        self.type(line)
        expect(posts).to_have_count(before + 1)

    def press(self, name: str) -> None:
        """Press a button below the last message."""
        last = self.page.locator("#posts article").last
        last.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 844 if width == 390 else 900}, color_scheme=scheme
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    found = Visit(page, f"{width}-{scheme}")
    page.on("console", lambda m: found.complaints.extend([m.text] if m.type == "error" else []))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
    own = (address, "blob:", "data:")
    page.on("request", lambda r: found.complaints.extend([] if r.url.startswith(own) else [r.url]))
    with page.expect_response(lambda response: response.url.endswith("/api/posts")) as kept:
        page.goto(address)
    # What visits before this one have asked is there before this one counts its own.
    expect(page.locator("#posts article")).to_have_count(len(kept.value.json()["posts"]))
    yield found
    assert found.complaints == []
    context.close()


@pytest.mark.parametrize("visit", VIEWS, indirect=True, ids=str)
def test_every_topic_answers_its_example(visit: Visit) -> None:
    page = visit.page
    for command in described.without_servers(discover()).commands:
        if visit.narrow:
            page.locator("#topics-button").click()
        tile = page.locator(".tile").filter(has=page.get_by_text(f"/{command.name}", exact=True))
        tile.click()
        before = page.locator("#posts article").count()
        if visit.narrow:
            visit.look(f"topic-{command.name.replace(' ', '-')}")
        page.locator("#topics form .primary").click()
        if _opens_form(command):
            page.locator("dialog[open]").wait_for()
            page.keyboard.press("Escape")
            if not visit.narrow:
                page.get_by_role("button", name="← All topics").click()
            continue
        if command.name in REFUSED:
            expect(page.locator("#topics form").get_by_role("alert")).to_be_visible()
        else:
            expect(page.locator("#posts article")).to_have_count(before + 1)
        visit.look(f"answer-{command.name.replace(' ', '-')}")
        if visit.narrow and command.name not in REFUSED:
            page.locator("#topics-button").click()
        page.get_by_role("button", name="← All topics").click()
        if visit.narrow:
            page.locator("#topics-button").click()


def _opens_form(command: Command) -> bool:
    return command.opens_form and not command.example


@pytest.mark.parametrize("visit", VIEWS, indirect=True, ids=str)
def test_a_newcomers_ten_minutes(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    visit.look("start")
    last = page.locator("#posts article").last

    visit.ask("/dot [1,2] [3,4]")
    expect(last).to_contain_text("a · b = 11")
    visit.press("Steps")
    expect(last.locator("[data-more=steps] img").first).to_be_visible()
    visit.look("steps")
    visit.press("Copy")
    last.get_by_role("button", name="Copy as NumPy").click()
    assert "np.array([1, 2])" in page.evaluate("navigator.clipboard.readText()")
    visit.press("Edit")
    field = last.locator("[data-more=edit] textarea").first
    field.fill("[1,0")
    field.press("Enter")
    expect(last.get_by_role("alert")).to_contain_text("never closed")
    visit.look("edit-error")
    field.fill("[4,-3]")
    field.press("Enter")
    expect(last).to_contain_text("a · b = 0")

    visit.press("Share")
    expect(page.locator("#count")).to_be_visible()
    page.locator("#tab-study").click()
    expect(page.locator("#shared")).to_contain_text("a · b = 0")
    visit.look("study")
    page.locator("#tab-lab").click()

    visit.type("/dot a:[1,2] b:[3,x]")
    expect(page.locator("#refusal")).to_contain_text("b:")
    assert page.evaluate("getSelection().toString() || 'x'") == "x"
    visit.look("error-in-the-line")

    visit.type("[2 1; 1 2]")
    offer = page.locator("#choices li", has_text="/matrix eigen")
    visit.look("offers")
    offer.click()
    expect(last).to_contain_text("Eigenvalues 3, 1")

    file = tmp_path / "marks.csv"
    file.write_text(TABLE)
    _drop(page, file)
    page.locator("#files").get_by_text("marks.csv").wait_for()
    visit.look("dropped")
    page.locator("#choices li", has_text="/pca").click()
    expect(last).to_contain_text("of the variance")
    expect(last).to_contain_text("3 rows")
    visit.look("file")
    visit.type("/pca")
    dialog = page.locator("dialog[open]")
    dialog.locator("textarea").first.fill(TABLE)
    visit.look("form")
    dialog.get_by_role("button", name="Answer").click()
    expect(last).to_contain_text(HOSTILE)
    visit.type("/data rows")
    dialog.locator("textarea").first.fill(TABLE)
    dialog.get_by_role("button", name="Answer").click()
    expect(last.locator("h2")).to_contain_text(f"and {HOSTILE[:15]}")

    visit.ask("/rate Shrek 5")
    visit.ask("/recommend")
    visit.look("films")
    visit.ask("/transform [0 -1; 1 0]")
    visit.press("Pause")
    last.get_by_label("Frame").fill("0")
    visit.look("animation")

    page.locator("#line").press("ArrowUp")
    expect(page.locator("#line")).to_have_value("/transform [0 -1; 1 0]")
    page.locator("#line").fill("")
    page.locator("#present").click()
    page.keyboard.press("ArrowLeft")
    visit.look("present")
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.locator("#save").click()
    saved = tmp_path / "session.html"
    download.value.save_as(saved)
    _opens_anywhere(page, saved)

    before = page.locator("#posts article").count()
    visit.press("Delete")
    expect(page.locator("#posts article")).to_have_count(before - 1)


@pytest.mark.parametrize("visit", VIEWS, indirect=True, ids=str)
def test_films_by_a_form(visit: Visit) -> None:
    page = visit.page
    last = page.locator("#posts article").last
    page.wait_for_load_state("networkidle")
    visit.ask("/recommend likes:Shrek")
    expect(last).to_contain_text("you like Shrek")
    visit.ask("/ratings")
    if last.get_by_role("button", name="Remove all").count():
        visit.press("Remove all")
        visit.press("Yes, remove all")
    expect(last).to_contain_text("You have rated no films yet.")
    visit.type("/recommend")
    dialog = page.locator("dialog[open]")
    said: list[str] = []
    for group, place, word in (
        ("love", 0, "like"),
        ("love", 1, "like"),
        ("do not like", 2, "dislike"),
    ):
        film = dialog.get_by_role("group", name=f"Films you {group}").locator("label").nth(place)
        film.click()
        said.append(f"{word}  {film.inner_text().strip()}")
    visit.look("films-form")
    dialog.get_by_role("button", name="Answer").click()
    expect(last).to_contain_text("Five films for you")
    visit.look("films-answer")

    visit.ask("/ratings")
    for line in said:
        expect(last).to_contain_text(line)
    visit.look("films-ratings")
    for line in ("/rate movie:Alien stars:4.5", "/similar movie:Alien", "/movies list find:comedy"):
        visit.ask(line)
        visit.look(f"films-{line.split()[0][1:]}")


@pytest.mark.parametrize("visit", VIEWS, indirect=True, ids=str)
def test_a_sitting(visit: Visit) -> None:
    page = visit.page
    last = page.locator("#posts article").last
    visit.ask("/quiz start topic:The dot product level:1")
    if page.get_by_role("button", name="Begin a new one").count():
        visit.press("Begin a new one")
    expect(last).to_contain_text("1 of 10 · The dot product")
    visit.look("quiz-question")
    main = last.get_by_role("button", name="Answer")
    looks = main.evaluate("(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert looks[0] != looks[1], "its words can be read"

    _answer(visit, "seven ((")
    expect(last).to_contain_text("That is no attempt yet.")
    visit.look("quiz-unread")
    visit.press("Hint")
    expect(last).to_contain_text("Hint 1.")
    _answer(visit, "0.5")
    expect(last).to_contain_text("Not yet.")
    expect(last.locator("img").first).to_be_visible()
    visit.look("quiz-wrong")
    visit.press("Next")
    expect(last).to_contain_text("2 of 11")
    found = re.search(r"exercise:(\S+-\d-[0-9a-f]{6})", last.inner_text())
    exercise = ExerciseId.of(found[1] if found else "")
    assert exercise is not None
    _answer(visit, made(exercise).key["dot"])
    expect(last).to_contain_text("Right.")
    visit.look("quiz-right")
    visit.press("Share")
    page.locator("#tab-study").click()
    expect(page.locator("#shared")).to_contain_text("What is the dot product")
    expect(page.locator("#shared")).not_to_contain_text("Right.")
    visit.look("quiz-shared")
    page.locator("#tab-lab").click()
    visit.press("Next")
    expect(last).to_contain_text("3 of 11")
    visit.press("Stop")
    expect(last).to_contain_text("1 of 2 right at first")
    visit.look("quiz-summary")
    visit.ask("/quiz stats")
    expect(last).to_contain_text("1 day in a row")
    visit.look("quiz-stats")


@pytest.mark.parametrize("visit", VIEWS, indirect=True, ids=str)
def test_three_lessons(visit: Visit) -> None:
    posts = visit.page.locator("#posts article")
    for name in ("dot product", "matrices", "eigenvectors and pca"):
        lesson = lessons()[name]
        visit.ask(f"/learn lesson:{name}")
        card = posts.nth(posts.count() - 1)
        for number, shown in enumerate(lesson.cards, 1):
            expect(card).to_contain_text(f"{number} of {len(lesson.cards)}")
            if isinstance(shown, Claim | Formula):
                expect(card.locator("figure").first).to_be_visible()
            visit.look(f"lesson-{lesson.number}-{number}", card)
            if isinstance(shown, Guess):
                card.get_by_role("combobox").select_option("0")
                expect(card).to_contain_text(re.compile("Right: |The answer: "))
                visit.look(f"lesson-{lesson.number}-{number}-guessed")
            if isinstance(shown, Try | Exercise):
                before = posts.count()
                label = "Run it" if isinstance(shown, Try) else "Try it"
                card.get_by_role("button", name=label).click()
                expect(posts).to_have_count(before + 1)
                visit.look(f"lesson-{lesson.number}-{number}-beside")
            card.get_by_role("button", name="Next", exact=True).click()
        expect(card).to_contain_text(f"Done: {lesson.title}")
        visit.look(f"lesson-{lesson.number}-end", card)
        card.get_by_role("button", name="Lessons").click()
        expect(card).to_contain_text(f"{lesson.heading} · done")
        visit.look(f"lesson-{lesson.number}-list", card)


def _answer(visit: Visit, typed: str) -> None:
    """Type an answer into the form below the last message."""
    visit.press("Answer")
    field = visit.page.locator("dialog[open] textarea")
    field.fill(typed)
    visit.look("quiz-form")
    field.press("Enter")


def _drop(page: Page, file: Path) -> None:
    """Drop a file on the page, as from a folder."""
    page.evaluate(
        """([name, text]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], name, { type: "text/csv" }));
            for (const kind of ["dragover", "drop"]) {
                document.body.dispatchEvent(
                    new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
            }
        }""",
        [file.name, file.read_text()],
    )


def _opens_anywhere(page: Page, saved: Path) -> None:
    """Open the saved session by itself: its pictures are in it, and nothing runs."""
    text = saved.read_text("utf-8")
    assert "<script" not in text
    assert HOSTILE not in text
    assert "&lt;img src=x" in text
    other = page.context.new_page()
    other.goto(saved.as_uri())
    widths = other.evaluate("[...document.images].map((image) => image.naturalWidth)")
    assert widths
    assert min(widths) > 100
    expect(other.locator("body")).to_contain_text("Eigenvalues 3, 1")
    other.close()

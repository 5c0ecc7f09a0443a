"""A channel of one's own: asked, pressed, edited, shared, deleted."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Any

import pytest
from PIL import Image

from tests.bot.conftest import HANGS_AFTER_SECONDS
from tests.bot.page.conftest import Page
from tests.bot.undrawn import break_pictures, delay_pictures

TABLE = "name,math,art,sport\nann,3,1,2\nbob,1,5,4\ncarl,2,2,2"
HOSTILE = "<script>alert(1)</script>"


def labels(post: dict[str, Any]) -> list[str]:
    return [button["label"] for button in post["buttons"]]


async def drawn(page: Page, picture: dict[str, Any]) -> Image.Image:
    """Fetch a picture."""
    response = await page.client.get(picture["address"])
    assert response.status == 200
    return Image.open(io.BytesIO(await response.read()))


async def test_dot_is_answered_as_in_chat(page: Page) -> None:
    post = await page.ask("/dot [1,2,3] [4,5,6]")

    assert post["title"] == "a · b = 32"
    assert "a·b = 1·4 + 2·5 + 3·6 = 32" in post["facts"]
    assert labels(post) == [
        "Turn",
        "Next: the projection",
        "Steps",
        "Copy",
        "Edit",
        "Share",
        "Delete",
    ]
    assert post["asked"] == "/dot [1,2,3] [4,5,6]"
    (picture,) = post["pictures"]
    assert "[4, 5, 6]" in picture["alt"]
    assert (await drawn(page, picture)).format == "PNG"
    kept = await (await page.client.get("/api/posts")).json()
    assert kept["posts"] == [post]


async def test_the_picture_has_the_ground_of_the_page(page: Page) -> None:
    corners = []
    for theme in ("dark", "light"):
        found = await page.post("/api/ask", line="/vector norm [3,4]", theme=theme)
        image = (await drawn(page, found["post"]["pictures"][0])).convert("L")
        corners.append(image.getpixel((2, 2)))

    assert corners[0] < 64 < 192 < corners[1]


async def test_an_answer_outlives_its_picture(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as failing:
        break_pictures(page.workers, failing)
        failed = await page.ask("/recommend Shrek")
    with monkeypatch.context() as late:
        delay_pictures(page.workers, late)
        delayed = await page.ask("/recommend Shrek")

    for post, words in ((failed, "Its picture failed"), (delayed, "Its picture took too long")):
        assert post["title"] == "Five films for this taste"
        assert words in post["meaning"]
        assert post["pictures"] == []
        assert "Copy" in labels(post)


async def test_what_somebody_chose_counts_before_the_page(page: Page) -> None:
    await page.ask("/settings mine theme:light digits:2")

    post = await page.ask("/vector norm [1,2]")

    assert "≈ 2.24" in " ".join(post["facts"])
    image = (await drawn(page, post["pictures"][0])).convert("L")
    assert image.getpixel((2, 2)) == 255


async def test_kept_values_are_computed_with_and_completed(page: Page) -> None:
    await page.ask("/vars set name:A value:[1 2; 3 4]")

    post = await page.ask("/matrix det A")
    found = await page.post("/api/complete", text="/matrix det ")

    assert post["title"] == "det A = −2"
    assert found["suggestions"][0]["text"] == "A "


async def test_steps_turn_and_copy_unfold_below(page: Page) -> None:
    post = await page.ask("/dot [1,2,3] [4,5,6]")

    steps = (await page.press(post, "steps"))["beside"]["pages"]
    turned = (await page.press(post, "turn"))["beside"]["pages"]
    copies = (await page.press(post, "copy"))["copies"]

    assert "1 · 4 + 2 · 5 + 3 · 6" in steps[0]["alt"]
    assert turned[0]["moving"]
    assert (await drawn(page, turned[0])).format == "GIF"
    assert [each["name"] for each in copies["texts"]] == ["Text", "NumPy", "LaTeX"]
    assert "np.array([1, 2, 3])" in copies["texts"][1]["text"]


async def test_edit_changes_the_answer_in_place(page: Page) -> None:
    post = await page.ask("/dot [1,2] [3,4]")

    form = (await page.press(post, "edit"))["form"]
    edited = await page.post(
        "/api/form", kind="edit", post=post["id"], inputs={"a": "[1,0]", "b": "[0,1]"}
    )

    assert [field["value"] for field in form["fields"]] == ["[1,2]", "[3,4]"]
    assert edited["post"]["id"] == post["id"]
    assert edited["post"]["title"] == "a · b = 0"
    assert edited["post"]["asked"] == "/dot a:[1,0] b:[0,1]"
    assert [each.id for each in page.lab.session.asked.values()] == [post["id"]]


async def test_an_answer_that_was_changed_can_be_shared_once_more(page: Page) -> None:
    post = await page.ask("/dot [1,2] [3,4]")
    await page.press(post, "share")

    inputs = {"a": "[1,0]", "b": "[0,1]"}
    edited = await page.post("/api/form", kind="edit", post=post["id"], inputs=inputs)
    await page.press(post, "share")
    in_study = (await (await page.client.get("/api/shared")).json())["posts"]

    assert not edited["post"]["shared"]
    assert [each["title"] for each in in_study] == ["a · b = 0"]


async def test_an_edit_that_cannot_be_read_leaves_the_answer(page: Page) -> None:
    post = await page.ask("/dot [1,2] [3,4]")

    found = await page.post(
        "/api/form", kind="edit", post=post["id"], inputs={"a": "[1,", "b": "2"}
    )

    assert found["error"]["option"] == "a"
    assert page.lab.session.asked[post["id"]].body["title"] == post["title"]


async def test_a_menu_answers_again_with_what_is_chosen(page: Page) -> None:
    post = await page.ask("/factorize 5,4,1 4,5,1 1,2,5 5,5,2")
    menu = next(each for each in post["menus"] if each["argument"] == "rank")

    changed = await page.press(post, menu["action"], menu["argument"], "1")

    assert changed["post"]["id"] == post["id"]
    assert changed["post"]["facts"] != post["facts"]
    assert "rank:1" in changed["post"]["asked"]


async def test_a_note_turns_its_own_pages(page: Page) -> None:
    post = await page.ask("/movies list")
    following = next(each for each in post["buttons"] if each["label"] == "Next")

    turned = await page.press(post, following["action"], following["argument"])

    assert turned["post"]["id"] == post["id"]
    assert turned["post"]["texts"] != post["texts"]


async def test_share_shows_the_answer_in_the_study_channel_until_it_is_deleted(page: Page) -> None:
    post = await page.ask("/dot [1,2] [3,4]")

    shared = await page.press(post, "share")
    once_more = await page.press(post, "share")
    in_study = (await (await page.client.get("/api/shared")).json())["posts"]
    deleted = await page.press(post, "delete")
    after = (await (await page.client.get("/api/shared")).json())["posts"]

    assert shared["post"]["shared"]
    assert once_more == shared
    assert [each["title"] for each in in_study] == ["a · b = 11"]
    assert in_study[0]["buttons"] == in_study[0]["menus"] == []
    assert deleted == {"deleted": post["id"]}
    assert after == []
    assert "button" in (await page.press(post, "steps"))["error"]["words"]


async def test_pages_that_are_open_hear_of_what_is_shared(page: Page) -> None:
    post = await page.ask("/vector norm [3,4]")
    async with asyncio.timeout(HANGS_AFTER_SECONDS), page.client.get("/api/news") as news:
        first = await news.content.readuntil(b"\n\n")
        await page.press(post, "share")
        second = await news.content.readuntil(b"\n\n")

    assert first != second


async def test_a_form_of_a_topic_is_opened_and_answered(page: Page) -> None:
    form = (await page.post("/api/ask", line="/pca"))["form"]

    found = await page.post("/api/form", kind="topic", command="pca", inputs={"data": TABLE})

    assert [field["kind"] for field in form["fields"]][:2] == ["text", "file"]
    assert "of the variance" in found["post"]["title"]
    assert found["post"]["asked"].startswith("/pca data:name,math")


async def test_a_command_without_what_it_needs_asks_for_it(page: Page) -> None:
    assert await page.post("/api/ask", line="/dot") == {"options": "dot"}

    found = await page.post(
        "/api/form", kind="options", command="dot", inputs={"a": "[1,2]", "b": "[3,4]"}
    )
    lacking = await page.post("/api/form", kind="options", command="dot", inputs={"b": "[3,4]"})
    usual = await page.post(
        "/api/form",
        kind="options",
        command="similar",
        inputs={"movie": "Shrek", "metric": "cosine"},
    )

    assert found["post"]["title"] == "a · b = 11"
    assert (lacking["error"]["option"], lacking["error"]["words"]) == ("a", "a is missing.")
    assert usual["post"]["asked"] == "/similar movie:Shrek"


async def test_a_file_is_read_as_in_chat(page: Page) -> None:
    request = json.dumps({"line": "/pca", "theme": "dark"})

    found = await page.upload("/api/ask", "marks.csv", TABLE.encode(), request)
    picture = await page.upload("/api/ask", "a.csv", b"\x00\xff" * 99, request)
    no_use = await page.upload(
        "/api/ask", "a.csv", b"1", json.dumps({"line": "/dot [1] [2]", "theme": ""})
    )

    assert "3 rows" in found["post"]["facts"][0]
    assert "words" in picture["error"]
    assert no_use["error"]["words"] == "/dot takes no file."


async def test_a_picture_of_ones_own_is_still_there_when_the_answer_is_edited(page: Page) -> None:
    ramp = io.BytesIO()
    Image.linear_gradient("L").resize((40, 20)).save(ramp, "png")
    request = json.dumps({"line": "/image rank rank:1", "theme": "dark"})

    sent = await page.upload("/api/ask", "mine.png", ramp.getvalue(), request)
    edited = await page.post(
        "/api/form", kind="edit", post=sent["post"]["id"], inputs={"rank": "1"}
    )

    assert "mine.png" in sent["post"]["asked"]
    assert edited["post"]["facts"] == sent["post"]["facts"]


async def test_too_much_is_refused_in_words(page: Page) -> None:
    request = json.dumps({"line": "/pca", "theme": "dark"})

    long = await page.post("/api/ask", line="/calc " + "1+" * 60_000 + "1")
    big = await page.upload("/api/ask", "a.csv", b"1,2\n" * 3_000_000, request)

    assert "Send it as a file" in long["error"]["words"]
    assert "more than 10 MB" in big["error"]["words"]


@pytest.mark.parametrize(
    ("line", "option", "place"),
    [
        ("/dot a:[1,2] b:[3,x]", "b", "x"),
        ("/dot [1,2 [3,4]", "a", "["),
        ("/calc 2 +* 3", "expression", "+"),
        ("/matrix det [1 2; 3]", "a", None),
        ("/dot a:[1,2] b:[1,2,3]", "", None),
    ],
)
async def test_an_error_points_at_its_place_in_the_line(
    page: Page, line: str, option: str, place: str | None
) -> None:
    error = await page.refusal(line)

    assert error["option"] == option
    assert error["words"].endswith((".", "?"))
    if place is not None:
        assert line[error["start"] : error["end"]] == place


async def test_what_people_type_comes_back_as_it_is(page: Page) -> None:
    table = f"name,a,b\n{HOSTILE},1,2\nbob,3,5\ncy,2,2"

    found = await page.post("/api/form", kind="topic", command="pca", inputs={"data": table})
    error = await page.refusal(f"/dot {HOSTILE}")
    raw = await (await page.client.get("/api/posts")).text()

    assert HOSTILE in " ".join([found["post"]["asked"], *found["post"]["facts"]])
    assert "words" in error
    assert json.loads(raw)["posts"]


async def test_a_text_alone_is_offered_the_commands_that_can_answer_it(page: Page) -> None:
    async def fitting(text: str) -> list[str]:
        found = await page.post("/api/fitting", text=text)
        return [each["name"] for each in found["fitting"]]

    matrix, vector, table = (
        await fitting("[2 1; 1 2]"),
        await fitting("[3,4]"),
        await fitting(TABLE),
    )

    assert {"matrix det", "matrix eigen", "transform"} <= {*matrix}
    assert "vector norm" in vector
    assert "matrix det" not in vector
    assert {"pca", "data rows"} <= {*table}
    assert "matrix det" not in table
    assert await fitting("§§§") == []
    assert not {"similar", "recommend", "rate"} & {*await fitting("Shrek")}
    await page.ask("/vars set name:A value:[1 2; 3 4]")
    assert "matrix det" in await fitting("A")
    # Nothing was done meanwhile, such as /vars clear.
    assert (await page.ask("/matrix det A"))["title"] == "det A = −2"
    offered = (await page.post("/api/fitting", text="[3,4]"))["fitting"]
    norm = next(each for each in offered if each["name"] == "vector norm")
    assert (await page.ask(norm["line"]))["title"] == "‖v‖ = 5"


async def test_every_topic_with_a_picture_has_its_example_drawn(page: Page) -> None:
    still = await page.post("/api/example", command="transform")
    private = await page.post("/api/example", command="rate")
    of_ones_own = await page.post("/api/example", command="movies map")

    assert still["picture"]["alt"]
    assert not still["picture"]["moving"]
    assert private == of_ones_own == {"picture": None}
    assert page.lab.session.asked == {}
    assert "rated no films yet" in (await page.ask("/ratings"))["texts"][0]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("/do", "/dot "),
        ("/dot", "/dot "),
        ("/", "/dot "),
        ("/eig", "/matrix eigen "),
        ("/fac", "/factorize "),
        ("/similar shr", "Shrek (2001) "),
        ("/dot [1,2] ", "b:"),
        ("/similar movie:Shrek metric:", "cosine "),
        ("/similar movie:Shrek m", "metric:"),
    ],
)
async def test_a_line_is_completed(page: Page, text: str, first: str) -> None:
    found = (await page.post("/api/complete", text=text))["suggestions"]

    assert found[0]["text"] == first, found
    assert 0 <= found[0]["start"] <= len(text)


async def test_what_is_typed_in_full_is_not_offered(page: Page) -> None:
    found = await page.post("/api/complete", text="/similar movie:Shrek metric:cosine")

    assert found == {"suggestions": []}


async def test_no_command_of_a_server_is_there(page: Page) -> None:
    sections = (await (await page.client.get("/api/commands")).json())["sections"]
    names = [command["name"] for section in sections for command in section["commands"]]

    helped = await page.ask("/help")
    argument = {each["label"]: each["argument"] for each in helped["buttons"]}
    every = await page.press(helped, "help", argument["All commands"])
    tables = await page.press(helped, "help", argument["Look at data"])
    error = await page.refusal("/study off")

    assert names[0] == "dot"
    assert not {"study channel", "settings server"} & {*names}
    assert "`/study off`" not in " ".join(every["post"]["texts"])
    assert "/pca" in tables["post"]["texts"][0]
    assert "under Apps" not in tables["post"]["texts"][0]
    assert error["words"] == "/study off needs a server on Discord."


async def test_next_answers_below_with_the_same_numbers(page: Page) -> None:
    above = await page.ask("/dot [2,3] [4,0]")

    below = (await page.press(above, "next"))["post"]

    assert below["id"] != above["id"]
    assert below["asked"] == "/vector project a:[2,3] b:[4,0]"
    assert below["title"] == "Projection of a on b = [2, 0]"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("/class sheets", "/class sheets"),
        ("/class", "/class"),
        ("/Class sheet title:Week 3", "/class sheet"),
        ("/class tests", "/class"),
        ("/quiz room topic:vectors", "/quiz room"),
        ("/study daily", "/study daily"),
    ],
)
async def test_what_needs_a_server_says_so(page: Page, line: str, name: str) -> None:
    error = await page.refusal(line)

    assert error["words"] == f"{name} needs a server on Discord."


async def test_a_group_of_which_some_are_for_the_page_names_those(page: Page) -> None:
    error = await page.refusal("/quiz")

    assert error["words"] == "Which one? /quiz start, /quiz daily, /quiz stats"

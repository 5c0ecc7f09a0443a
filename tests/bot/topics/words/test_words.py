"""`/words`, in a simulated Discord: near words, analogies, maps, the odd one out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.words import map as word_map
from bot.topics.words import space, vocabulary
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.posts import Post


async def ask(classroom: Classroom, command: str, **options: str) -> Post:
    message = await classroom.ask(f"words {command}", **options)
    assert len(message.attachments) == 1
    return posts.read(message)


def cosine(first: str, second: str) -> float:
    """Return the cosine of two words from the stored numbers, by its definition."""
    a, b = (
        np.array(space.vectors()[vocabulary.places()[word]], dtype=float)
        for word in (first, second)
    )
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


async def test_near_words_come_with_their_cosines(classroom: Classroom) -> None:
    post = await ask(classroom, "near", word="Piano")

    lines = [line.split("  ") for line in post.facts[1:11]]
    assert {"violin", "pianist", "cello"} <= {word for _, word in lines}
    assert [float(x) for x, _ in lines] == sorted((float(x) for x, _ in lines), reverse=True)
    for x, word in lines:
        assert float(x) == pytest.approx(cosine("piano", word), abs=0.006)
    everything = (
        space.units(range(len(vocabulary.words()))) @ space.units([vocabulary.places()["piano"]])[0]
    )
    assert np.sum(everything > cosine("piano", lines[-1][1]) + 1e-9) == 10  # the word and 9 others
    assert post.facts[11].endswith(", for contrast")
    assert abs(float(post.facts[11].split()[0].replace("−", "-"))) < 0.15
    assert post.title == f"Nearest to piano: {', '.join(word for _, word in lines[:3])}"


@pytest.mark.parametrize(
    "typed",
    [
        "king - man + woman",
        "king−man+woman",
        "king + woman - man",
        "man king woman",
        "man is to king as woman is to what?",
        "Man : King :: Woman : ?",
        "king minus man plus woman",
        "what is king - man + woman = ?",
        "Kïng － mán ＋ wo\u200bman",
    ],
)
async def test_an_analogy_ends_at_the_queen_and_does_not_hide_the_king(
    classroom: Classroom, typed: str
) -> None:
    post = await ask(classroom, "analogy", words=typed)

    assert post.title.endswith("≈ queen")
    assert post.facts[1].endswith("king, a word of the question")
    assert post.facts[2].endswith("  queen")
    assert float(post.facts[1][:4]) > float(post.facts[2][:4])
    assert "man is to king as woman is to queen" in post.meaning
    assert "king itself" in post.meaning


async def test_a_sum_that_is_no_analogy_says_only_where_it_ends(classroom: Classroom) -> None:
    post = await ask(classroom, "analogy", words="river + boat")

    assert post.title.startswith("river + boat ≈ ")
    assert " is to " not in post.meaning


def test_the_end_of_an_analogy_is_what_the_steps_add_up_to() -> None:
    question = Question("words analogy", {"words": "paris - france + italy"})
    answer = answering.answer(question, Style())

    rows = space.units([vocabulary.places()[word] for word in ("paris", "france", "italy", "rome")])
    end = rows[0] - rows[1] + rows[2]
    assert answer.title == "paris − france + italy ≈ rome"
    assert answer.working is not None
    lines = answer.working.plain().splitlines()
    assert lines[1].startswith(f"paris ≈ [{rows[0][0]:.3f}".replace("-", "−"))
    assert lines[6].strip().startswith(f"≈ [{end[0]:.3f}".replace("-", "−"))
    likeness = rows[3] @ end / np.linalg.norm(end)
    assert float(lines[-1].removeprefix("cos θ ≈ ")) == pytest.approx(likeness, abs=6e-5)


async def test_a_map_says_how_much_of_the_difference_it_holds(classroom: Classroom) -> None:
    post = await ask(classroom, "map", words="man>king, woman:queen; boy -> prince cat")

    assert post.title == "7 words in their best plane"
    words = ["man", "king", "woman", "queen", "boy", "prince", "cat"]
    rows = space.units([vocabulary.places()[word] for word in words])
    s = np.linalg.svd(rows - rows.mean(axis=0), compute_uv=False) ** 2
    assert f"the plane holds {100 * s[:2].sum() / s.sum():.0f} %" in post.facts[0]
    pairs = {(a, b): cosine(a, b) for i, a in enumerate(words) for b in words[i + 1 :]}
    near, far = (f(pairs, key=lambda p: pairs[p]) for f in (max, min))
    assert f"{near[0]} and {near[1]}, cosine {pairs[near]:.2f}" in post.facts[1]
    assert f"{far[0]} and {far[1]}" in post.facts[2]


@pytest.mark.parametrize(
    ("typed", "pairs"),
    [
        ("cat>dog>horse", [(0, 1), (1, 2)]),
        ("Cafe\u0301 → Zürich, dog:cat", [(0, 1), (2, 3)]),
        ("cat=>cat dog horse cat -> dog cat>dog", [(0, 1)]),
        ("cat>and dog>horse", [(1, 2)]),
        ("cat and>dog horse", []),
        ("cat dog - horse", []),
    ],
)
def test_pairs_of_a_map(typed: str, pairs: list[tuple[int, int]]) -> None:
    assert word_map.read(typed)[1] == pairs


@pytest.mark.parametrize(
    ("typed", "odd"),
    [
        ("cat dog car horse", "car"),
        ("apple, banana, cherry, hammer, plum", "hammer"),
        ("monday tuesday paris and friday", "paris"),
    ],
)
async def test_the_odd_one_out(classroom: Classroom, typed: str, odd: str) -> None:
    post = await ask(classroom, "odd", words=typed)

    assert post.title == f"The odd one out: {odd}"
    words = typed.replace(",", "").replace(" and ", " ").split()
    means = {w: np.mean([cosine(w, other) for other in words if other != w]) for w in words}
    assert post.facts[1:] == [
        f"{means[word]:.2f}  {word}" for word in sorted(words, key=lambda word: means[word])
    ]


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("near", {"word": "pianno"}, "Did you mean piano"),
        ("near", {"word": "New York"}, "no names of several words"),
        ("near", {"word": "<@&1> **42**"}, "26,000 English words and no numbers"),
        ("near", {"word": "x" * 200}, "xxx…”"),
        ("near", {"word": "\u202eonaip"}, "“onaip”"),
        ("near", {"word": "New York"}, "Did you mean new or york?"),
        ("near", {"word": "e-mail"}, "Did you mean email or mail?"),
        ("near", {"word": "don’t"}, "none with an apostrophe.\n"),
        ("near", {"word": "O'Neill's"}, "none with an apostrophe."),
        ("near", {"word": "king’s"}, "none with an apostrophe. Did you mean king?"),
        ("near", {"word": "cat2"}, "of letters alone. Did you mean cat?"),
        ("near", {"word": "😀"}, "There is no word here"),
        ("near", {"word": "42"}, "no numbers"),
        ("near", {"word": "recieve"}, "Did you mean receive"),
        ("near", {"word": "wierd"}, "Did you mean weird"),
        ("near", {"word": "Кот"}, "it is not among the 26,000 English words"),
        ("analogy", {"words": "king"}, "this is 1"),
        ("analogy", {"words": "king - - man"}, "Two signs follow each other"),
        ("analogy", {"words": "king - man woman"}, "There is no + or − before “woman”"),
        ("analogy", {"words": "king - man +"}, "A word is missing at the end"),
        ("analogy", {"words": "king - king"}, "These words cancel out"),
        ("analogy", {"words": " + ".join(["cat"] * 9)}, "from 2 to 8 words, and this one 9"),
        ("map", {"words": "cat dog"}, "from 3 to 40 different words, and this is 2"),
        ("map", {"words": "cat " * 90}, "from 3 to 40 different words, and this is 1"),
        ("odd", {"words": "cat Cat dog " * 9}, "from 3 to 12 different words, and this is 2"),
        ("analogy", {"words": "king - (man - woman)"}, "I only add and subtract words: “(” has no"),
        ("analogy", {"words": "king / man"}, "“/” has no meaning here"),
        ("analogy", {"words": "paris - france + italy = rome"}, "leave it out"),
        ("analogy", {"words": "new york - america"}, "There is no + or − before “york”"),
        ("analogy", {"words": "2*king - man"}, "Words have no numbers before them here, such as 2"),
        ("map", {"words": "1 2 3"}, "There is no word here"),
        ("odd", {"words": "cat cat Cat"}, "from 3 to 12 different words, and this is 1"),
        ("odd", {"words": "cat dog xqzzz"}, "I have no vector for “xqzzz”"),
    ],
)
async def test_what_is_no_question_gets_one_sentence(
    classroom: Classroom, command: str, options: dict[str, str], words: str
) -> None:
    assert words in await classroom.refusal(f"words {command}", **options)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("naïve", "naive"),
        ("Strauß", "strauss"),
        ("ZÜRICH", "zurich"),
        ("İstanbul", "istanbul"),
        ("ﬁsh", "fish"),
        ("ＣＡＴ", "cat"),
        ("c\u00adat", "cat"),
        ("“cat!”", "cat"),
    ],
)
def test_letters_may_have_accents_and_other_forms(typed: str, known: str) -> None:
    assert vocabulary.words()[vocabulary.place(typed, "word")] == known
    assert vocabulary.typed_words(f"{typed}, dog", "words") == [known, "dog"]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("freind", "friend"),
        ("knig", "king"),
        ("matirx", "matrix"),
        ("happyness", "happiness"),
        ("hedghogs", "hedgehogs"),
        ("accomodate", "accommodate"),
        ("elefant", "elephant"),
    ],
)
def test_near_spellings_of_a_slip(typed: str, near: str) -> None:
    assert near in vocabulary.spellings(typed)


@pytest.mark.parametrize(
    ("command", "inputs"),
    [
        ("near", {"word": "piano"}),
        ("odd", {"words": "cat dog car horse"}),
        ("analogy", {"words": "king - man + woman"}),
    ],
)
def test_the_numpy_code_finds_the_cosines_that_are_told(
    command: str, inputs: dict[str, str]
) -> None:
    copies = answering.copies(Question(f"words {command}", inputs), Style())

    scope: dict[str, Any] = {}
    exec(copies.numpy, scope)  # noqa: S102

    told = [line.split() for line in copies.text.splitlines() if line[0] in "01"]
    assert scope["cosines"] == pytest.approx([float(x) for x, _ in told], abs=6e-5)
    if command != "analogy":
        first = told[0][1]
        assert scope["cosines"] == pytest.approx([cosine(first, word) for _, word in told])


def test_the_numpy_code_of_a_map_finds_the_points_that_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = answering.copies(Question("words map", {"words": "cat dog horse apple pear"}), Style())
    for name, text in copies.files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    scope: dict[str, Any] = {}
    exec(copies.numpy, scope)  # noqa: S102

    points = np.loadtxt(tmp_path / "points.csv", delimiter=",", skiprows=1, usecols=(1, 2))
    # Each axis may be turned round.
    signs = np.sign((points * scope["points"]).sum(axis=0))
    assert scope["points"] * signs == pytest.approx(points, abs=1e-9)


@pytest.mark.parametrize(
    ("option", "typed", "offered"),
    [
        ("word", "pian", "piano"),
        ("word", "Caf", "cafe"),
        ("word", " ", "eigenvector"),
        ("words", "king - man + wom", "king - man + woman"),
        ("words", "man>", "man>"),
        ("words", "paris + cafe\u0301", "paris + cafes"),
    ],
)
async def test_words_are_completed(
    classroom: Classroom, option: str, typed: str, offered: str
) -> None:
    command = "words near" if option == "word" else "words map"
    choices = await classroom.student.autocomplete(classroom.channel, command, option, typed)

    assert offered in [choice["value"] for choice in choices]


async def test_a_word_with_an_apostrophe_is_not_completed(classroom: Classroom) -> None:
    assert not await classroom.student.autocomplete(
        classroom.channel, "words odd", "words", "cat don't"
    )


async def test_steps_code_and_edit_below_an_answer(classroom: Classroom) -> None:
    message = await classroom.ask("words odd", words="cat dog car horse")

    page = posts.private(await classroom.other.click(message, label="Steps"))
    alt = "\n".join(posts.alts(page))
    a, b = (space.vectors()[vocabulary.places()[word]].astype(int) for word in ("car", "dog"))
    assert f"= {a @ b}" in alt
    assert f"≈ {round(cosine('car', 'dog'), 4)}" in alt
    copied = posts.private(await classroom.other.click(message, label="Copy"))
    told = "\n".join(posts.texts(copied))
    assert f"{cosine('car', 'horse'):.4f}  horse" in told
    assert "**NumPy** is long, so it comes as a file" in told
    assert [file.filename for file in copied.attachments] == ["calculation.py"]
    form = await classroom.student.click(message, label="Edit")
    changed = await classroom.student.submit_modal(form, {"words": "cat dog car train"})
    assert "odd one out" in "\n".join(posts.texts(posts.response(changed)))


@pytest.mark.parametrize("typed", ["cat", "king - man + cat", "art"])
async def test_a_word_typed_in_full_is_offered_first(classroom: Classroom, typed: str) -> None:
    choices = await classroom.student.autocomplete(classroom.channel, "words map", "words", typed)

    assert choices[0]["value"] == typed
    assert len(choices) == len({choice["value"] for choice in choices}) == 20

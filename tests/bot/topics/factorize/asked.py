"""Questions of `/factorize` with ratings as people paste them."""

from __future__ import annotations

from bot.drawing.style import Style
from bot.topics.factorize import answer as factorize
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer, Reply
from bot.topics.kit.question import Question

FILMS = "Harry Potter,The Triplets of Belleville,Shrek,The Dark Knight Rises,Memento"
LECTURE = (
    f",{FILMS}\nPerson 1,1,0,1,1,0\nPerson 2,0,1,0,0,1\nPerson 3,1,1,1,0,0\nPerson 4,0,0,0,1,1"
)

SMALL = "name,Up,Shrek,Alien\nann,5,4,1\nbob,4,?,1\ncy,1,1,5\ndan,2,1,4"


def question(ratings: str, **inputs: str) -> Question:
    return Question("factorize", {"ratings": ratings, **inputs})


def answer(ratings: str, **inputs: str) -> Answer:
    """Answer without drawing."""
    return factorize.answer(question(ratings, **inputs), Style())


def reply(ratings: str, **inputs: str) -> Reply:
    return answering.reply(question(ratings, **inputs), Style())

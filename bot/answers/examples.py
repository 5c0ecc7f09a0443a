"""Tables that stand ready to be asked about."""

from __future__ import annotations

LECTURE_FILMS = "the lecture's films"

EXAMPLES = {
    LECTURE_FILMS: (
        ",Harry Potter,The Triplets of Belleville,Shrek,The Dark Knight Rises,Memento\n"
        "person 1,1,0,1,1,0\n"
        "person 2,0,1,0,0,1\n"
        "person 3,1,1,1,0,0\n"
        "person 4,0,0,0,1,1"
    )
}
"""Tables by the names under which people choose them."""


def example(text: str) -> str:
    """Return the table that ``text`` names, or ``text`` itself where it names none."""
    return EXAMPLES.get(text.strip().casefold().replace("’", "'"), text)

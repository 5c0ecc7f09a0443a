"""What Discord keeps of a form for the bot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.forms import packed, topic_form, unpacked
from bot.chat.submissions import CUSTOM_ID
from bot.topics.kit.outcome import Form, TextField

anything = st.text(st.characters(exclude_categories=()), max_size=30)


@given(st.dictionaries(anything, anything, max_size=4), st.sampled_from(["pca", "data rows"]))
def test_what_is_carried_comes_back(carried: dict[str, str], command: str) -> None:
    form = Form(command, "a form", (TextField("data", "a table"),), carried | {"data": "as typed"})

    text = packed(form)

    if text is None:
        assert sum(map(len, [*carried, *carried.values()])) > 4
        return
    custom_id = topic_form(form, text).custom_id
    found = CUSTOM_ID.fullmatch(custom_id)
    assert len(custom_id) <= 100
    assert found is not None
    assert (found["command"], found["carried"]) == (command, text)
    expected = {name: value for name, value in carried.items() if value and name != "data"}
    assert unpacked(text) == expected

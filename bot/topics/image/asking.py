"""From what was sent to a question: a picture is fetched, and made small in a worker."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.intake.limits import MAX_BYTES
from bot.reference import call
from bot.topics.image.ready import NAMES
from bot.topics.kit.outcome import Ask
from bot.topics.kit.question import Question

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Request
    from bot.topics.kit.services import Services

BOTH = "You gave a file and a picture that stands ready: I took the file."


async def ask(request: Request, services: Services) -> Ask:
    """Ask about the file, else about a picture that stands ready, else about the one before.

    The one before is what was sent with the question that is edited.

    Raises
    ------
    UserError
        When the file is too big.
    """
    inputs = dict(request.inputs)
    before = request.given.get("image")
    if not request.files:
        if before is not None and not inputs.get("picture", "").strip():
            return Ask(Question(request.command, inputs, given={"image": before}))
        inputs["picture"] = inputs.get("picture", "") or NAMES[0]
        return Ask(Question(request.command, inputs))
    file = request.files[0]
    if file.size > MAX_BYTES:
        raise UserError(
            f"This picture has {file.size / 1e6:.1f} MB, and I take at most "
            f"{MAX_BYTES // 1_000_000} MB. Make it smaller."
        )
    read = partial(call, "bot.intake.images:received", file.name)
    given = await services.workers.run_on_file(file.read, read)
    remark = BOTH if inputs.get("picture") else ""
    question = Question(request.command, {**inputs, "picture": ""}, given={"image": given})
    return Ask(question, remark=remark)

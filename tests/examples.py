"""How many examples a property is tested with."""

from hypothesis import settings


def examples(times: float) -> settings:
    """Return settings with a multiple of the examples that the profile gives.

    Example: ``@examples(0.2)`` above a test that draws a picture for each.
    """
    return settings(max_examples=max(1, round(times * settings().max_examples)))

"""Settings of the whole suite.

Properties are tested with examples that Hypothesis draws: fresh ones on every run, the same
ones on every run where `CI` is set, so that a change is judged by nothing but the change. A
campaign draws many more, and runs what is too long for the suite (`tests/campaigns`):

    pytest --hypothesis-profile=campaign

A test that needs more or fewer examples than others says so with `tests.examples.examples`,
as a multiple of what the profile gives.
"""

import gc
import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CAMPAIGNS = Path(__file__).with_name("campaigns")
CAMPAIGN = "campaign"

# Parts of the suite run side by side; BLAS's threads would wait for one another, and the
# processor's time that this takes would count as the work's. Read when NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The suite starts some hundred processes, which need not each compile the same modules.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# How fast an example is made says something of the machine, and nothing of the code.
ANY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fresh", ANY, max_examples=25)
settings.register_profile("judged", ANY, max_examples=25, derandomize=True)
settings.register_profile(CAMPAIGN, ANY, max_examples=2000, print_blob=True)
settings.load_profile("judged" if os.environ.get("CI") else "fresh")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    is_campaign = config.getoption("--hypothesis-profile") == CAMPAIGN
    return True if collection_path == CAMPAIGNS and not is_campaign else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect the tests without collecting garbage, which goes through all of them each time.

    They last to the end, with the libraries that they import, so it leaves them out afterwards.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()

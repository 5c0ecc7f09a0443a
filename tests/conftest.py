"""Settings of the whole suite."""

import os

from hypothesis import settings

# Where a change is judged, the same change gets the same examples; elsewhere new ones each time.
settings.register_profile("judged", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("judged")

"""Settings of the whole suite."""

import os

from hypothesis import HealthCheck, settings

# Two halves of the suite run side by side; BLAS's threads would wait for one another, and the
# processor's time that this takes would count as the work's. Read when NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# How fast an example is made says something of the machine, and nothing of the code.
settings.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Where a change is judged, the same change gets the same examples; elsewhere new ones each time.
settings.register_profile("judged", settings.get_profile("any"), derandomize=True, max_examples=40)
settings.load_profile("judged" if os.environ.get("CI") else "any")

"""What keeps the loop from standing still, in a process of its own: it holds for the whole one."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import gc, sys
from bot import stalls

stays = [[place] for place in range(5000)]
lost = []
lost.append(lost)
del lost
stalls.prevent()
print(sys.getswitchinterval() <= 0.001, gc.get_freeze_count() >= 5000, len(gc.get_objects()) < 100)
"""


def test_threads_give_way_soon_and_garbage_is_not_looked_for_in_what_stays() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )

    assert ran.stdout.split() == ["True"] * 3

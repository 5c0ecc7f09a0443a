"""Points in space that stand ready, made up for this.

``two floors``
    Points above each other: the plane cannot tell them apart.
``a leaf``
    Points that are nearly in one plane already: little is lost.
"""

from __future__ import annotations

FLOORS = """\
name,x,y,z
A,0,0,0.2
B,4,1,0
C,8,0,0.3
D,1,5,0
E,5,5,0.1
F,9,4,0
G,4,1,3
H,5,5,2.6
I,2,8,0.3
J,7,8,0.2
"""

LEAF = """\
name,x,y,z
stalk,0,0,0
left 1,1,2.1,1.4
left 2,2.4,3.2,2.9
left 3,4.1,3.4,3.6
right 1,2,0.9,1.6
right 2,3.3,2,2.5
right 3,5,2.6,4
middle,3,2.7,2.8
tip,6.2,4.1,5.3
"""

EXAMPLES = {"two floors": FLOORS, "a leaf": LEAF}


def table(name: str) -> str:
    """Return the example of this name."""
    return EXAMPLES[name]

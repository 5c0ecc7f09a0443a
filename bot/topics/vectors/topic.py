"""`/dot` and `/vector`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Next, Text, Topic

V = Text("v", "a vector, such as [1, 2, 3]")
A = Text("a", "the first vector, such as [1, 2, 3]; or both, one after the other")
B = Text("b", "the second vector, such as [4, 5, 6]", required=False)
ONTO = Text("b", "the vector to project onto; or several, such as [1,0,0], [0,1,0]", required=False)
VECTORS = Text("vectors", "vectors, such as [1,2,3], [4,5,6]; or a matrix, whose columns are taken")

TOPIC = Topic(
    section=SECTIONS[0],
    place=1,
    groups={"vector": "Length, direction and more of vectors"},
    commands=(
        Command(
            "dot",
            "The dot product of two vectors, with angle and picture",
            options=(A, B),
            example="a:[1,2,3] b:[4,5,6]",
            gist="the dot product, the angle and what it says about similarity, both arrows",
            answer="dot:answer",
            next=Next("vector project", "Next: the projection", {"a": "a", "b": "b"}),
        ),
        Command(
            "vector norm",
            "The length of a vector",
            options=(V, Text("p", "which norm: 2 (the usual), 1, 3, … or inf", required=False)),
            example="v:[3,4]",
            gist="the length, `p:1` or `p:inf` for other norms",
            answer="answer:norm",
            next=Next("vector unit", "Next: the unit vector", {"v": "v"}),
        ),
        Command(
            "vector unit",
            "The vector of length 1 in the same direction",
            options=(V,),
            example="v:[3,4]",
            gist="the same direction with length 1",
            answer="answer:unit",
        ),
        Command(
            "vector angle",
            "The angle between two vectors",
            options=(A, B),
            example="a:[1,0] b:[1,1]",
            gist="the angle between two vectors",
            answer="answer:angle",
            next=Next("dot", "Next: the dot product", {"a": "a", "b": "b"}),
        ),
        Command(
            "vector distance",
            "The distance between two points",
            options=(A, B),
            example="a:[1,2] b:[4,6]",
            gist="how far apart two points are",
            answer="answer:distance",
            next=Next("vector angle", "Next: the angle", {"a": "a", "b": "b"}),
        ),
        Command(
            "vector project",
            "The projection of a onto the line of b, or the plane of several, and what is left",
            options=(A, ONTO),
            example="a:[2,3] b:[4,0]",
            gist="the shadow of a on b, or on the plane of several vectors, and what is left",
            answer="answer:project",
        ),
        Command(
            "vector cross",
            "The cross product of two vectors in space; in the plane, the signed area",
            options=(A, B),
            example="a:[1,0,0] b:[0,1,0]",
            gist="the vector perpendicular to both; in the plane, the signed area",
            answer="answer:cross",
        ),
        Command(
            "vector triple",
            "The triple product a · (b × c) of three vectors: the signed volume",
            options=(A, B, Text("c", "the third vector, such as [7, 8, 9]", required=False)),
            example="a:[1,0,0] b:[0,2,0] c:[1,1,3]",
            gist="a · (b × c), the signed volume of the parallelepiped",
            answer="volume:triple",
        ),
        Command(
            "vector span",
            "Independent or not, what the vectors span, and whether b is in it",
            options=(VECTORS, Text("b", "is this vector in the span?", required=False)),
            example="vectors:[1,0,1], [0,1,1] b:[1,2,3]",
            gist="independent or not, what they span, the coefficients of b or the nearest point",
            answer="span:answer",
        ),
    ),
)

"""Classes: sheets of exercises, what people have done of them, and whose sitting is of a sheet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

PRESENT = ("person", "started", "asked", "marks", "hints")
"""What a sitting had before."""


def upgrade() -> None:
    op.add_column("guilds", sa.Column("teacher_role", sa.BigInteger))
    op.create_table(
        "sheets",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "guild", sa.BigInteger, sa.ForeignKey("guilds.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("exercises", sa.JSON, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("sheets_of_guild", "sheets", ["guild"])
    op.create_table(
        "sheet_works",
        _of_people("person"),
        sa.Column(
            "sheet", sa.Integer, sa.ForeignKey("sheets.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("began", sa.BigInteger, nullable=False),
        sa.Column("finished", sa.BigInteger),
        sa.Column("exercises", sa.JSON, nullable=False),
        sa.Column("scores", sa.JSON, nullable=False),
        sa.Column("mistakes", sa.JSON, nullable=False),
    )
    op.create_index("works_of_sheet", "sheet_works", ["sheet"])
    op.create_table(
        "class_names",
        _of_people("person"),
        sa.Column(
            "guild",
            sa.BigInteger,
            sa.ForeignKey("guilds.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("shown", sa.Boolean, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("time", sa.BigInteger, nullable=False),
    )
    _change_sittings()


def _of_people(name: str) -> sa.Column[int]:
    return sa.Column(
        name, sa.BigInteger, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )


def _change_sittings() -> None:
    """Let one person have several; those that go on have ten exercises at first."""
    op.rename_table("sittings", "old_sittings")
    sittings = op.create_table(
        "sittings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "person", sa.BigInteger, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("sheet", sa.Integer, sa.ForeignKey("sheets.id", ondelete="CASCADE")),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("marks", sa.JSON, nullable=False),
        sa.Column("hints", sa.Integer, nullable=False),
    )
    op.create_index("sittings_of_person", "sittings", ["person"])
    op.create_index("sittings_of_sheet", "sittings", ["sheet"])
    kept = sa.select(*map(sa.literal_column, PRESENT), sa.literal(10))
    kept = kept.select_from(sa.table("old_sittings"))
    op.execute(sittings.insert().from_select([*PRESENT, "length"], kept))
    op.drop_table("old_sittings")

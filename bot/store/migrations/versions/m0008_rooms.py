"""Quiz rooms: rooms, seats in them, and answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "rooms",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column(
            "guild", sa.BigInteger, sa.ForeignKey("guilds.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.Column("invited", sa.Boolean, nullable=False),
        sa.Column("race", sa.Boolean, nullable=False),
        sa.Column("appointment", sa.Integer, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("closes", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger),
    )
    op.create_index("rooms_of_guild", "rooms", ["guild"])
    op.create_table(
        "room_seats",
        sa.Column(
            "room", sa.String, sa.ForeignKey("rooms.key", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column(
            "person",
            sa.BigInteger,
            sa.ForeignKey("people.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("hosts", sa.Boolean, nullable=False),
        sa.Column("plays", sa.Boolean, nullable=False),
        sa.Column("points", sa.Float),
    )
    op.create_index("room_seats_of_person", "room_seats", ["person"])
    op.create_table(
        "room_answers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "room", sa.String, sa.ForeignKey("rooms.key", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column(
            "person", sa.BigInteger, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("typed", sa.JSON, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("told", sa.String, nullable=False),
    )
    op.create_index(
        "room_answers_of_round", "room_answers", ["room", "round", "person"], unique=True
    )
    op.create_index("room_answers_of_person", "room_answers", ["person"])

"""Exercises: answers, what is remembered, sittings, and disagreements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "person", sa.BigInteger, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("time", sa.BigInteger, nullable=False),
        sa.Column("exercise", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("hints", sa.Integer, nullable=False),
        sa.Column("mistake", sa.String, nullable=False),
    )
    op.create_index("reviews_of_person", "reviews", ["person"])
    op.create_table(
        "cards",
        sa.Column(
            "person",
            sa.BigInteger,
            sa.ForeignKey("people.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("stability", sa.Float, nullable=False),
        sa.Column("difficulty", sa.Float, nullable=False),
        sa.Column("reviewed", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "sittings",
        sa.Column(
            "person",
            sa.BigInteger,
            sa.ForeignKey("people.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("marks", sa.JSON, nullable=False),
        sa.Column("hints", sa.Integer, nullable=False),
    )
    op.create_table(
        "objections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "person", sa.BigInteger, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("time", sa.BigInteger, nullable=False),
        sa.Column("exercise", sa.String, nullable=False),
        sa.Column("typed", sa.JSON, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
    )
    op.create_index("objections_of_person", "objections", ["person"])

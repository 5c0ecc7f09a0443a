"""Processes that share a database, and which of them has taken what is due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "processes",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("shards", TEXT, nullable=False),
        sa.Column("servers", sa.Integer, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "identifies",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("time", sa.BigInteger, nullable=False),
    )
    op.add_column("appointments", sa.Column("holder", TEXT))
    op.add_column("posts", sa.Column("holder", TEXT))

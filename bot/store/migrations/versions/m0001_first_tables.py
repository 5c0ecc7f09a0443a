"""The tables of version 0.1, of which a file may have some, or all.

Databases had no migrations then: an older bot may have made the file, with fewer tables and
columns.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES = sa.MetaData()

sa.Table(
    "people",
    TABLES,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("motion", sa.Boolean, nullable=False, server_default="1"),
)
sa.Table(
    "variables",
    TABLES,
    sa.Column[int]("person", sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("text", sa.String, nullable=False),
)
sa.Table(
    "guilds",
    TABLES,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("study_channel", sa.BigInteger),
    sa.Column("members", sa.Boolean, nullable=False, server_default="1"),
)
sa.Table(
    "shares",
    TABLES,
    sa.Column("answer", sa.String, primary_key=True),
    sa.Column[int]("guild", sa.ForeignKey("guilds.id", ondelete="CASCADE"), nullable=False),
    sa.Column("channel", sa.BigInteger, nullable=False),
    sa.Column("post", sa.BigInteger),
)
sa.Table(
    "ratings",
    TABLES,
    sa.Column[int]("person", sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("film", sa.String, primary_key=True),
    sa.Column("stars", sa.Float),
    sa.Column("time", sa.BigInteger, nullable=False),
)
sa.Table(
    "sharing",
    TABLES,
    sa.Column[int]("person", sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    sa.Column[int]("guild", sa.ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True),
)


def upgrade() -> None:
    """Add what is missing; drop the version that bots before this one wrote."""
    connection = op.get_bind()
    there = sa.inspect(connection)
    for table in TABLES.sorted_tables:
        if not there.has_table(table.name):
            table.create(connection)
            continue
        known = {column["name"] for column in there.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                added = sa.Column(
                    column.name,
                    column.type,
                    nullable=column.nullable,
                    server_default=column.server_default,
                )
                op.add_column(table.name, added)
    if there.has_table("schema"):
        op.drop_table("schema")

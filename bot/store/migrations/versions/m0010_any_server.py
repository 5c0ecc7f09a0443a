"""On PostgreSQL: numbers of rows with 64 bits, and text ordered as in an SQLite file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

NUMBERS = (
    *((name, "id") for name in ("reviews", "objections", "appointments", "posts")),
    *((name, "id") for name in ("room_answers", "sheets", "sittings")),
    *(("sheet_works", "sheet"), ("sittings", "sheet"), ("rooms", "appointment")),
)


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    for table, column in NUMBERS:
        op.alter_column(table, column, type_=sa.BigInteger)
        if column == "id":
            op.execute(f"ALTER SEQUENCE {_sequence(connection, table)} AS BIGINT")
    there = sa.inspect(connection)
    for table in there.get_table_names():
        for column in there.get_columns(table):
            if isinstance(column["type"], sa.String) and table != "alembic_version":
                op.alter_column(table, column["name"], type_=sa.String(collation="C"))


def _sequence(connection: sa.Connection, table: str) -> str:
    query = sa.text("SELECT pg_get_serial_sequence(:name, 'id')")
    return connection.execute(query, {"name": table}).scalar_one()

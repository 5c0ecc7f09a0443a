"""What people and servers choose for answers, and the channels in which these are public."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("channels", sa.JSON))
    op.add_column("guilds", sa.Column("motion", sa.Boolean))
    # Nobody can say who left it on and who chose that.
    with op.batch_alter_table("people") as people:
        people.alter_column("motion", existing_type=sa.Boolean, nullable=True, server_default=None)
    op.execute("UPDATE people SET motion = NULL WHERE motion")
    for table in ("people", "guilds"):
        op.add_column(table, sa.Column("theme", sa.String))
        op.add_column(table, sa.Column("numbers", sa.String))
        op.add_column(table, sa.Column("digits", sa.Integer))
        op.add_column(table, sa.Column("replies", sa.String))
        op.add_column(table, sa.Column("zone", sa.String))

"""Questions behind buttons, and when a server has removed the bot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("person", sa.BigInteger, sa.ForeignKey("people.id", ondelete="CASCADE")),
        sa.Column("guild", sa.BigInteger, sa.ForeignKey("guilds.id", ondelete="CASCADE")),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("used", sa.BigInteger, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("question", sa.LargeBinary, nullable=False),
    )
    op.create_index("questions_of_person", "questions", ["person"])
    op.create_index("questions_of_guild", "questions", ["guild"])
    op.add_column("guilds", sa.Column("removed", sa.BigInteger))

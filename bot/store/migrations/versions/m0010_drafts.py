"""What could not be read of an answer in a quiz room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("room_seats", sa.Column("draft", sa.JSON))

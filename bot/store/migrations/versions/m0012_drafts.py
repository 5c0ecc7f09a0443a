"""What could not be read of an answer in a quiz room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("room_seats", sa.Column("draft", sa.JSON))

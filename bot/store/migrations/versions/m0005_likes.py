"""Films that people like or do not like, without stars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("ratings", sa.Column("liked", sa.Boolean))

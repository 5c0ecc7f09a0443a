"""Runs migrations on the connection that is handed over; its owner holds the transaction."""

from __future__ import annotations

from alembic import context

from bot.store.database import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite alters few things in place; elsewhere this changes nothing.
    render_as_batch=True,
)
context.run_migrations()

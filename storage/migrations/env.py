"""Runs revisions inside the transaction of whoever asks."""

from alembic import context
from sqlmodel import SQLModel

from storage import records, records_data, records_installs  # noqa: F401 - know the tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

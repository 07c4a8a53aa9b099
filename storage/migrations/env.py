"""Runs revisions inside the transaction of whoever asks."""

from alembic import context
from sqlmodel import SQLModel

from storage import (  # noqa: F401 - know the tables
    records,
    records_credentials,
    records_data,
    records_installs,
    records_people,
)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

"""Which sent message shows something old is found without looking at those sent in a year."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ONLY = "state = 'sent' AND revision > shown"


def upgrade() -> None:
    only = sa.text(ONLY)
    op.create_index(
        "ix_delivery_stale", "delivery", ["state"], sqlite_where=only, postgresql_where=only
    )


def downgrade() -> None:
    op.drop_index("ix_delivery_stale", "delivery")

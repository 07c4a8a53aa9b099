"""People: away, the country of their holidays, discreet notifications."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAMES = ("is_away", "away_until", "country", "is_discreet")


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString()
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("is_away", sa.Boolean(), nullable=False, server_default="0"))
        person.add_column(
            sa.Column("away_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        person.add_column(sa.Column("country", text, nullable=False, server_default=""))
        person.add_column(
            sa.Column("is_discreet", sa.Boolean(), nullable=False, server_default="0")
        )


def downgrade() -> None:
    with op.batch_alter_table("person") as person:
        for name in NAMES:
            person.drop_column(name)

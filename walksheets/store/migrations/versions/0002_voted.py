"""Polling day: whose numbers were taken."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table of numbers taken."""
    op.create_table(
        "voted",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("polling_day", sa.Text(), server_default="", nullable=False),
        sa.Column("elector_id", sa.Integer(), nullable=False),
        sa.Column("elector_number", sa.Text(), server_default="", nullable=False),
        sa.Column("taken_at", sa.Text(), server_default="", nullable=False),
        sa.Column("taken_by", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_voted"),
        sa.UniqueConstraint("polling_day", "elector_id", name="uq_voted_polling_day_elector_id"),
    )

"""A round knows the way back from its last door: to the meeting point, or to the car."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns; until now every walk ended at its last door."""
    for name in ("back_m", "back_min"):
        op.add_column("round", sa.Column(name, sa.Float(), server_default="0", nullable=False))

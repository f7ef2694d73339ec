"""The first tables."""

from alembic import op

from walksheets.store.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Lay down every table."""
    metadata.create_all(op.get_bind())

"""Alembic's entry: migrate on the connection the store hands over."""

from alembic import context

from walksheets.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()

"""Alembic's entry: run the revisions on the connection that `twin.storage.migrating` hands over.

There is no alembic.ini and no offline mode: the service migrates its own database when it starts.
"""

from alembic import context
from sqlalchemy.engine import Connection

from twin.storage.tables import Table

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

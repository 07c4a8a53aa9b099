"""The revisions this code knows, oldest first: known without importing Alembic."""

REVISIONS = ("0001", "0003")
HEAD = REVISIONS[-1]

"""The revisions this code knows, oldest first: known without importing Alembic."""

REVISIONS = ("0001", "0004")
HEAD = REVISIONS[-1]

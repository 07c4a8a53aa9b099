"""Revisions of the database, run by storage.migrating."""

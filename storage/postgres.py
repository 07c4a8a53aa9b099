"""PostgreSQL's side of the engine: its address, its rules, and whose fault an error is."""

import random
import threading

from sqlalchemy import URL, make_url
from sqlalchemy.exc import DBAPIError

RULES = (
    "-c lock_timeout=1500 -c statement_timeout=2000 -c synchronous_commit=on -c timezone=UTC "
    "-c idle_in_transaction_session_timeout=1500"  # a frozen replica must not keep its locks
)
PATIENT = ("SET LOCAL lock_timeout = 0", "SET LOCAL statement_timeout = 0")  # to migrate, to move
POOL = 8  # to read and as many to write: six replicas fit into the usual 100 connections
TRIES = 3
CROSSED = {"40001", "40P01"}  # serialization failure, deadlock


def address(url: str) -> URL:
    """As SQLAlchemy wants it: what hosts hand out says `postgres://` and names no driver."""
    made = make_url(url.replace("postgres://", "postgresql://", 1))
    return made.set(drivername="postgresql+psycopg") if made.drivername == "postgresql" else made


def is_crossed(error: BaseException | None) -> bool:
    """Two transactions wanted each other's rows: nothing is wrong, and once more is right."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", "") in CROSSED


def give_way() -> None:
    """A moment, never the same one: else both sides meet again at the same row."""
    threading.Event().wait(random.uniform(0.02, 0.06))

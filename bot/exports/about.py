"""What a file says of itself, whatever it holds."""

from datetime import date
from typing import Protocol


class Named(Protocol):
    @property
    def name(self) -> str: ...


class About(Protocol):
    """Title and author for the file's own record, the day it was made, and what the footer says."""

    @property
    def title(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def made(self) -> date: ...
    @property
    def version(self) -> int: ...
    @property
    def span(self) -> Named: ...

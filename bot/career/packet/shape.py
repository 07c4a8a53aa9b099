"""What a packet is made of: plain, frozen data that writers print and nobody changes."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from storage.records import Praise, Win


@dataclass(frozen=True)
class Credential:
    """A certificate or badge; `verdict` says what was checked, in words ("" = nothing yet)."""

    title: str
    issuer: str = ""
    issued: date | None = None
    expires: date | None = None
    verdict: str = ""
    link: str = ""
    used_in: tuple[int, ...] = ()  # numbers of wins in this packet that show it in use
    is_current: bool = True


@dataclass(frozen=True)
class Book:
    """The material: what one person kept. `wins` are kept ones, of any time, in any order.

    `praise` is kept praise by the id of the win it backs, `names` are display names by user id.
    """

    wins: Sequence[Win]
    praise: Mapping[int, Sequence[Praise]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    ties: Mapping[str, str] = field(default_factory=dict)  # career.independence, by user id
    credentials: Sequence[Credential] = ()
    shown_by: Sequence[Sequence[str]] | None = None  # per credential, the wins said to show it
    outdated: Set[str] = frozenset()  # praise, by public id, given when its win said other words


@dataclass(frozen=True)
class Span:
    """The stretch of time, both days included; `name` is what a heading says."""

    first: date
    last: date
    name: str


@dataclass(frozen=True)
class Figure:
    """`before` and `after` are "" where the figure is no pair; `text` is as typed."""

    text: str
    before: str = ""
    after: str = ""

    @property
    def shown(self) -> str:
        """Before → after, else as typed."""
        return f"{self.before} → {self.after}" if self.before else self.text


@dataclass(frozen=True)
class Named:
    """Somebody who took part; `by` finds them again in our own records."""

    name: str
    by: str = ""


@dataclass(frozen=True)
class Voice:
    """Somebody else's words about a win. `by` and `ref` find it again; "" once it was taken back.

    `name` is "" for whoever had everything about them deleted. Withdrawn: no name, no words.
    """

    name: str
    words: str
    said_on: date
    link: str = ""
    is_edited: bool = False
    is_withdrawn: bool = False
    by: str = ""
    ref: str = ""
    tie: str = ""  # how far from the owner they stand: "same team"; "" = nobody said
    is_outdated: bool = False  # the win says other words now than those they confirmed


@dataclass(frozen=True)
class Tick:
    """One of the five visible parts of a win's strength."""

    name: str
    met: bool


@dataclass(frozen=True)
class Evidence:
    """One win as it is told under one dimension, or under one requirement of an opening."""

    number: int
    ref: str  # the win's public id
    happened: date
    headline: str  # the outcome, where one was stated
    story: str = ""  # what was done, when the headline does not say it
    because: str = ""  # why it stands here
    figures: tuple[Figure, ...] = ()
    voices: tuple[Voice, ...] = ()
    credited: tuple[Named, ...] = ()
    links: tuple[str, ...] = ()
    ticks: tuple[Tick, ...] = ()
    is_pinned: bool = False
    is_rewritten: bool = False
    told_under: str = ""  # the title under which it is told in full, when not here
    more_voices: int = 0  # others' words that are not told

    @property
    def heard(self) -> tuple[Voice, ...]:
        """The words that still stand."""
        return tuple(voice for voice in self.voices if not voice.is_withdrawn)

    @property
    def measured(self) -> tuple[str, ...]:
        """Pairs as before → after, and other figures that the words do not show by themselves."""
        words = f"{self.headline}\n{self.story}"
        told = (f.shown for f in self.figures if f.before or f.text not in words)
        return tuple(dict.fromkeys(told))

    @property
    def strength(self) -> int:
        """How many of the five ticks are met."""
        return sum(tick.met for tick in self.ticks)


@dataclass(frozen=True)
class Month:
    """`wins` of one calendar month, `corroborated` of them backed by somebody else."""

    first: date
    wins: int
    corroborated: int


@dataclass(frozen=True)
class Section:
    """One dimension of the rubric, or one requirement of an opening, with its evidence.

    `standing`: consistent | sometimes | never, for a requirement shown | perhaps | unproven.
    Counts are of all wins of the period, told or not. `missing` is what consistent would need; for
    a requirement, why it is not shown.
    """

    key: str
    title: str
    asks: str  # what the target level asks here
    standing: str
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    wins: int = 0
    months: int = 0
    corroborated: int = 0
    with_figures: int = 0
    by_month: tuple[Month, ...] = ()


@dataclass(frozen=True)
class Question:
    """What a committee will ask. `kind` is one of `questions.KINDS`; `about` a section's key."""

    kind: str
    about: str
    asks: str


@dataclass(frozen=True)
class Totals:
    """Of the wins this packet tells: counts, and the distinct people who back them."""

    wins: int = 0
    months: int = 0
    corroborated: int = 0
    with_figures: int = 0
    people: int = 0
    considered: int = 0  # all wins of the period, told or not
    unsorted: int = 0  # of them, those filed under no dimension of this rubric


@dataclass(frozen=True)
class Packet:
    """A promotion case on one day. `help` is empty unless there is no win to argue with.

    `opening` is the title of the opening this was made for, "" for a step up the ladder.
    """

    person: str
    level: str
    target: str
    span: Span
    rubric: str
    rubric_version: str
    made: date
    summary: str
    sections: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = ()
    credentials: tuple[Credential, ...] = ()
    totals: Totals = Totals()
    help: tuple[str, ...] = ()
    opening: str = ""
    version: int = 1

    @property
    def title(self) -> str:
        """Dana Ito: case for Senior."""
        whose = f"{self.person}: case for" if self.person else "Case for"
        return f"{whose} {self.opening or self.target}"

    @property
    def is_empty(self) -> bool:
        """No win to argue with. An opening that no win fits is still an answer."""
        return not (self.totals.considered if self.opening else self.totals.wins)

    @property
    def told(self) -> tuple[Evidence, ...]:
        """Every win told in full, once each, in the order of the pages."""
        whole = (e for section in self.sections for e in section.evidence if not e.told_under)
        return tuple(whole)

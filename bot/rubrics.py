"""Which rubric a person is judged by, put together from what the store knows of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from bot.career import ladders, rubric
from bot.career.ladders import Ladder
from bot.career.ladders.target import slug
from bot.career.rubric import Rubric
from storage import Store
from storage.records import Principal, RubricVersion
from storage.rubrics import EVERYBODY, Chosen

__all__ = ["EVERYBODY", "Judged", "bring", "judged", "known", "of"]


class Judged(NamedTuple):
    """The rubric as its five dimensions, and where it comes from."""

    rubric: Rubric
    chosen: Chosen

    @property
    def version(self) -> RubricVersion | None:
        """None for the rubric that ships."""
        return self.chosen.version


def judged(store: Store, me: Principal) -> Judged:
    """The person's own choice, else the workspace's, else the rubric that ships."""
    chosen = store.rubrics.chosen(me)
    if chosen.version is None:
        ships = rubric.default()
        if chosen.said:
            ships = rubric.through(ships.ladder, ships.mapping, said=chosen.said)
        return Judged(ships, chosen)
    ladder = ladders.from_data(chosen.version.content)
    key, branch = chosen.version.key, chosen.branch
    return Judged(rubric.through(ladder, chosen.mapping, key, branch, chosen.said), chosen)


def of(store: Store, me: Principal) -> Rubric:
    """The rubric alone."""
    return judged(store, me).rubric


def known(store: Store, me: Principal, ladder: Ladder, file: str) -> RubricVersion | None:
    """The newest version of the rubric that a ladder is: by its name, else by its file's."""
    offered = sorted(store.rubrics.offered(me), key=lambda one: one.owner != me.user)
    by_name = [one for one in offered if one.key == slug(ladder.name)]
    return next(iter([*by_name, *(one for one in offered if one.file == file)]), None)


def bring(
    store: Store, me: Principal, owner: str, kept: Mapping[str, Any], now: datetime
) -> RubricVersion:
    """Import what was read from a file: the next version, or the same one when nothing is new."""
    ladder = ladders.from_data(kept["ladder"])
    before = known(store, me, ladder, kept["file"])
    record = RubricVersion(
        workspace=me.workspace,
        owner=owner,
        key=before.key if before and before.owner == owner else slug(ladder.name),
        name=ladder.name,
        version=ladder.version,
        source=ladder.source,
        licence=ladder.licence,
        shape=kept["shape"],
        file=kept["file"],
        digest=kept["digest"],
        content=kept["ladder"],
        made_by=me.user,
        created_at=now,
    )
    return store.rubrics.add(record)[0]

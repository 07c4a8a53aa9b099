"""Whatever a ladder says, everything we send of it keeps Slack's limits and mentions nobody."""

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot import rubrics
from bot.career import ladders
from bot.career.ladders import Criterion, Dimension, Found, Ladder, Level, Problem
from bot.features.rubric import assessing, changing, importing, levels, mapping, page, words
from bot.settings import Settings
from storage import Store
from storage.records import ManagerWords, Person, Principal, RubricVersion, Workspace
from tests.conftest import NOW
from tests.promises.test_limits import NO_SHRINKING, accept, hostile, short

ME, EVIL = Principal("T1", "U1"), short.map(lambda said: said or "x")
LEVELS, DIMENSIONS = 4, 9
long = hostile.map(lambda said: said or "x")
criteria = st.lists(
    st.tuples(
        st.sampled_from([1, 1, 1, 0, 2, LEVELS - 1]),  # most at the target level
        st.integers(-1, DIMENSIONS - 1),
        long,
        st.lists(short),
    ),
    min_size=1,
    max_size=14,
)
made = st.builds(
    lambda names, dims, rows: Ladder(
        name=names[0],
        version=names[1],
        levels=tuple(
            Level(f"l{n}", names[2 + n], n // 2, ("ic", "pm")[n % 2]) for n in range(LEVELS)
        ),
        dimensions=tuple(Dimension(f"d{n}", name) for n, name in enumerate(dims)),
        criteria=tuple(
            Criterion(f"c{n}", f"l{level}", f"d{d}" if d >= 0 else "", said, tuple(such))
            for n, (level, d, said, such) in enumerate(rows)
        ),
    ),
    st.lists(EVIL, min_size=6, max_size=6),
    st.lists(EVIL, min_size=DIMENSIONS, max_size=DIMENSIONS),
    criteria,
)


def version(ladder: Ladder, digest: str) -> RubricVersion:
    return RubricVersion(
        workspace="T1",
        owner="U1",
        key="acme",
        name=ladder.name,
        version=ladder.version,
        shape="a shape",
        file=f"{ladder.name}.yml",
        digest=digest,
        content=ladders.as_data(ladder),
        created_at=NOW,
    )


def in_use(store: Store, old: Ladder, new: Ladder, said: str) -> Person:
    if store.workspaces.get("T1") is None:
        store.workspaces.save(Workspace(id="T1", created_at=NOW))
    store.erasure.forget(ME, NOW)
    first, _ = store.rubrics.add(version(old, "one"))
    store.rubrics.choose("T1", "U1", first, NOW, "ic")
    store.rubrics.add(version(new, "two"))
    meant = {key: "influence" for key, _ in old.sources[:-1]}
    store.rubrics.map("T1", "U1", "acme", meant, NOW)
    told = {one.id: ("not_applicable", said) for one in old.criteria}
    store.assessments.answer(ME, "acme", 1, told, NOW)
    spoken = ManagerWords(
        workspace="T1",
        owner="U1",
        source="view:1",
        text=said or "x",
        said_on=date(2026, 11, 1),
        key="acme",
        level="l1",
        dimension="scope",
        created_at=NOW,
    )
    store.manager_words.keep(ME, spoken)
    return store.people.choose(ME, NOW, level_now="l0", level_next="l1")


def render(store: Store, person: Person, given: Any) -> None:
    judged = rubrics.judged(store, ME)
    assert judged.version is not None
    accept(page.page(store, ME, person, judged, NOW, given))
    accept(levels.expectations(person, judged.rubric, "/win"))
    for view in (
        levels.form(person, judged),
        mapping.first_page(store, ME, judged.version, mapping.MINE),
        assessing.first_page(store, ME, NOW),
        assessing.result(store, ME, person, judged.rubric, NOW, given),
        words.page(store, ME),
        words.form(judged.rubric, person, date(2026, 11, 24)),
        words.placing(judged.rubric, store.manager_words.of(ME)[0]),
        changing.form(store, ME),
    ):
        accept(view, "modal")


@pytest.mark.promise(24)
@pytest.mark.promise(42)
@given(made, made, hostile)
@settings(max_examples=15, phases=NO_SHRINKING)
@pytest.mark.slow
def test_a_hostile_ladder_keeps_every_limit_and_mentions_nobody(
    store: Store, old: Ladder, new: Ladder, said: str
) -> None:
    assume(old != new)
    person = in_use(store, old, new, said)
    render(store, person, Settings(_env_file=None))


@pytest.mark.promise(24)
@pytest.mark.promise(42)
@given(made, hostile, st.lists(hostile, max_size=30))
@settings(max_examples=25, phases=NO_SHRINKING)
@pytest.mark.slow
def test_a_dry_run_keeps_every_limit_and_mentions_nobody(
    ladder: Ladder, name: str, notes: list[str]
) -> None:
    problems = tuple(Problem(name or "x", 1, 2, note, note) for note in notes)
    whole = Found(name or "x", "a shape", "d", ladder, tuple(notes), ())
    broken = Found(name or "x", "", "d", None, (), problems or (Problem("x", 1, 1, "y", "z"),))
    for found in (whole, broken):
        head, *lines = importing.noted(found, "said", is_admin=True)["lines"]
        accept(importing.refused(head, lines))
        kept = importing.noted(found, "said", is_admin=True)
        accept(importing.offered("F1", kept, head, lines, ""))

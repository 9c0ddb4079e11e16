"""Signed addresses: compact, whole or refused, and the same list back from the real catalogue."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.knowledge import Knowledge
from bot.takeaway.links import MARK_BYTES, Changes, Links, SharedList, changes, shared
from catalog.plan import plan
from tests.bot.takeaway.conftest import NOW, SECRET

LINKS = Links(SECRET)
ids = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
steps = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)


@settings(deadline=None)
@given(
    st.builds(
        SharedList,
        situation=steps,
        answers=st.dictionaries(ids, st.lists(ids, min_size=1, max_size=3, unique=True).map(tuple), max_size=6),
        done=st.lists(steps, max_size=6, unique=True).map(tuple),
        marks=st.binary(max_size=32),
    )
)
def test_what_is_written_is_read(told: SharedList) -> None:
    assert LINKS.read(told.situation, LINKS.write(told, NOW), NOW) == told


def test_every_list_of_the_catalogue_fits_an_address_and_has_not_changed(known: Knowledge) -> None:
    for situation in known.catalogue.situations:
        answers = {one.id: tuple(value.id for value in one.values[: 2 if one.multiple else 1]) for one in
                   situation.circumstances}  # fmt: skip
        full = plan(situation, answers, known.today, [one.id for one in situation.steps])
        text = LINKS.write(shared(full), NOW)

        assert len(text) < 1_000, situation.id
        found = LINKS.read(situation.id, text, NOW)
        assert dict(found.answers) == answers
        assert changes(full, found.marks) == Changes((), 0)


def test_the_marks_of_a_situation_s_steps_differ(known: Knowledge) -> None:
    for situation in known.catalogue.situations:
        marks = shared(plan(situation, {}, known.today)).marks
        pairs = [marks[place : place + MARK_BYTES] for place in range(0, len(marks), MARK_BYTES)]

        assert len(set(pairs)) == len(pairs), situation.id

"""Reading `situations/<id>.yml`: one life situation with its circumstances and steps."""

from __future__ import annotations

import re
from pathlib import Path

from catalog.authoring.condition_entry import KnownValues, read_condition
from catalog.authoring.entries import Entry
from catalog.authoring.files import open_file
from catalog.authoring.problems import Problem, repeated
from catalog.authoring.references import References
from catalog.authoring.step_entry import StepReader
from catalog.authoring.step_order import note_order_problems
from catalog.authoring.wording import note_wording_problems
from catalog.conditions import DONT_KNOW
from catalog.situations import Audience, Circumstance, KnownAs, Situation, Value

#: Ids are used in addresses, in Rasa's intents and in Telegram's 64-byte buttons.
SITUATION_ID = re.compile(r"(?=.{1,48}$)[a-z][a-z0-9]*(-[a-z0-9]+)*")
CIRCUMSTANCE_ID = re.compile(r"[a-z][a-z0-9_]*")
VALUE_ID = re.compile(r"[a-z0-9_]+")
#: What `answer:…=…` leaves of the 64 bytes.
ANSWER_ROOM = 56


def read_situation(path: Path, references: References, problems: list[Problem]) -> Situation | None:
    """The situation in the file. Mistakes are added to `problems`; the value is sound only if none was."""
    entry = open_file(path, problems)
    if entry is None:
        return None
    situation_id = entry.word("id")
    if situation_id != path.stem or not SITUATION_ID.fullmatch(situation_id):
        entry.problem(
            entry.place_of("id"), f'the id is "{situation_id}"', f'it must be the file\'s name: "{path.stem}"'
        )
    circumstances_entry = entry.entries("circumstances")
    known = _known_values(circumstances_entry)
    circumstances = tuple(_read_circumstance(item, known) for item in circumstances_entry)
    steps = StepReader(known, references).read(entry)
    situation = Situation(
        id=situation_id,
        title=entry.text("title"),
        summary=entry.text("summary"),
        audience=_audience(entry),
        topic=entry.word("topic", allowed=references.topics),
        known_as=entry.read_with("known_as", _read_known_as, absent=KnownAs()),
        circumstances=circumstances,
        steps=steps,
        not_covered=entry.texts("not_covered"),
    )
    entry.close()
    note_order_problems(entry, situation)
    note_wording_problems(entry, references.rates)
    return situation


def _audience(entry: Entry) -> Audience:
    word = entry.word("audience", allowed=[audience.value for audience in Audience])
    return Audience(word) if word in {audience.value for audience in Audience} else Audience.CITIZEN


def _read_known_as(entry: Entry) -> KnownAs:
    known_as = KnownAs(uk=entry.words("uk"), ru=entry.words("ru"), en=entry.words("en"))
    entry.close()
    return known_as


def _known_values(entries: tuple[Entry, ...]) -> KnownValues:
    """Every circumstance with its values, read first so that conditions may point forward."""
    known: dict[str, list[str]] = {}
    for entry in entries:
        circumstance_id = entry.word("id")
        if circumstance_id in known:
            entry.problem(entry.place, f'two circumstances are called "{circumstance_id}"', "give each its own id")
        if not CIRCUMSTANCE_ID.fullmatch(circumstance_id):
            hint = "use small Latin letters, digits and underscores"
            entry.problem(entry.place, f'"{circumstance_id}" cannot be an id', hint)
        known[circumstance_id] = [value.word("id") for value in entry.entries("values", required=True)]
        for value_id in repeated(known[circumstance_id]):
            found = f'two values of "{circumstance_id}" are called "{value_id}"'
            entry.problem(entry.place_of("values"), found, "give each its own id")
    return known


def _read_circumstance(entry: Entry, known: KnownValues) -> Circumstance:
    circumstance = Circumstance(
        id=entry.word("id"),
        question=entry.text("question"),
        name=entry.text("name"),
        why=entry.optional_text("why"),
        values=tuple(_read_value(item, entry.word("id")) for item in entry.entries("values", required=True)),
        ask_when=read_condition(entry, "ask_when", known),
        multiple=entry.flag("multiple"),
    )
    if len(circumstance.values) < 2:
        entry.problem(entry.place, f'"{circumstance.id}" has fewer than two values', "list at least two answers")
    entry.close()
    return circumstance


def _read_value(entry: Entry, circumstance_id: str) -> Value:
    value = Value(id=entry.word("id"), title=entry.text("title"), phrase=entry.text("phrase"))
    if value.id == DONT_KNOW:
        hint = 'it stands for "I do not know", which every question has; use another word'
        entry.problem(entry.place, f'"{DONT_KNOW}" cannot be a value', hint)
    if not VALUE_ID.fullmatch(value.id):
        entry.problem(entry.place, f'"{value.id}" cannot be an id', "use small Latin letters, digits and underscores")
    if len(circumstance_id) + len(value.id) > ANSWER_ROOM:
        hint = f"shorten one of them: a button has room for {ANSWER_ROOM} letters of both"
        entry.problem(entry.place, f'"{circumstance_id}" and "{value.id}" are too long together', hint)
    entry.close()
    return value

"""What a person told in one situation and need not be asked again in another."""

from __future__ import annotations

from actions.act import known_answers
from actions.state import DialogueState
from catalog.catalogue import Catalogue
from catalog.conditions import DONT_KNOW, Answers
from catalog.situations import Circumstance, Situation


def carried_answers(situation: Situation, state: DialogueState, catalogue: Catalogue) -> Answers:
    """Answers to questions of this situation that were given elsewhere and are not given here.

    Given here before "start again", or in another situation to what is the same question. "I do not know" is not
    carried: the person may know by now.
    """
    found: dict[str, tuple[str, ...]] = {}
    for elsewhere, answers in (*state.former.items(), *state.answers.items()):
        if elsewhere == situation.id:
            source = situation
        else:
            other = catalogue.situation(elsewhere)
            if other is None:
                continue
            source = other
        for name, values in answers.items():
            asked, here = source.circumstance(name), situation.circumstance(name)
            if asked is None or here is None or not same_question(asked, here) or DONT_KNOW in values:
                continue
            found[name] = values
    given = state.given(situation.id)
    return known_answers(situation, {name: values for name, values in found.items() if name not in given})


def same_question(one: Circumstance, other: Circumstance) -> bool:
    """Whether two situations ask the same of a person: same id, same name, same values.

    The id alone proves nothing: "form" is the form of a business in one situation and of custody in another.
    """
    return (
        one.id == other.id
        and one.name.uk == other.name.uk
        and one.multiple == other.multiple
        and {value.id for value in one.values} == {value.id for value in other.values}
    )

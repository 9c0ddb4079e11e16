"""The closed lists of judging. Their words are in the translations, under the same names."""

from __future__ import annotations

from enum import Enum


class Verdict(str, Enum):
    """How good the answer of a turn was, from best to worst. The keys 1–4 give it."""

    CORRECT = "correct"
    PARTLY = "partly"
    WRONG = "wrong"
    HARMFUL = "harmful"


class Reason(str, Enum):
    """What was amiss."""

    MISUNDERSTOOD = "misunderstood"
    MISSED_CIRCUMSTANCE = "missed_circumstance"
    REFUSED_NEEDLESSLY = "refused_needlessly"
    SHOULD_HAVE_REFUSED = "should_have_refused"
    WRONG_STEPS = "wrong_steps"
    WRONG_FACT = "wrong_fact"
    OUTDATED = "outdated"
    NOT_IN_CATALOGUE = "not_in_catalogue"
    HARD_TO_READ = "hard_to_read"
    TONE = "tone"
    TECHNICAL = "technical"
    OTHER = "other"


class FollowUp(str, Enum):
    """What shall be done about it."""

    NOTHING = "nothing"
    ADD_EXAMPLE = "add_example"
    ADD_TEST = "add_test"
    CORRECT_CONTENT = "correct_content"
    WRITE_SITUATION = "write_situation"
    IMPROVE_WORDING = "improve_wording"
    ASK_LAWYER = "ask_lawyer"
    CONTACT_PERSON = "contact_person"
    TELL_DEVELOPERS = "tell_developers"

"""Reading a short message as the answer to the question that was put."""

from __future__ import annotations

from rapidfuzz import fuzz

from actions.act import Exchange, known_answers
from actions.hearing.clauses import speaks_of, told_in_own_words
from actions.hearing.numbers import pick
from actions.hearing.vocabulary import Heard
from actions.said import FALLBACK, Said
from catalog import spelling
from catalog.conditions import DONT_KNOW, Answers
from catalog.situations import Circumstance, Situation

#: How alike a message and the wording of a button must be, of 100.
ALIKE = 84
#: So short a message is rather an answer to the question that was put than a new need.
FEW_WORDS = 3
#: Value ids that a bare yes or no stands for.
YES, NO = "yes", "no"
#: The value id that a country other than Ukraine stands for.
ABROAD = "abroad"


def as_answer(exchange: Exchange) -> Answers:
    """What the message says about the situation under discussion; empty if it says nothing about it.

    In this order: a button or a circumstance told in passing; a bare yes, no or "I do not know" to the question that
    was put; the wording of one of its buttons; the same in the person's own words.
    """
    situation = exchange.situation()
    if situation is None:
        return {}
    told = known_answers(situation, exchange.said.told_about(situation.id))
    pending = situation.circumstance(exchange.state.pending_question or "")
    if pending is not None:
        told = {**_to_question(exchange, pending), **told}
    told = told or _in_own_words(exchange, situation)
    return told if told and _is_about(exchange, situation, told) else {}


def _to_question(exchange: Exchange, pending: Circumstance) -> Answers:
    intent = exchange.said.intent
    if intent == "dont_know":
        return {pending.id: (DONT_KNOW,)}
    if intent in ("affirm", "deny"):
        value = YES if intent == "affirm" else NO
        # «Ні, він не згоден» is no "no" to «Чи є спільні діти?».
        fits = pending.value(value) is not None and speaks_of(exchange.said.text, pending)
        return {pending.id: (value,)} if fits else {}
    if not exchange.said.text or not exchange.said.is_short:
        return {}
    return _to_number(exchange, pending) or _to_place(exchange, pending) or _to_wording(exchange, pending)


def _to_number(exchange: Exchange, pending: Circumstance) -> Answers:
    """«Друге», "the last one": a button by its place; not a number that says something, such as an age."""
    if any(word.isdecimal() for word in spelling.words(exchange.said.text)) or exchange.offered:
        return {}
    heard = Heard.of(exchange.said.text)
    if heard.has("step") or heard.content("numbers", "done"):
        return {}
    chosen = pick(exchange.said.text, pending.values)
    return {pending.id: (chosen.id,)} if chosen is not None else {}


def _to_place(exchange: Exchange, pending: Circumstance) -> Answers:
    """«В Польщі» to «Де ви зараз?»: a country where a button says «За кордоном»."""
    heard = Heard.of(exchange.said.text)
    named = heard.among("countries")
    if not named or heard.has("not") or pending.multiple or pending.value(ABROAD) is None:
        return {}
    return {pending.id: (ABROAD,)}


def _to_wording(exchange: Exchange, pending: Circumstance) -> Answers:
    """The value whose button or clause the message repeats, in any language of the catalogue."""
    heard = spelling.normalise(exchange.said.text)
    best, best_score = None, (0.0, 0.0, 0.0)
    for value in pending.values:
        for wording in (value.title.uk, value.title.en, value.phrase.uk, value.phrase.en):
            written = spelling.normalise(wording)
            # «До 300» is wholly inside «Від 300 до 500»: among such, the one alike as a whole is meant. «Паспорт» is
            # «Паспорт (ID-картка, книжечка)» rather than «Закордонний паспорт».
            leads = 1.0 if heard and written.startswith(heard) else 0.0
            score = (fuzz.token_set_ratio(heard, written), leads, fuzz.ratio(heard, written))
            if score > best_score:
                best, best_score = value, score
    return {pending.id: (best.id,)} if best is not None and best_score[0] >= ALIKE else {}


def _in_own_words(exchange: Exchange, situation: Situation) -> Answers:
    """What an unsure message says of the situation, by the clauses of its questions."""
    said = exchange.said
    if not said.text or Heard.of(said.text).has("aspects") or Heard.of(said.text).has("undone") or exchange.offered:
        return {}
    here = bool(said.situations) and said.situations[0][0] == situation.id and said.intent.startswith("situation")
    plain = _insists(said) or said.intent in (FALLBACK, "affirm", "deny", "change_answer", "answer")
    if not plain and not here and said.decision == "answer":
        # A need of another kind, it seems; unless it is, word for word, an answer to what was just asked.
        asked = [one for one in situation.circumstances if one.id == exchange.state.pending_question]
        few = len(said.text.split()) <= FEW_WORDS and said.intent.startswith("situation")
        return told_in_own_words(said.text, asked, exchange.state.pending_question) if few else {}
    return told_in_own_words(said.text, situation.circumstances, exchange.state.pending_question)


def _is_about(exchange: Exchange, situation: Situation, told: Answers) -> bool:
    """Whether the message speaks of the situation under discussion rather than of a new one."""
    said = exchange.said
    given = exchange.state.given()
    changes = any(name in given and given[name] != values for name, values in told.items())
    # A few words that answer the question, or say otherwise than before: «ні, ми одружені» is no wish to marry.
    if said.is_short and (changes or exchange.state.pending_question in told):
        return True
    # «Ой, ми ж одружилися минулого місяця» takes back what was said before.
    if changes and _insists(said):
        return True
    if said.decision != "answer" or not said.intent.startswith("situation"):
        return True
    return bool(said.situations) and said.situations[0][0] == situation.id


def _insists(said: Said) -> bool:
    """«Таки», «насправді»: what follows is said instead of something said before."""
    return Heard.of(said.text).has("after_all") or Heard.of(said.text).has("correction")

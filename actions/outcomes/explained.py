"""A word of the offices, explained from the glossary."""

from __future__ import annotations

from rapidfuzz import fuzz

from actions.act import Exchange, Outcome
from actions.compose.menu import ways_back
from catalog import spelling
from catalog.catalogue import Term
from channels.conversation import TurnStatus
from channels.reply import Reply

#: How alike a word of the message must be to a term of the glossary, of 100.
TERM_LIKENESS = 88


def explain(exchange: Exchange) -> Outcome:
    """A word of the offices in plain words; honest when the glossary does not have it."""
    words, term = exchange.words, find_term(exchange)
    if term is None:
        text = words.say("explain.unknown")
    else:
        text = words.say("explain.term", term=words.of(term.term), explanation=words.of(term.explanation))
    return Outcome((Reply(text=text, choices=ways_back(exchange)),), TurnStatus.ANSWERED, exchange.state)


def find_term(exchange: Exchange) -> Term | None:
    """The term of the glossary that the message names, in any form."""
    heard = spelling.words(exchange.said.text)
    # Among equals the longest form is meant: «накладна CMR» is not just any «накладна».
    best: tuple[float, int, Term | None] = (0.0, 0, None)
    for term in exchange.catalogue.glossary:
        for form in (term.term.uk, *term.forms):
            wanted = spelling.words(form)
            runs = [" ".join(heard[start : start + len(wanted)]) for start in range(len(heard) - len(wanted) + 1)]
            score = max((fuzz.ratio(" ".join(wanted), run) for run in runs), default=0.0)
            if (score, len(wanted)) > best[:2]:
                best = (score, len(wanted), term)
    return best[2] if best[0] >= TERM_LIKENESS else None

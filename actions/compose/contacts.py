"""Whom to call, in a sentence. The numbers are the catalogue's; one that it does not have is not spoken of."""

from __future__ import annotations

from actions.wording import Wording
from catalog.catalogue import Catalogue
from catalog.situations import Step

GOVERNMENT_LINE = "government-line"
LEGAL_AID = "legal-aid"


def whom_to_ask(step: Step, catalogue: Catalogue, words: Wording) -> str:
    """Whom to ask about a step: who can confirm it, else its authority; lawyers where the person decides alone.

    Some records name an office, others say in a sentence what to ask and where; that one stands by itself.
    """
    who = step.confirm_with or (None if step.by_oneself else step.authority)
    if who is None:
        return legal_aid(catalogue, words)
    said = words.of(who)
    return said if said.endswith(".") else words.say("step.ask", who=said)


def legal_aid(catalogue: Catalogue, words: Wording) -> str:
    """Where lawyers help for nothing."""
    phone = catalogue.phone_of(LEGAL_AID)
    return words.say("contact.legal_aid", phone=phone) if phone else ""


def complain(catalogue: Catalogue, words: Wording) -> str:
    phone = catalogue.phone_of(GOVERNMENT_LINE)
    return words.say("contact.complain", phone=phone) if phone else ""


def ask_by_phone(catalogue: Catalogue, words: Wording) -> str:
    phone = catalogue.phone_of(GOVERNMENT_LINE)
    return words.say("contact.ask", phone=phone) if phone else ""


def if_broken(catalogue: Catalogue, words: Wording) -> str:
    """Whom to call when Signpost itself fails."""
    phone = catalogue.phone_of(GOVERNMENT_LINE)
    return words.say("contact.if_broken", phone=phone) if phone else ""


def sentences(*parts: str) -> str:
    """Sentences one after another, without those that have nothing to say."""
    return " ".join(part for part in parts if part)

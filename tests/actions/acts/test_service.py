"""A single service of the register."""

from __future__ import annotations

from actions.knowledge import Knowledge
from tests.actions.talking import Talk, bare_payloads


def test_a_service_names_the_situations_whose_steps_use_it(bees: Talk) -> None:
    reply = bees.press("service:s1")
    assert reply.text.startswith("Видача паспорта пасіки")
    assert bare_payloads(reply) == ["situation:keep-bees", "human"]
    assert bees.status == "answered"


def test_a_service_that_the_catalogue_lost_is_admitted(bees: Talk) -> None:
    reply = bees.press("service:s9")
    assert reply.text.startswith("I did not understand, or I do not know this.")
    assert bees.status == "searched"
    assert bare_payloads(reply)


def test_every_service_of_the_register_can_be_shown(talk: Talk, known: Knowledge) -> None:
    for service in known.catalogue.services:
        reply = talk.press(f"service:{service.key}")
        assert reply.text.startswith(service.title)
        assert (service.identifier or "№ none") in reply.text or service.identifier is None

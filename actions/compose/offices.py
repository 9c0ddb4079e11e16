"""An office in words: name, how far, address, hours, phones."""

from __future__ import annotations

from actions.offices import Office
from actions.wording import Wording


def office_in_words(office: Office, words: Wording) -> str:
    name = office.name
    if office.distance_km is not None:
        name = words.say("office.distance", name=name, km=words.number(office.distance_km))
    lines = [name, office.address]
    if office.hours:
        lines.append(words.say("office.hours", hours=office.hours))
    if office.phones:
        lines.append(words.say("office.phones", phones=", ".join(office.phones)))
    return "\n".join(line for line in lines if line)

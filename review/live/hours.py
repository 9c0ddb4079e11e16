"""The form in which the help desk's hours are set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.help_desk import (
    DAYS_OF_WEEK,
    Fault,
    HelpDesk,
    HelpDeskError,
    Hours,
    read_days_off,
    read_hours,
    read_wait,
)
from catalog.text import Text

#: Longest remark, in characters, in each language.
LONGEST_REMARK = 500


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a field: a fault of the help desk, or a remark in one language only or too long."""

    fault: str
    found: str = ""


@dataclass(frozen=True)
class HoursForm:
    """The fields as text. `staffed`: whether people answer here at all."""

    staffed: bool
    fields: Mapping[str, str]

    @classmethod
    def of(cls, desk: HelpDesk | None) -> "HoursForm":
        """The form as it is shown first."""
        if desk is None:
            return cls(False, dict.fromkeys(FIELDS, ""))
        hours = {day_field(number): ", ".join(map(str, one)) for number, one in enumerate(desk.weekly)}
        return cls(
            True,
            {
                **hours,
                "days_off": "\n".join(day.isoformat() for day in desk.days_off),
                "answers_within": str(desk.answers_within or ""),
                "remark_uk": desk.remark.uk if desk.remark else "",
                "remark_en": desk.remark.en if desk.remark else "",
            },
        )

    def read(self) -> tuple[HelpDesk | None, dict[str, Mistake]]:
        """The help desk the form describes (None: nobody answers here), and the mistakes by field."""
        if not self.staffed:
            return None, {}
        mistakes: dict[str, Mistake] = {}
        weekly: list[Hours] = []
        days_off: tuple[date, ...] = ()
        wait: int | None = None
        for number in range(DAYS_OF_WEEK):
            try:
                weekly.append(read_hours(self.fields[day_field(number)]))
            except HelpDeskError as error:
                mistakes[day_field(number)] = _mistake(error)
        try:
            days_off = read_days_off(self.fields["days_off"])
        except HelpDeskError as error:
            mistakes["days_off"] = _mistake(error)
        try:
            wait = read_wait(self.fields["answers_within"])
        except HelpDeskError as error:
            mistakes["answers_within"] = _mistake(error)
        mistakes.update(self._mistakes_of_remark())
        if mistakes:
            return None, mistakes
        uk, en = self.fields["remark_uk"], self.fields["remark_en"]
        return HelpDesk(tuple(weekly), days_off, wait, Text(uk, en) if uk else None), {}

    def _mistakes_of_remark(self) -> dict[str, Mistake]:
        uk, en = self.fields["remark_uk"], self.fields["remark_en"]
        if bool(uk) != bool(en):
            return {"remark_en" if uk else "remark_uk": Mistake("one_language")}
        long = [name for name in ("remark_uk", "remark_en") if len(self.fields[name]) > LONGEST_REMARK]
        return {name: Mistake("too_long", str(LONGEST_REMARK)) for name in long}


def day_field(number: int) -> str:
    return f"day_{number}"


FIELDS = (*map(day_field, range(DAYS_OF_WEEK)), "days_off", "answers_within", "remark_uk", "remark_en")
#: Every mistake the form can name, for the translations.
FAULTS = (*(fault.value for fault in Fault if fault is not Fault.NOT_A_WEEK), "one_language", "too_long")


def _mistake(error: HelpDeskError) -> Mistake:
    return Mistake(error.fault.value, error.found)

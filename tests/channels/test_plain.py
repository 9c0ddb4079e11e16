"""A reply as plain text shows everything but the buttons."""

from __future__ import annotations

from hypothesis import given

from channels.plain import as_plain_text
from channels.reply import Reply
from tests.channels.replies import FULL, replies


def test_a_full_reply_reads_from_top_to_bottom() -> None:
    assert as_plain_text(FULL) == (
        "Я приховав телефон.\n\n"
        "Телефонуйте 112\n103\n\n"
        "Ось ваш список.\n\n"
        "[x] 1. Візьміть довідку\n"
        "[ ] 2. Зареєструйте народження (після кроку 1)\n"
        "[?] 3. Внесіть батька (якщо батьки не одружені)\n\n"
        "Гроші: безоплатно\n"
        "Скільки чекати: приблизно 1 день\n\n"
        "Як обрати ім'я\n\n"
        "Ви одружені?\n"
        "(Так / Не знаю)\n\n"
        "Куди звертатися:\n"
        "- ДРАЦС\n"
        "- онлайн: Дія https://diia.gov.ua/malyatko\n\n"
        "Скільки коштує:\n"
        "- безоплатно\n\n"
        "https://zakon.rada.gov.ua/laws/1\n"
        "загальновідоме\n\n"
        "Перевірено: лютий 2026\n\n"
        "- Видача паспорта\n"
        "- КЕП"
    )


def test_a_reply_of_text_alone_is_that_text() -> None:
    assert as_plain_text(Reply("Вітаю!\nЯ Дороговказ.")) == "Вітаю!\nЯ Дороговказ."


@given(replies)
def test_nothing_a_person_should_read_is_left_out(reply: Reply) -> None:
    shown = as_plain_text(reply)
    said = [reply.text, *(notice.text for notice in reply.notices), *(result.title for result in reply.results)]
    if reply.guide is not None:
        guide = reply.guide
        said += [text for step in guide.steps for text in (step.title, step.condition, step.remark) if text]
        said += [text for total in guide.totals for text in (total.label, total.text)]
        said += guide.not_covered
        if guide.question is not None:
            said += [guide.question.text, *(choice.title for choice in guide.question.choices)]
    if reply.step is not None:
        said += [text for section in reply.step.sections for text in (section.title, *(i.text for i in section.items))]
        said += [item.url for section in reply.step.sections for item in section.items if item.url]
        said += [source.url or source.text for source in reply.step.sources]
        said.append(reply.step.checked)
    assert [text for text in said if text not in shown] == []

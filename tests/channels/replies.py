"""Replies for the tests of the channels: one with everything in it, and any that hypothesis thinks of."""

from __future__ import annotations

from hypothesis import strategies as st

from channels.reply import (
    Choice,
    GivenAnswer,
    Guide,
    GuideStep,
    Item,
    Notice,
    NoticeKind,
    Question,
    Reply,
    SearchResult,
    Section,
    StepCard,
    StepStatus,
    Total,
)

ids = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)
names = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
#: Any text a database and a browser take: no lone surrogates, no null byte.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60)
payloads = st.one_of(
    ids.map(lambda one: f"situation:{one}"),
    ids.map(lambda one: f"step:{one}"),
    st.tuples(names, names).map(lambda pair: f"answer:{pair[0]}={pair[1]}"),
    st.sampled_from(["list", "restart", "question", "forget:confirm"]),
)
choices = st.builds(Choice, title=texts, payload=payloads)


def several(strategy: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


steps = st.builds(
    GuideStep,
    id=ids,
    number=st.integers(1, 99),
    title=texts,
    status=st.sampled_from(StepStatus),
    condition=st.none() | texts,
    remark=st.none() | texts,
)
questions = st.builds(Question, circumstance=names, text=texts, choices=several(choices), why=st.none() | texts)
guides = st.builds(
    Guide,
    situation=ids,
    title=texts,
    steps=several(steps, 5),
    totals=several(st.builds(Total, kind=names, label=texts, text=texts)),
    answers=several(st.builds(GivenAnswer, circumstance=names, text=texts, change=choices)),
    question=st.none() | questions,
    not_covered=several(texts),
)
urls = st.none() | st.just("https://diia.gov.ua/services?a=1&b=2")
items = st.builds(Item, text=texts, url=urls)
cards = st.builds(
    StepCard,
    situation=ids,
    id=ids,
    number=st.integers(1, 99),
    title=texts,
    summary=texts,
    status=st.sampled_from(StepStatus),
    sections=several(st.builds(Section, aspect=names, title=texts, items=several(items))),
    sources=several(items),
    checked=texts,
)
results = st.builds(
    SearchResult,
    title=texts,
    kind=texts,
    payload=st.none() | payloads,
    detail=st.none() | texts,
    matched_on=st.none() | texts,
)
replies = st.builds(
    Reply,
    text=texts,
    choices=several(choices),
    guide=st.none() | guides,
    step=st.none() | cards,
    results=several(results),
    notices=several(st.builds(Notice, kind=st.sampled_from(NoticeKind), text=texts)),
    language=st.none() | st.sampled_from(["uk", "en"]),
)

GUIDE = Guide(
    situation="birth-of-child",
    title="Народження дитини",
    steps=(
        GuideStep("take-paper", 1, "Візьміть довідку", StepStatus.DONE),
        GuideStep("register-birth", 2, "Зареєструйте народження", StepStatus.APPLIES, remark="після кроку 1"),
        GuideStep("record-father", 3, "Внесіть батька", StepStatus.MAY_APPLY, condition="якщо батьки не одружені"),
    ),
    totals=(Total("money", "Гроші", "безоплатно"), Total("time", "Скільки чекати", "приблизно 1 день")),
    answers=(GivenAnswer("place", "народилася вдома", Choice("Змінити: місце", "change:place")),),
    question=Question(
        "married",
        "Ви одружені?",
        (Choice("Так", "answer:married=yes"), Choice("Не знаю", "answer:married=unknown")),
        why="Від цього залежить запис про батька.",
    ),
    not_covered=("Як обрати ім'я",),
)
STEP = StepCard(
    situation="birth-of-child",
    id="register-birth",
    number=2,
    title="Зареєструйте народження",
    summary="Без цього дитина не має прав.",
    status=StepStatus.APPLIES,
    sections=(
        Section("where", "Куди звертатися", (Item("ДРАЦС"), Item("онлайн: Дія", "https://diia.gov.ua/malyatko"))),
        Section("cost", "Скільки коштує", (Item("безоплатно"),)),
    ),
    sources=(Item("zakon.rada.gov.ua", "https://zakon.rada.gov.ua/laws/1"), Item("загальновідоме")),
    checked="Перевірено: лютий 2026",
)
#: A reply with one of everything.
FULL = Reply(
    text="Ось ваш список.",
    choices=(Choice("Усі документи", "ask:documents"), Choice("Це не те", "other")),
    guide=GUIDE,
    step=STEP,
    results=(
        SearchResult("Видача паспорта", "послуга", "service:00036", "Паспорт громадянина", "паспорт"),
        SearchResult("КЕП", "слово", None, "Електронний підпис"),
    ),
    notices=(Notice(NoticeKind.PRIVACY, "Я приховав телефон."), Notice(NoticeKind.CRISIS, "Телефонуйте 112\n103")),
    language="uk",
)

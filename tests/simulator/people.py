"""People made up from a seed: what they would write or press next, given what stands in front of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from catalog.situations import Situation
from channels.payload import Payload
from channels.reply import Choice, Reply

FOLLOW_UPS = (
    "а які документи?", "скільки це коштує", "скільки чекати?", "до коли треба встигнути", "куди йти",
    "це можна онлайн?",
    "звідки ви це знаєте", "навіщо це", "мені відмовили, що робити", "поясни простіше", "а скільки всього?",
    "which documents do I need?", "how much is it", "what is the deadline?", "а второй шаг?", "а останній крок?",
    "за яким законом", "хто може це зробити", "що я отримаю", "сколько ждать",
)  # fmt: skip
DETOURS = (
    "дякую", "привіт", "яка завтра погода", "поклич людину", "що таке ЦНАП", "що таке ВПО?",
    "де найближчий ЦНАП", "Львів",
    "мої списки", "повернімося до попереднього", "хто ти", "допоможи", "нагадай мені завтра", "мої нагадування",
    "стоп нагадування", "надішли список на друк", "what is a TsNAP?", "я загубив паспорт", "у нас народилася дитина",
    "хочу на пенсію", "my house was destroyed", "розлучаюсь з чоловіком, і ще згубив права",
)  # fmt: skip
NONSENSE = (
    "ывапролдж", "asdfgh", "…", "🙂🙂🙂", "👍", "?", "1", "-1", "999999999999", "../../etc/passwd",
    "<script>alert(1)</script>",
    "{title} {n}", "%s %d", "'; drop table turns; --", "/restart", "ні ні ні ні",
    "слово " * 300, "\u202eперевернуто", "а",
    "[phone]", "мій телефон 067 123 45 67, паспорт МЕ123456",
)  # fmt: skip
PLAIN = (
    "так",
    "ні",
    "не знаю",
    "друге",
    "перше",
    "останнє",
    "yes",
    "no",
    "i don't know",
    "може",
    "нічого з цього",
    "інше",
)
CORRECTIONS = ("передумав", "я помилився", "ні, навпаки", "змінити відповідь", "actually I was wrong", "ні, не так")
DONE = ("зроблено", "вже зробив", "зроблено 1 і 2", "ще не зробив", "що далі", "покажи список", "done", "what next")
LANGUAGES = ("in English please", "українською", "отвечай по-русски", "I don't understand Ukrainian")
AGAIN = ("почати спочатку", "start over", "видаліть мої дані")
#: How often each kind of thing is done, beside pressing a button that is there.
HABITS: tuple[tuple[int, Sequence[str]], ...] = (
    (14, FOLLOW_UPS), (7, DETOURS), (5, NONSENSE), (8, PLAIN), (4, CORRECTIONS), (6, DONE), (2, LANGUAGES), (1, AGAIN),
)  # fmt: skip
#: Of a hundred moves, how many are buttons of the latest answer, and how many those of an older one.
PRESSES, OLD_PRESSES = 45, 8


@dataclass(frozen=True)
class Move:
    """What a person does: writes, or presses a button."""

    text: str | None = None
    payload: Payload | None = None

    def __str__(self) -> str:
        return f"[{self.payload}]" if self.payload else repr((self.text or "")[:80])


@dataclass
class Person:
    """One made-up person who came about one situation. Everything random comes from `chance`."""

    situation: Situation
    chance: Random
    seen: list[Choice] = field(default_factory=list)
    latest: list[Choice] = field(default_factory=list)

    def first(self) -> Move:
        if self.chance.random() < 0.5:
            return Move(payload=Payload("situation", self.situation.id))
        return Move(text=self.chance.choice([self.situation.title.uk, self.situation.title.en]))

    def next(self, replies: Sequence[Reply]) -> Move:
        self.latest = list(buttons_of(replies))
        self.seen.extend(self.latest)
        dice = self.chance.randrange(100)
        if dice < PRESSES and self.latest:
            return Move(payload=self._pressed(self.latest))
        if dice < PRESSES + OLD_PRESSES and self.seen:
            return Move(payload=self._pressed(self.seen))
        return Move(text=self._words(replies))

    def _pressed(self, among: Sequence[Choice]) -> Payload:
        return Payload.parse(self.chance.choice(among).payload)

    def _words(self, replies: Sequence[Reply]) -> str:
        question = next((one.question or (one.guide and one.guide.question) for one in reversed(replies)), None)
        ways: list[Callable[[], str]] = [self._habit]
        if question:
            ways += [lambda: self.chance.choice(question.choices).title] * 2
        steps = next((one.guide.steps for one in reversed(replies) if one.guide and one.guide.steps), ())
        if steps:
            asked = ("скільки коштує {}", "які документи на {}", "{} вже зроблено", "{}", "ще не зробив {}")
            ways.append(lambda: self.chance.choice(asked).format(self.chance.choice(steps).title.lower()))
        return self.chance.choice(ways)()

    def _habit(self) -> str:
        weights = [weight for weight, _ in HABITS]
        return self.chance.choice(self.chance.choices([said for _, said in HABITS], weights)[0])


def buttons_of(replies: Sequence[Reply]) -> Iterator[Choice]:
    """Every button of the answer: the ways on, the answers to a question, what can be changed, what was found."""
    for reply in replies:
        yield from reply.choices
        question = reply.question or (reply.guide.question if reply.guide else None)
        if question is not None:
            yield from question.choices
        if reply.guide is not None:
            yield from (answer.change for answer in reply.guide.answers)
        yield from (Choice(found.title, found.payload) for found in reply.results if found.payload)

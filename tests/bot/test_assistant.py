"""The assistant as channels use it: privacy first, then Rasa, one turn at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.assistant import SignpostAssistant
from bot.conversations.store import ConversationStore
from channels.conversation import Author, Incoming, TurnStatus
from channels.payload import Payload
from channels.reply import NoticeKind

NewConversation = Callable[[], str]


def wrote(conversation: str, text: str, language: str | None = None) -> Incoming:
    return Incoming(conversation, "test", text=text, language=language)


def pressed(conversation: str, payload: str, title: str | None = None) -> Incoming:
    return Incoming(conversation, "test", text=title, payload=Payload.parse(payload))


async def test_a_need_is_answered_with_its_steps_at_once(
    assistant: SignpostAssistant, conversation: NewConversation
) -> None:
    turn = await assistant.respond(wrote(conversation(), "жінка народила, ми не розписані, куди бігти?"))

    assert turn.status is TurnStatus.ANSWERED
    guide = turn.replies[0].guide
    assert guide is not None
    assert {"register-birth", "record-father-unmarried"} <= {step.id for step in guide.steps}
    assert guide.question is not None


async def test_personal_data_are_hidden_before_anything_sees_them(
    assistant: SignpostAssistant, store: ConversationStore, conversation: NewConversation
) -> None:
    who = conversation()

    turn = await assistant.respond(wrote(who, "загубив паспорт СН482913, пишіть на ivan@example.com"))

    assert any(notice.kind is NoticeKind.PRIVACY for notice in turn.replies[0].notices)
    said = [one.reply.text for one in store.messages(who) if one.author is Author.PERSON]
    assert said == ["загубив паспорт [document], пишіть на [email]"]


async def test_what_a_person_types_is_never_a_command(
    assistant: SignpostAssistant, conversation: NewConversation
) -> None:
    who = conversation()

    turn = await assistant.respond(wrote(who, '/forget_me{"confirmed": "confirm"}'))

    assert turn.status is not TurnStatus.FORGOTTEN
    assert await assistant.exists(who)


async def test_two_quick_messages_are_answered_in_order(
    assistant: SignpostAssistant, store: ConversationStore, conversation: NewConversation
) -> None:
    who = conversation()

    await asyncio.gather(
        assistant.respond(wrote(who, "вкрали паспорт")), assistant.respond(wrote(who, "а скільки це коштує?"))
    )

    said = [(one.author.value, one.reply.text[:20]) for one in store.messages(who)]
    assert [author for author, _ in said] == ["person", "assistant", "person", "assistant"]
    assert said[0][1] == "вкрали паспорт"


async def test_the_first_words_decide_the_language_and_a_choice_stays(
    assistant: SignpostAssistant, conversation: NewConversation
) -> None:
    who = conversation()

    english = await assistant.respond(wrote(who, "we just had a baby, what papers do we need", language="uk"))
    chosen = await assistant.respond(pressed(who, "language:uk"))
    later = await assistant.respond(wrote(who, "and how much does it cost for us?"))

    assert (english.language, chosen.language, later.language) == ("en", "uk", "uk")


async def test_the_channel_s_language_is_used_until_the_person_shows_another(
    assistant: SignpostAssistant, conversation: NewConversation
) -> None:
    begun = await assistant.begin(conversation(), "test", "en")

    assert begun.language == "en"
    assert begun.replies[0].text.startswith("Hello")


async def test_being_forgotten_is_asked_first_and_then_final(
    assistant: SignpostAssistant, store: ConversationStore, conversation: NewConversation
) -> None:
    who = conversation()
    await assistant.respond(wrote(who, "народилася дитина"))

    asked = await assistant.respond(wrote(who, "видаліть мої дані"))
    assert await assistant.exists(who)
    assert "forget:confirm" in {choice.payload for choice in asked.replies[0].choices}
    done = await assistant.respond(pressed(who, "forget:confirm"))

    assert done.status is TurnStatus.FORGOTTEN
    assert not await assistant.exists(who)
    assert store.messages(who) == []


async def test_a_pressed_button_stands_in_the_history_with_its_title(
    assistant: SignpostAssistant, store: ConversationStore, conversation: NewConversation
) -> None:
    who = conversation()
    await assistant.respond(pressed(who, "situation:marriage", "Одружуємося"))

    message = store.messages(who)[0]

    assert (message.reply.text, message.payload) == ("Одружуємося", "situation:marriage")

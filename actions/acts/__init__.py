"""The conversational acts, each module one subject. None of them imports another."""

from __future__ import annotations

from actions.act import Act
from actions.acts.answer import Answer, ChangeAnswer, NextQuestion
from actions.acts.ask import Ask
from actions.acts.begin import Begin, Help, ListSituations
from actions.acts.clarify import Clarify, NoneOfThese
from actions.acts.conversation import ChangeLanguage, ForgetMe, StartAgain
from actions.acts.feedback import GiveFeedback
from actions.acts.guide import Guide
from actions.acts.hand_over import BackToAssistant, HandOver
from actions.acts.lists import ComeBack, MyLists
from actions.acts.office import FindOffice
from actions.acts.out_of_scope import OutOfScope
from actions.acts.remind import ListReminders, RemindMe, StopReminders
from actions.acts.service import ShowService
from actions.acts.small_talk import AboutBot, Goodbye, Greet, Thanks
from actions.acts.steps import NextStep, OpenStep, ShowList
from actions.acts.ticking import StepDone, StepUndone

#: Every act there is; one that is not here is not found by Rasa.
ACTS: tuple[type[Act], ...] = (
    AboutBot,
    Answer,
    Ask,
    BackToAssistant,
    Begin,
    ChangeAnswer,
    ChangeLanguage,
    Clarify,
    ComeBack,
    FindOffice,
    ForgetMe,
    GiveFeedback,
    Goodbye,
    Greet,
    Guide,
    HandOver,
    Help,
    ListReminders,
    ListSituations,
    MyLists,
    NextQuestion,
    NextStep,
    NoneOfThese,
    OpenStep,
    OutOfScope,
    RemindMe,
    ShowList,
    ShowService,
    StartAgain,
    StepDone,
    StepUndone,
    StopReminders,
    Thanks,
)

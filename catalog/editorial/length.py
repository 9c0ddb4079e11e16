"""Rules one can count: words of a sentence and of a heading, ideas of a sentence, dates in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.editorial.findings import Rule
from catalog.editorial.manuscript import Passage
from catalog.editorial.sentences import is_prose, sentences, words
from catalog.text import Language

#: Words of a sentence; the British government's limit is 25, Ukrainian packs more into each word.
MOST_WORDS = 20
#: Words of a heading: 8 by the Cabinet's order № 1046-р of 17 November 2023 on plain language; articles need room.
MOST_HEADING_WORDS = {Language.UKRAINIAN: 8, Language.ENGLISH: 10}
#: Clauses that hang on another one, in one sentence.
MOST_CLAUSES = 3

_HANGS_ON = {
    Language.UKRAINIAN: re.compile(
        r"\b(?:що|щоб|як(?:ий|а|е|і|ого|ої|ому|им|их|ими|у)|коли|якщо|де|куди|бо|хоча|поки|доки|хто|чи[йяєї])\b",
        re.IGNORECASE,
    ),
    Language.ENGLISH: re.compile(
        r"\b(?:that|which|who|whose|when|if|where|because|although|unless|until|whether|while)\b", re.IGNORECASE
    ),
}
#: "Group I: 5 years; group II: 6; …" lists what one would put into a table.
_LIST = re.compile(r":[^;]*;[^;]*;")
_FIGURES = re.compile(r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b")


def length_findings(passage: Passage) -> Iterator[tuple[Rule, str]]:
    """What is too long in the passage, or says several things at once."""
    if passage.is_heading and (count := len(words(passage.wording))) > MOST_HEADING_WORDS[passage.language]:
        yield Rule.LONG_HEADING, f"{count} words: «{passage.wording}»"
    for sentence in sentences(passage.wording):
        if (count := len(words(sentence))) > MOST_WORDS:
            yield Rule.LONG_SENTENCE, f"{count} words: «{sentence}»"
        if is_prose(passage.wording) and ";" in sentence and not _LIST.search(sentence):
            yield Rule.SEVERAL_IDEAS, f"a semicolon: «{sentence}»"
        elif (count := len(_HANGS_ON[passage.language].findall(sentence))) > MOST_CLAUSES:
            yield Rule.SEVERAL_IDEAS, f"{count} clauses hang on one sentence: «{sentence}»"
    for date in _FIGURES.findall(passage.wording):
        yield Rule.NUMERIC_DATE, f'"{date}"'

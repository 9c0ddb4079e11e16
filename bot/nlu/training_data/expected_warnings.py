"""Warnings of stock Rasa that do not apply here, so that `rasa data validate` shows only what needs mending."""

from __future__ import annotations

import warnings

#: Each with the reason why it does not apply.
EXPECTED = (
    # Retrieval intents are answered by acts that read the catalogue. Their responses are only names, which Rasa wants.
    r"The utterance 'utter_(situation|ask|out_of_scope)' is not used in any story or rule",
    # The rules name the retrieval intents, so the domain lists them; Rasa adds them from the examples once more.
    r"The following duplicated intents have been found across multiple domain files: ask, out_of_scope, situation$",
    # Synonyms are our thesaurus (`bot.nlu.text.thesaurus`), which our components read; no entity is renamed by them.
    r"You have defined synonyms in your training data, but your NLU pipeline does not include",
)


def hush() -> None:
    """Keep these warnings, and no others, from being shown in this process."""
    for message in EXPECTED:
        warnings.filterwarnings("ignore", message=message, category=UserWarning)

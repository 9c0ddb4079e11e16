"""How hard a file reads, as one figure: LIX (C.-H. Björnsson, "Läsbarhet", 1968).

    LIX = words / sentences + 100 × long words / words          (long: more than six letters)

Below 30 is easy, 40 a newspaper, above 60 a specialist's text. It was made to compare languages, and needs no
dictionary of syllables; for Ukrainian we know of no Flesch coefficients that were published with their data.
"""

from __future__ import annotations

from collections.abc import Collection

from catalog.editorial.manuscript import Passage
from catalog.editorial.sentences import sentences, words
from catalog.text import Language

LONG_WORD = 6
#: Of fewer words than these a figure means nothing.
FEWEST_WORDS = 100
#: From here on a file is flagged. Ukrainian words are longer than English ones, so its limit is higher.
HARD = {Language.UKRAINIAN: 60.0, Language.ENGLISH: 50.0}


def lix(passages: Collection[Passage], language: Language) -> float | None:
    """The LIX of these texts in one language, official names of laws left out; None where too little is said."""
    texts = [one.wording for one in passages if one.language is language and not one.is_official]
    said = [sentence for text in texts for sentence in sentences(text)]
    spoken = [word for sentence in said for word in words(sentence)]
    if len(spoken) < FEWEST_WORDS:
        return None
    long = sum(1 for word in spoken if len(word) > LONG_WORD)
    return round(len(spoken) / len(said) + 100 * long / len(spoken), 1)

"""Search over a register of 100,000 services: `python -m benchmarks.search`.

The rows are made up from the words of the real register, with rare words and place names mixed in as a real register
has them, so that the vocabulary grows as it would. Queries are what people type: a few words of a row with typos, other
endings, Latin letters, the wrong keyboard layout. Everything is seeded, so two runs search the same.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from catalog import spelling
from catalog.authoring.content import read_content
from catalog.catalogue import Catalogue
from catalog.search import Kind, SearchIndex, Target, phrases_of

SEED = 20261125
_SYLLABLES = (
    "ба бор вел вин во го гор до дуб же за зел зо ка ків кол ла лі луг ма мир на но "
    "об ол пе під ро са сол та ту ха че яр"
).split()
_ENDINGS = ("івка", "иця", "ин", "опіль", "ське", "ани", "ці", "ів")
_LAYOUT = str.maketrans("йцукенгшщзхїфівапролджєячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")


@dataclass(frozen=True)
class SearchFigures:
    """What was measured; searches in milliseconds of processor time, `vocabulary` in distinct words.

    `build_seconds` is what building the index takes.
    """

    services: int
    phrases: int
    vocabulary: int
    build_seconds: float
    queries: int
    median_ms: float
    p95_ms: float
    longest_ms: float
    found: float


def measure(services: int = 100_000, queries: int = 400) -> SearchFigures:
    """Build the index over the real catalogue and `services` made-up rows, and search it."""
    chance = random.Random(SEED)
    catalogue = read_content()
    rows = list(made_up_services(catalogue, services, chance))
    began = time.process_time()
    index = SearchIndex([*phrases_of(catalogue), *rows])
    built = time.process_time() - began
    times, found = [], 0
    for query, key in [made_up_query(chance.choice(rows), chance) for _ in range(queries)]:
        began = time.process_time()
        hits = index.search(query)
        times.append((time.process_time() - began) * 1000)
        found += any(hit.target.key == key for hit in hits)
    return SearchFigures(
        services=services,
        phrases=index.phrase_count,
        vocabulary=index.word_count,
        build_seconds=round(built, 1),
        queries=queries,
        median_ms=round(float(np.median(times)), 1),
        p95_ms=round(float(np.percentile(times, 95)), 1),
        longest_ms=round(max(times), 1),
        found=round(found / queries, 3),
    )


def made_up_services(catalogue: Catalogue, count: int, chance: random.Random) -> Iterator[tuple[Target, str]]:
    """Rows like those of the register: a real title with some of its words exchanged, often for a place."""
    titles = [service.title.split() for service in catalogue.services]
    words = [word for title in titles for word in title]
    places = ["".join(chance.choices(_SYLLABLES, k=2)).capitalize() + chance.choice(_ENDINGS) for _ in range(8000)]
    for number in range(count):
        title = list(chance.choice(titles))
        for _ in range(chance.randint(1, 3)):
            title[chance.randrange(len(title))] = chance.choice(words)
        if chance.random() < 0.6:
            title += ["у", "громаді", chance.choice(places)]
        yield Target(Kind.SERVICE, f"made-{number}"), " ".join(title)


def made_up_query(row: tuple[Target, str], chance: random.Random) -> tuple[str, str]:
    """A few words of the row as a person in a hurry types them, and the row's key."""
    target, title = row
    words = [word for word in spelling.words(title) if len(word) > 2]
    kept = chance.sample(words, k=min(len(words), chance.randint(2, 5)))
    mangled = " ".join(_with_typo(word, chance) if chance.random() < 0.4 else word for word in kept)
    return (mangled.translate(_LAYOUT) if chance.random() < 0.15 else mangled), target.key


def _with_typo(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    kind = chance.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + chance.choice("аеиоістрн") + word[place + 1 :]
    return word[:-1]


def table(figures: SearchFigures) -> str:
    """The figures as a table in Markdown."""
    return "\n".join(
        [
            f"| search over {figures.services:,} services | |",
            "|---|---|",
            f"| phrases, distinct words | {figures.phrases:,}, {figures.vocabulary:,} |",
            f"| building the index | {figures.build_seconds} s |",
            f"| a search, median of {figures.queries} | {figures.median_ms} ms |",
            f"| 95th percentile, longest | {figures.p95_ms} ms, {figures.longest_ms} ms |",
            f"| the very row among the first five | {figures.found:.0%} |",
        ]
    )


if __name__ == "__main__":
    print(table(measure()))

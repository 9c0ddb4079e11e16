"""Reading a text as one dense vector, by a model in a folder on this machine. Nothing is ever downloaded.

Two kinds of folder are known: word vectors in word2vec's or fastText's text format (one file `*.vec`, needs nothing
more), and a sentence-transformers model (`modules.json`, needs that package).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from catalog.spelling import words


class EncoderError(ValueError):
    """The folder holds no model that can be used; says where, what was found and what is allowed."""


class Encoder(Protocol):
    """`encode` gives texts × features; the same width every time."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


def encoder_in(folder: Path) -> Encoder:
    """The model in the folder. Raises `EncoderError`."""
    if not folder.is_dir():
        raise EncoderError(f"{folder} is no folder; name the folder of a model on this machine")
    if (folder / "modules.json").is_file():
        return _sentence_transformer(folder)
    vectors = sorted(folder.glob("*.vec"))
    if len(vectors) == 1:
        return WordVectors.read(vectors[0])
    there = ", ".join(sorted(path.name for path in folder.iterdir())[:5]) or "nothing"
    raise EncoderError(
        f"{folder} holds {there}; needed is one *.vec file of word vectors, or a sentence-transformers model with "
        "modules.json"
    )


class WordVectors:
    """The mean of the vectors of a text's words, of length one; words without a vector do not count."""

    def __init__(self, places: dict[str, int], vectors: NDArray[np.float32]) -> None:
        self._places = places
        self._vectors = vectors

    @classmethod
    def read(cls, path: Path) -> WordVectors:
        """From a text file: "count width", then a word and its numbers a line. Raises `EncoderError`."""
        with path.open(encoding="utf-8") as lines:
            head = next(lines, "").split()
            if len(head) != 2 or not all(part.isdigit() for part in head):
                raise EncoderError(f'{path}:1: the first line must be "count width", for instance "50000 300"')
            width = int(head[1])
            places: dict[str, int] = {}
            rows: list[NDArray[np.float32]] = []
            for number, line in enumerate(lines, start=2):
                word, *values = line.rstrip().split(" ")
                try:
                    row = np.array(values, dtype=np.float32)
                except ValueError:
                    raise EncoderError(f'{path}:{number}: after "{word}" stands what is no number') from None
                if len(row) != width:
                    raise EncoderError(f'{path}:{number}: "{word}" has {len(row)} numbers, and {width} are needed')
                # The same word in another letter case comes later and is rarer.
                spelt = "".join(words(word))
                if spelt and spelt not in places:
                    places[spelt] = len(rows)
                    rows.append(row)
        if not rows:
            raise EncoderError(f"{path} holds no words")
        return cls(places, np.stack(rows))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._mean(text) for text in texts])

    def _mean(self, text: str) -> NDArray[np.float32]:
        known = [self._places[word] for word in words(text) if word in self._places]
        if not known:
            return np.zeros(self._vectors.shape[1], dtype=np.float32)
        mean = self._vectors[known].mean(axis=0)
        return np.asarray(mean / (np.linalg.norm(mean) or 1.0), dtype=np.float32)


class _Sentences:
    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        found = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)


def _sentence_transformer(folder: Path) -> Encoder:
    try:
        from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found]
    except ImportError:
        raise EncoderError(
            f"{folder} holds a sentence-transformers model, and that package is not installed; "
            "install it with: uv pip install sentence-transformers"
        ) from None
    # Only from the folder: no look at the network, no code from the model's author.
    return _Sentences(SentenceTransformer(str(folder), device="cpu", trust_remote_code=False, local_files_only=True))

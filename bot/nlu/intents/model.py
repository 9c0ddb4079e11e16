"""The model behind the intent classifier: two voters over one reading of a message, probabilities, bands, likeness.

It knows nothing of Rasa: it learns from texts with their labels and ranks the labels of other texts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from bot.nlu.intents.calibration import Bands, fit_bands, fit_sharpness, pooled, probabilities
from bot.nlu.intents.likeness import Likeness
from bot.nlu.intents.linear import Examples, Hyperplanes, Voters, fit_and_try
from bot.nlu.text import storage
from bot.nlu.text.rows import Row, joined
from bot.nlu.text.views import StemColumns
from catalog.spelling import words

#: The share of naive Bayes in the probabilities; the rest is the support vector machines'.
SHARE_OF_BAYES = 0.3

Ranking = list[tuple[str, float]]
Dense = NDArray[np.float32]


@dataclass(frozen=True)
class Sharpness:
    """How scores become probabilities: for each voter, and for what both say together."""

    margins: float
    bayes: float
    together: float = 1.0

    @classmethod
    def fit(cls, margins: NDArray[np.float64], bayes: NDArray[np.float64], truth: NDArray[np.int64]) -> Sharpness:
        """From scores out of fold."""
        alone = cls(fit_sharpness(margins, truth), fit_sharpness(bayes, truth))
        return replace(alone, together=fit_sharpness(np.log(alone.probabilities(margins, bayes)), truth))

    def probabilities(self, margins: NDArray[np.float64], bayes: NDArray[np.float64]) -> NDArray[np.float64]:
        """What both voters say together, as messages × labels."""
        voters = (
            (1 - SHARE_OF_BAYES, probabilities(margins, self.margins)),
            (SHARE_OF_BAYES, probabilities(bayes, self.bayes)),
        )
        return pooled(voters, self.together)


@dataclass(frozen=True)
class Settings:
    """`fit_strength`: the support vector machines' C. `wrong_and_confident`: see `fit_bands`."""

    fit_strength: float
    wrong_and_confident: float


@dataclass(frozen=True)
class Labelled:
    """Rows of texts and the label of each; `stems`: which of their columns are cut words.

    `counts`: how much each counts, 1 in full; `dense`: further features of each, if there are any.
    """

    rows: csr_matrix
    stems: StemColumns
    names: Sequence[str]
    counts: Sequence[float]
    dense: Dense | None = None


@dataclass(frozen=True)
class IntentModel:
    """Learned from the rows of a `Vectoriser`, and ranks rows of the same one. `stems`: which columns are cut words."""

    labels: tuple[str, ...]
    stems: StemColumns
    voters: Voters
    sharpness: Sharpness
    bands: Bands
    likeness: Likeness

    @classmethod
    def learn(cls, examples: Labelled, settings: Settings) -> IntentModel:
        """Learn from examples with at least two different labels.

        Probabilities and bands are learned from the examples that count in full: what people would write.
        """
        counts = np.asarray(examples.counts)
        labels = tuple(sorted(set(examples.names)))
        positions = {label: position for position, label in enumerate(labels)}
        truth = np.array([positions[name] for name in examples.names])
        stems = examples.rows[:, examples.stems.first : examples.stems.end]
        rows = _with_dense(examples.rows, examples.dense)
        voters, tried = fit_and_try(Examples(rows, stems, truth, counts, len(labels)), settings.fit_strength)
        judged = counts[tried.examples] >= min(1.0, counts.max())
        margins, bayes, right = tried.margins[judged], tried.bayes[judged], truth[tried.examples][judged]
        sharpness = Sharpness.fit(margins, bayes, right)
        bands = fit_bands(labels, sharpness.probabilities(margins, bayes), right, settings.wrong_and_confident)
        likeness = Likeness.learn(stems[:, examples.stems.single])
        return cls(labels, examples.stems, voters, sharpness, bands, likeness)

    def rank(self, row: Row, dense: NDArray[np.float32] | None = None) -> Ranking:
        """Every label with its probability, likeliest first. Dense features count as zero where there are none."""
        shares = self._shares(row, dense)
        order = np.argsort(-shares)
        return list(zip([self.labels[one] for one in order.tolist()], shares[order].tolist()))

    def likeliest(self, row: Row) -> tuple[str, float]:
        """The likeliest label, and its probability."""
        shares = self._shares(row)
        first = int(np.argmax(shares))
        return self.labels[first], float(shares[first])

    def _shares(self, row: Row, dense: NDArray[np.float32] | None = None) -> NDArray[np.float64]:
        """The probability of each label."""
        whole = row
        if dense is not None:
            first = self.voters.margins.weights.shape[0] - len(dense)
            whole = joined([row, Row(np.arange(first, first + len(dense)), dense)])
        margins, bayes = self.voters.margins.scores_of(whole), self.voters.bayes.scores_of(self.stems.of(row))
        return np.asarray(self.sharpness.probabilities(margins[None, :], bayes[None, :])[0])

    def likeness_of(self, text: str, row: Row) -> float:
        """How like anything in the training data a text is, from 0 to 1, given its row."""
        return self.likeness.of(self.stems.single_of(row), len(set(words(text))))

    def save(self, folder: Path) -> None:
        self.stems.save(folder, "stems")
        for name, voter in (("intents", self.voters.margins), ("bayes", self.voters.bayes)):
            storage.save_weights(folder, name, voter.weights, voter.intercepts)
        self.likeness.save(folder, "likeness")
        meta = {
            "labels": self.labels,
            "sharpness": astuple(self.sharpness),
            "bands": self.bands.as_json(),
        }
        (folder / "intents.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """The model saved in the folder. FileNotFoundError if there is none."""
        meta = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        return cls(
            labels=tuple(meta["labels"]),
            stems=StemColumns.load(folder, "stems"),
            voters=Voters(*(Hyperplanes(*storage.load_weights(folder, name)) for name in ("intents", "bayes"))),
            sharpness=Sharpness(*meta["sharpness"]),
            bands=Bands.from_json(meta["bands"]),
            likeness=Likeness.load(folder, "likeness"),
        )


def _with_dense(rows: csr_matrix, dense: Dense | None) -> csr_matrix:
    return rows if dense is None else hstack([rows, csr_matrix(dense)]).tocsr()

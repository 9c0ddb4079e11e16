"""Fitting the two voters: support vector machines, one label against the rest, and complement naive Bayes.

Both are linear, so that after training each is one matrix of weights. The folds are fitted in processes of their own.
This module imports nothing of Rasa, so that the processes that fit the folds start in a moment.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from joblib import Parallel, delayed  # type: ignore[import-untyped]
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from bot.nlu.text.rows import Row

#: A third of the examples is tried by voters fitted to the others.
FOLDS = 3
#: When the optimiser stops; a finer one takes half as long again and changes no ranking.
TOLERANCE = 1e-1
#: Fits at the same time; each holds a copy of the examples, about 150 MB.
MOST_PROCESSES = 4
#: With fewer examples than these a process takes longer to start than all folds to fit, and a third is too few.
WORTH_A_PROCESS = 3_000
#: What naive Bayes adds to each count, so that a word never seen with a label does not settle the matter.
SMOOTHING = 1.0
#: The score of a label that naive Bayes has no example of.
NEVER = -50.0


@dataclass(frozen=True)
class Hyperplanes:
    """Weights (features × labels) and intercepts."""

    weights: NDArray[np.float32]
    intercepts: NDArray[np.float64]

    def scores(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Scores as messages × labels."""
        # One precision on both sides: otherwise the whole weight matrix is converted.
        return np.asarray(rows.astype(self.weights.dtype) @ self.weights, dtype=np.float64) + self.intercepts

    def scores_of(self, row: Row) -> NDArray[np.float64]:
        """The scores of one message."""
        return np.asarray(row.values @ self.weights[row.columns] + self.intercepts)


@dataclass(frozen=True)
class Examples:
    """Rows of features, the number of each row's label, how much each counts, and how many labels there are.

    `words` are the rows that naive Bayes reads: it counts words, and letters would be counted many times over.
    """

    rows: csr_matrix
    words: csr_matrix
    truth: NDArray[np.int64]
    counts: NDArray[np.float64]
    labels: int

    def among(self, chosen: NDArray[np.int64]) -> Examples:
        return Examples(self.rows[chosen], self.words[chosen], self.truth[chosen], self.counts[chosen], self.labels)


@dataclass(frozen=True)
class Voters:
    """The support vector machines read all features of a message, naive Bayes its words."""

    margins: Hyperplanes
    bayes: Hyperplanes

    def scores(self, rows: csr_matrix, words: csr_matrix) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return self.margins.scores(rows), self.bayes.scores(words)


def fit(examples: Examples, fit_strength: float) -> Voters:
    """Both voters. `fit_strength` is the machines' C."""
    return Voters(_fit_margins(examples, fit_strength), _fit_bayes(examples))


def _fit_margins(examples: Examples, fit_strength: float) -> Hyperplanes:
    model = LinearSVC(C=fit_strength, tol=TOLERANCE, random_state=42)
    model.fit(examples.rows, examples.truth, sample_weight=examples.counts)
    found, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two labels
        found, bias = np.vstack([-found, found]), np.concatenate([-bias, bias])
    return _for_all_labels(examples, found, bias, model.classes_, absent=0.0)


def _fit_bayes(examples: Examples) -> Hyperplanes:
    model = ComplementNB(alpha=SMOOTHING)
    model.fit(examples.words, examples.truth, sample_weight=examples.counts)
    bias = np.zeros(len(model.classes_))
    return _for_all_labels(examples, model.feature_log_prob_, bias, model.classes_, absent=NEVER)


def _for_all_labels(
    examples: Examples, found: NDArray[np.float64], bias: NDArray[np.float64], present: NDArray[np.int64], absent: float
) -> Hyperplanes:
    """Hyperplanes of the labels that are present, and of those that no example here has."""
    weights = np.zeros((found.shape[1], examples.labels), dtype=np.float32)
    intercepts = np.full(examples.labels, absent)
    weights[:, present], intercepts[present] = found.T, bias
    return Hyperplanes(weights, intercepts)


@dataclass(frozen=True)
class Tried:
    """Scores of examples by voters that have not seen them, as examples × labels; `examples` are their numbers."""

    examples: NDArray[np.int64]
    margins: NDArray[np.float64]
    bayes: NDArray[np.float64]


def fit_and_try(examples: Examples, fit_strength: float) -> tuple[Voters, Tried]:
    """The voters of all examples, and what voters that have not seen some of them say of those."""
    held_out = _held_out(examples.truth)
    everything = np.arange(len(examples.truth))
    # The largest fit first, so that no process waits for it at the end.
    whole, *parts = _in_processes(
        [delayed(fit)(examples, fit_strength)]
        + [
            delayed(_scores_of_others)(examples, np.setdiff1d(everything, held), held, fit_strength)
            for held in held_out
        ],
        len(everything),
    )
    margins, bayes = (np.concatenate(scores) for scores in zip(*parts))
    return whole, Tried(np.concatenate(held_out), margins, bayes)


def _scores_of_others(
    examples: Examples, known: NDArray[np.int64], held: NDArray[np.int64], fit_strength: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    others = examples.among(held)
    return fit(examples.among(known), fit_strength).scores(others.rows, others.words)


def _held_out(truth: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The parts that are tried, each by voters fitted to the rest: one if it is large enough, else all there are."""
    smallest = int(np.bincount(truth).min())
    splitter = StratifiedKFold(n_splits=max(2, min(FOLDS, smallest)), shuffle=True, random_state=42)
    folds = [held for _, held in splitter.split(np.zeros(len(truth)), truth)]
    return folds[:1] if len(truth) >= WORTH_A_PROCESS else folds


def _in_processes(tasks: Sequence[object], examples: int) -> list[Any]:
    processes = min(MOST_PROCESSES, os.cpu_count() or 1, len(tasks)) if examples >= WORTH_A_PROCESS else 1
    # Not by shared memory, which is read-only: the sparse rows are put in order where they stand.
    return list(Parallel(n_jobs=processes, max_nbytes=None)(tasks))

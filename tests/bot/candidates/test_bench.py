"""One candidate at a time; a process that dies gives the bench free and is told as failed."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest

from bot.candidates.bench import CRASHED, PATIENCE, Bench, Superseded
from review.access.roles import Role
from review.access.staff import Staff
from review.teaching.candidates import Busy, Candidate, Stage, Verdict
from tests.review.staff import Clock

OLENA, PETRO = Staff(1, "Олена", Role.EDITOR, "uk"), Staff(2, "Петро", Role.EDITOR, "uk")


def test_whoever_comes_second_is_told_who_was_first(bench: Bench) -> None:
    bench.take(OLENA, 3)

    with pytest.raises(Busy) as busy:
        bench.take(PETRO, 3)

    assert busy.value.candidate.asked_by == "Олена"


def test_of_many_at_once_one_gets_the_bench(bench: Bench) -> None:
    taken: list[Candidate] = []

    def take() -> None:
        with suppress(Busy):
            taken.append(bench.take(OLENA, 1))

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == 1


def test_a_process_that_gives_no_sign_is_told_as_failed_and_counts_no_more(bench: Bench, clock: Clock) -> None:
    number = bench.take(OLENA, 1).id
    clock.pass_by(PATIENCE - 1)
    bench.at_stage(number, Stage.TRAINING, "Learning")
    clock.pass_by(PATIENCE - 1)
    bench.beat(number)
    clock.pass_by(PATIENCE + 1)

    found = bench.one(number)
    assert found is not None
    assert (found.stage, found.problem) == (Stage.FAILED, CRASHED)
    assert bench.take(PETRO, 1).asked_by == "Петро"
    with pytest.raises(Superseded):
        bench.finish(number, {"evaluation": {}})


def test_a_finished_candidate_frees_the_bench_and_keeps_its_comparison(bench: Bench) -> None:
    number = bench.take(OLENA, 1).id
    bench.at_stage(number, Stage.MEASURING, model="candidates/a.tar.gz", compared_with="b.tar.gz")
    bench.finish(number, {"evaluation": {"all": {"verdict": "better"}}})
    bench.fail(number, "too late to fail")

    found = bench.one(number)

    assert found is not None
    assert (found.stage, found.model, found.problem) == (Stage.READY, "candidates/a.tar.gz", "")
    assert found.verdict is Verdict.BETTER
    assert [one.verdict for one in bench.listed()] == [Verdict.BETTER]
    assert bench.take(PETRO, 1).id != number

"""What is found wrong with examples, and that the ones that ship are sound."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.examples.alike import alike
from bot.examples.check import LEAST, LEAST_BY_LANGUAGE, Finding, Kind, check, supplies
from bot.examples.reading import Example, ExamplesError, examples_of, read_examples
from bot.settings import PROJECT

SITUATION = "situation/marriage"


def example(text: str, intent: str = SITUATION, language: str = "uk", line: int = 1) -> Example:
    return Example(text, intent, language, "nlu_data/x.yml", line)


def found(*examples: Example, evaluation: tuple[str, ...] = ()) -> list[tuple[Kind, int]]:
    """Findings about lines; those about whole files are left out."""
    return [
        (one.kind, int(one.place.rpartition(":")[2]))
        for one in check(examples, {"marriage", "divorce"}, evaluation)
        if one.kind not in (Kind.THIN, Kind.MISSING, Kind.FEW_STORIES)
    ]


def test_an_example_knows_its_file_line_and_language(tmp_path: Path) -> None:
    file = tmp_path / "marriage.yml"
    file.write_text(
        'version: "3.1"\nnlu:\n- intent: situation/marriage\n  metadata: {language: ru}\n  examples: |\n'
        "    - хотим\n\n    - пожениться\n- lookup: place\n  examples: |\n    - дім\n",
        encoding="utf-8",
    )

    assert list(examples_of(file, tmp_path)) == [
        Example("хотим", SITUATION, "ru", "marriage.yml", 6),
        Example("пожениться", SITUATION, "ru", "marriage.yml", 8),
    ]


def test_a_file_that_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.yml"
    file.write_text("nlu:\n  - a\n- b\n", encoding="utf-8")

    with pytest.raises(ExamplesError, match=r"broken\.yml:3"):
        list(examples_of(file, tmp_path))


def test_the_same_words_twice_are_a_double_whatever_their_spelling() -> None:
    assert found(example("Де взяти свідоцтво?"), example("де взяти СВИДОЦТВО…", line=2)) == [(Kind.DOUBLE, 2)]


def test_the_same_words_in_two_languages_teach_both() -> None:
    assert found(example("паспорт"), example("паспорт", language="ru", line=2)) == []


def test_the_same_words_for_two_situations_contradict_each_other_in_any_language() -> None:
    other = example("печать", "situation/divorce", language="ru", line=2)

    assert found(example("печать"), other) == [(Kind.CONTRADICTION, 2)]


def test_signs_without_words_are_told_apart() -> None:
    assert found(example("👍", "affirm"), example("👎", "deny", line=2)) == []


def test_an_evaluation_message_among_the_examples_is_found_but_not_told() -> None:
    findings = list(check([example("Хочу розписатися завтра")], {"marriage"}, ("хочу розписатися, завтра!",)))

    [leak] = [one for one in findings if one.kind is Kind.EVALUATION]
    assert leak.place == "nlu_data/x.yml:1"
    assert "розписатися" not in leak.words


def test_nearly_the_same_text_is_worth_a_look_but_no_error() -> None:
    pair = (
        example("скільки коштує дозвіл на торгівлю алкоголем"),
        example("скільки коштує дозвіл на торгівлю алкоголями", line=2),
    )

    assert found(*pair) == [(Kind.ALIKE, 2)]
    assert not Kind.ALIKE.is_error


def test_two_situations_may_differ_by_the_one_word_that_matters() -> None:
    assert found(example("хочу відкрити сто"), example("хочу відкрити тов", "situation/divorce", line=2)) == []


def test_pairs_are_found_among_others_too() -> None:
    pairs = list(alike(["видати довідку про склад родини"], 90, ["інше", "видати довідку про склад родин"]))

    assert [(first, second) for first, second, _ in pairs] == [(0, 1)]
    assert list(alike([], 90)) == list(alike(["один"], 90)) == list(alike(["один"], 90, [])) == []


def test_a_situation_with_too_few_examples_is_thin_by_language_too() -> None:
    enough = [example(f"приклад {number}", line=number) for number in range(LEAST)]

    thin = [one for one in check(enough, {"marriage"}) if one.kind is Kind.THIN]

    assert {one.words.split(";")[0] for one in thin} == {
        f"0 examples in {language}" for language in LEAST_BY_LANGUAGE if language != "uk"
    }


def test_examples_of_no_situation_and_situations_of_no_examples_are_found() -> None:
    findings = list(check([example("щось", "situation/flying")], {"marriage"}))

    kinds = {one.kind: one for one in findings}
    assert '"flying"' in kinds[Kind.UNKNOWN].words
    assert '"marriage"' in kinds[Kind.MISSING].words


def test_the_supply_tells_how_long_examples_are() -> None:
    long = "ми живемо разом уже десять років і тепер хочемо нарешті розписатися"

    [supply] = supplies([example("шлюб"), example(long, language="ru", line=2)])

    assert (supply.examples, supply.by_language, supply.stories) == (2, {"uk": 1, "ru": 1}, 0.5)


def test_every_shipped_example_is_in_a_known_situation_file() -> None:
    examples = read_examples(PROJECT)

    files = {one.file for one in examples if one.intent.startswith("situation/")}
    assert Counter(str(Path(file).parent) for file in files) == {"nlu_data/situations": 45, "nlu_data/told": 45}
    assert all(Path(one.file).stem == one.intent.partition("/")[2] for one in examples if one.file in files)


def test_a_finding_for_programs_says_whether_it_is_an_error() -> None:
    assert Finding(Kind.ALIKE, "a:1", "w").as_json() == {
        "kind": "too alike", "error": False, "place": "a:1", "words": "w",
    }  # fmt: skip

"""The command line as an operator or editor uses it."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.main import COMMANDS
from bot.database import open_database
from bot.takeaway.links import Links
from bot.takeaway.secret import signing_secret
from catalog.authoring.content import CONTENT
from catalog.store import read_catalogue, stored_version


def signpost(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(main, list(words), env=environment)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content that a test may spoil."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = signpost(command, "--help")

    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_the_program_s_help_names_every_command() -> None:
    output = signpost("--help").output

    assert all(command in output for command in COMMANDS)


def test_an_unknown_command_is_wrong_usage() -> None:
    assert signpost("dance").exit_code == 2


def test_a_wrong_setting_is_wrong_usage() -> None:
    result = signpost("catalog", "load", DATABASE_URL="mysql://x")

    assert result.exit_code == 2
    assert "DATABASE_URL" in result.output


def test_the_plan_without_answers_says_what_may_apply() -> None:
    steps = {step["id"]: step for step in json.loads(signpost("plan", "birth-of-child", "--json").output)["steps"]}

    assert steps["record-father-unmarried"]["status"] == "may_apply"
    assert steps["record-father-unmarried"]["depends_on"] == ["parents_married"]


def test_the_plan_with_an_answer_is_certain() -> None:
    result = signpost("plan", "birth-of-child", "--answer", "parents_married=no", "--json")

    steps = {step["id"]: step["status"] for step in json.loads(result.output)["steps"]}
    assert steps["record-father-unmarried"] == "applies"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["plan", "birth-of-chld"], 'did you mean "birth-of-child"'),
        (["plan", "birth-of-child", "--answer", "parents_maried=no"], 'did you mean "parents_married"'),
        (["plan", "birth-of-child", "--answer", "parents_married=perhaps"], "Allowed: no, unknown, yes"),
    ],
)
def test_a_slip_in_a_plan_is_answered_with_what_is_allowed(words: list[str], hint: str) -> None:
    result = signpost(*words)

    assert result.exit_code == 2
    assert hint in result.output


def test_a_shared_plan_is_an_address_that_this_installation_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/signpost.db")
    monkeypatch.setenv("SIGNPOST_PUBLIC_URL", "https://signpost.example")
    address = signpost("plan", "birth-of-child", "--answer", "parents_married=no", "--share").output.strip()

    assert address.startswith("https://signpost.example/guide/birth-of-child?")
    text = parse_qs(urlsplit(address).query)["list"][0]
    links = Links(signing_secret(None, f"sqlite:///{tmp_path}/signpost.db"))
    assert links.read("birth-of-child", text, time.time()).answers == {"parents_married": ("no",)}


def test_search_understands_the_other_keyboard_layout() -> None:
    hits = json.loads(signpost("search", "ghjgbcrf", "--json").output)

    assert hits[0]["id"] == "moving-residence"


def test_a_search_without_results_says_no() -> None:
    result = signpost("search", "ъъъъъъъ", "--json")

    assert result.exit_code == 1
    assert json.loads(result.output) == []


def test_the_content_that_ships_is_sound() -> None:
    result = signpost("catalog", "check", "--json")

    assert result.exit_code == 0
    assert json.loads(result.output)["situations"] == 45


def test_broken_content_is_refused_and_the_loaded_catalogue_stays(content: Path, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'catalogue.db'}"
    assert signpost("catalog", "load", "--content", str(content), DATABASE_URL=address).exit_code == 0
    engine = open_database(address)
    before = stored_version(engine)
    file = content / "situations" / "marriage.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("when: {", "when: {no_such_circumstance: [x], ", 1), "utf-8"
    )

    result = signpost("catalog", "load", "--content", str(content), DATABASE_URL=address)

    assert result.exit_code == 1
    assert "marriage.yml:" in result.output
    assert 'no circumstance is called "no_such_circumstance"' in result.output
    assert "Allowed:" in result.output
    assert stored_version(engine) == before
    assert read_catalogue(engine)[0].situation("marriage") is not None


def test_loading_the_same_content_twice_does_nothing(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'catalogue.db'}"
    signpost("catalog", "load", DATABASE_URL=address)

    again = signpost("catalog", "load", "--if-changed", DATABASE_URL=address)

    assert "already holds" in again.output


@pytest.mark.parametrize(
    ("text", "situation", "decision"),
    [("прилетіло в дах, вікон нема", "damaged-home", "answer"), ("яка завтра погода", None, "out_of_scope")],
)
def test_understand_tells_situation_and_decision(model: Path, text: str, situation: str | None, decision: str) -> None:
    result = json.loads(signpost("understand", text, "--json").output)

    assert result["decision"] == decision
    if situation:
        assert result["situation"] == situation


def test_understand_names_further_needs_and_danger(model: Path) -> None:
    several, danger, plain = (
        signpost("understand", text).output
        for text in ("померла мама, і ще вкрали паспорт", "чоловік кидається на мене з ножем", "загубила паспорт")
    )

    assert "needs      lost-documents" in several
    assert "danger     " in danger
    assert "needs" not in plain
    assert "danger" not in plain


def test_understand_hides_personal_data_even_here(model: Path) -> None:
    assert "0671234567" not in signpost("understand", "мій номер 0671234567").output


def test_understand_without_a_model_says_how_to_train_one(tmp_path: Path) -> None:
    result = signpost("understand", "x", SIGNPOST_MODELS=str(tmp_path))

    assert result.exit_code == 1
    assert "signpost train" in result.output

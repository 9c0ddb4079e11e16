"""Personal data never get past the channel; what is not personal stays readable.

The numbers are made up: none belongs to anyone we know of.
"""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import iban, luhn

from catalog.catalogue import Catalogue
from channels.conversation import MAX_TEXT
from channels.privacy import Hidden, Personal, hide

PERSONAL = {
    Personal.TAX_NUMBER: ["3184710691", "2700012345"],
    Personal.DEMOGRAPHIC_NUMBER: ["19900101-12345", "20011231-00017", "1990010112345"],
    Personal.DOCUMENT: [
        "КВ 123456", "кв123456", "АА №123456", "АА № 654321", "FE123456", "ВХТ 123456", "001234567", "123456789",
    ],
    Personal.PHONE: [
        "0671234567", "067 123 45 67", "067-123-45-67", "(067) 123-45-67", "(067)1234567", "067.123.45.67",
        "067 1234567", "+380671234567", "+38 067 123 45 67", "+38(067)123-45-67", "+38 (067) 123 45 67",
        "380671234567", "380 67 123 45 67", "80671234567", "8 067 123 45 67", "8-067-123-45-67", "044 284 19 15",
        "+48 600 123 456", "+49 151 23456789", "+1 212 555 0123", "+420601123456", "0048 600 123 456",
    ],
    Personal.EMAIL: ["olena@example.com", "o.petrenko+diia@mail.gov.ua", "олена@пошта.укр"],
    Personal.CARD: ["4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111111", "378282246310005"],
    Personal.IBAN: [
        "UA213223130000026007233566001", "UA21 3223 1300 0002 6007 2335 6600 1", "ua213223130000026007233566001",
        "DE89 3704 0044 0532 0130 00", "PL61109010140000071219812874",
    ],
}  # fmt: skip
EXAMPLES = [(kind, written) for kind, ways in PERSONAL.items() for written in ways]

PUBLIC = [
    "виплата 50 000 грн", "50000", "100000 грн", "від 100000 до 250000 грн", "1 000 000 грн", "2 500,50 грн",
    "за 350000", "грн 100000", "UAH 100000", "800 000 000 грн", "10 %", "сума 860,00",
    "01.01.2026", "1.2.2026", "2024-02-24", "24/02/2022", "24.02.2022 10:30", "09:00-18:00 01.02.2026",
    "01.01.2026-31.12.2026", "з 01.01.2026 по 31.12.2026", "у 1991 році", "1985-1990", "2026",
    "1545", "112, 102, 103", "15-47", "116 123", "0 800 213 103", "0800213103", "0-800-500-335", "0 800 500 335",
    "01001", "79000, Львів", "форма 103-1/о", "№ 103-1/о", "086-3/о", "форма 063/о", "28/о",
    "постанова № 1178", "наказ 521 від 23.03.2022", "закон 2234-IX", "послуга 00036", "КВЕД 56.10",
    "ЄДРПОУ 12345678", "АА1234ВВ", "дитині 3 роки 5 місяців", "квартира 12, поверх 5", "3 000-5 000",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "written"), EXAMPLES)
def test_what_is_personal_is_replaced_by_its_kind(kind: Personal, written: str) -> None:
    hidden = hide(f"запишіть: {written}, дякую")
    assert hidden.text == f"запишіть: [{kind.value}], дякую"
    assert hidden.kinds == (kind,)


@pytest.mark.parametrize(("kind", "written"), EXAMPLES)
@pytest.mark.parametrize("message", ["{}", "{}.", "({})", "так:{}", "{}\nі ще одне", "мій — «{}»", "тел/код:{}!"])
def test_what_stands_around_does_not_help_it_to_slip_through(kind: Personal, written: str, message: str) -> None:
    assert hide(message.format(written)).text == message.format(f"[{kind.value}]")


@pytest.mark.parametrize("written", PUBLIC)
def test_what_is_not_personal_stays(written: str) -> None:
    for message in (written, f"у мене {written}, що робити?"):
        assert hide(message) == Hidden(message, ())


@given(
    st.lists(st.sampled_from(EXAMPLES), min_size=2, max_size=5), st.sampled_from([", ", "; ", "\n", " і ", " та ще "])
)
def test_several_at_once_are_all_hidden(found: list[tuple[Personal, str]], between: str) -> None:
    hidden = hide(between.join(written for _, written in found))
    assert hidden.text == between.join(f"[{kind.value}]" for kind, _ in found)
    assert set(hidden.kinds) == {kind for kind, _ in found}


@given(
    st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=3),
    st.lists(st.sampled_from(PUBLIC), min_size=1, max_size=3),
)
def test_personal_and_public_side_by_side_are_told_apart(found: list[tuple[Personal, str]], public: list[str]) -> None:
    hidden = hide("; ".join([*public, *(written for _, written in found)]))
    assert hidden.text == "; ".join([*public, *(f"[{kind.value}]" for kind, _ in found)])


def test_a_number_before_a_card_does_not_shield_it() -> None:
    hidden = hide("3184710691 4111 1111 1111 1111 0671234567")
    assert hidden.text == "[tax-number] [card] [phone]"


@pytest.mark.parametrize(
    ("message", "hidden"),
    [
        ("кв. 12 4111 1111 1111 1111", "кв. 12 [card]"),
        ("4111 1111 1111 1111 12/27", "[card] 12/27"),
        ("4111111111111111 12/27", "[card] 12/27"),
        ("3782 822463 10005 09/28", "[card] 09/28"),
        ("4111 1111 1111 1111 5555 5555 5555 4444", "[card] [card]"),
        ("4111  1111  1111  1111", "[card]"),
    ],
)
def test_digits_around_a_card_do_not_shield_it(message: str, hidden: str) -> None:
    assert hide(message).text == hidden


@pytest.mark.parametrize("piece", ["1 ", "12-", "+3 ", "(0", "a@", "АБ "])
def test_a_message_made_to_be_hard_to_read_is_read_all_the_same(piece: str) -> None:
    message = piece * (MAX_TEXT // len(piece))
    assert hide(message) == Hidden(message, ())


def test_the_number_of_a_house_before_a_phone_does_not_shield_it() -> None:
    assert hide("кв. 18 067 123 45 67").text == "кв. 18 [phone]"


@pytest.mark.parametrize("text", ["4111111111111112", "2023 2024 2025 2027"])
def test_sixteen_digits_without_a_cards_check_digit_are_no_card(text: str) -> None:
    assert hide(text).kinds == ()


@pytest.mark.parametrize("card", ["4111 1111 1111 1112", "5555-5555-5555-4445"])
def test_a_card_with_a_slip_is_hidden_where_it_is_written_as_a_card(card: str) -> None:
    assert hide(f"карта {card} моя").text == "карта [card] моя"


def test_an_account_with_a_slip_is_hidden_all_the_same() -> None:
    assert not iban.is_valid("UA213223130000026007233566009")
    assert hide("UA213223130000026007233566009").text == "[iban]"


@given(st.integers(10**14, 10**15 - 1))
def test_every_card_number_is_hidden_in_groups_and_without(number: int) -> None:
    card = f"{number}{luhn.calc_check_digit(str(number))}"
    assume(not card.startswith(("19", "20")))
    groups = [card[start : start + 4] for start in range(0, 16, 4)]
    for written in (card, " ".join(groups), "-".join(groups)):
        assert hide(f"карта {written} моя").text == "карта [card] моя"


@given(st.integers(0, 9_999_999), st.sampled_from(["050", "067", "073", "095", "044", "032"]))
def test_every_ukrainian_number_is_hidden_however_it_is_written(number: int, code: str) -> None:
    rest = f"{number:07}"
    apart = f"{rest[:3]} {rest[3:5]} {rest[5:]}"
    for written in (
        f"{code}{rest}", f"{code} {apart}", f"({code}) {apart}", f"+38{code}{rest}", f"+38 {code} {apart}",
        f"38{code}{rest}", f"8{code}{rest}", f"8 {code} {apart.replace(' ', '-')}",
    ):  # fmt: skip
        assert hide(f"тел. {written}").text == "тел. [phone]"


@given(st.integers(0, 99_999_999), st.booleans(), st.sampled_from(["грн", "гривень", "₴", "UAH"]))
def test_no_sum_is_mistaken_for_personal_data(amount: int, grouped: bool, currency: str) -> None:
    written = f"{amount:,}".replace(",", " ") if grouped else str(amount)
    message = f"заплатили {written} {currency} за це"
    assert hide(message).text == message


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y"]),
    st.times(),
    st.sampled_from([" ", " о ", ", "]),
)
def test_no_date_is_mistaken_for_personal_data(day: date, pattern: str, moment: time, between: str) -> None:
    message = f"прийом {day.strftime(pattern)}{between}{moment.strftime('%H:%M')}, потім знову"
    assert hide(message).text == message


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_hiding_twice_is_hiding_once(text: str) -> None:
    once = hide(text)
    assert hide(once.text) == Hidden(once.text, ())


digits_and_marks = st.text(alphabet="0123456789 +-().,/:АБКкв@u№\n", max_size=60)


fragments = st.lists(
    st.sampled_from([written for _, written in EXAMPLES])
    | st.sampled_from(PUBLIC)
    | st.text("0123456789 +-([:", max_size=4)
).map("".join)


@given(digits_and_marks | fragments)
def test_hiding_twice_is_hiding_once_among_digits_and_marks(text: str) -> None:
    once = hide(text)
    assert hide(once.text).text == once.text


@given(digits_and_marks | fragments)
def test_the_kinds_named_are_exactly_those_replaced(text: str) -> None:
    hidden = hide(text)
    assert {kind for kind in Personal if f"[{kind.value}]" in hidden.text} == set(hidden.kinds)


def test_the_catalogues_own_texts_are_not_personal(catalogue: Catalogue) -> None:
    """What we tell people they must be able to write back: laws, forms, sums, free lines."""
    mistaken = []
    for situation in catalogue.situations:
        for step in situation.steps:
            said = [step.title, step.summary, *step.legal_basis, *(paper.title for paper in step.documents)]
            mistaken += [text.uk for text in said if hide(text.uk).kinds]
    mistaken += [service.title for service in catalogue.services if hide(service.title).kinds]
    mistaken += [term.explanation.uk for term in catalogue.glossary if hide(term.explanation.uk).kinds]
    assert mistaken == []

"""A place is found by what people write for it."""

from __future__ import annotations

import pytest

from catalog.place_names import PlaceNames, former_names

PLACES = (
    "Київ Львів Харків Одеса Дніпро Запоріжжя Миколаїв Чернівці Рівне Вінниця Луцьк Кропивницький Івано-Франківськ "
    "Хмельницький Суми Бровари Прилуки Кременчук Ічня Стрий Умань Трускавець Ірпінь Канів Кам’янське Самар Дякове"
).split()
NAMES = PlaceNames([*PLACES, "Кривий Ріг", "Біла Церква", "Горішні Плавні", "Кам'янець-Подільський"], former_names())


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Львів", "Львів"),
        ("у Львові", "Львів"),
        ("Lviv", "Львів"),
        ("львов", "Львів"),
        ("в Києві", "Київ"),
        ("Киев", "Київ"),
        ("до Харкова", "Харків"),
        ("в Одессе", "Одеса"),
        ("м. Одеса", "Одеса"),
        ("у Дніпропетровську", "Дніпро"),
        ("запорожье", "Запоріжжя"),
        ("в Миколаєві", "Миколаїв"),
        ("у Чернівцях", "Чернівці"),
        ("в Ровно", "Рівне"),
        ("у Рівному", "Рівне"),
        ("vinnytsia", "Вінниця"),
        ("Кіровоград", "Кропивницький"),
        ("в Івано-Франківську", "Івано-Франківськ"),
        ("khmelnytskyi", "Хмельницький"),
        ("у Кривому Розі", "Кривий Ріг"),
        ("Белая Церковь", "Біла Церква"),
        ("у Білій Церкві", "Біла Церква"),
        ("Комсомольськ", "Горішні Плавні"),
        ("камянець подільський", "Кам'янець-Подільський"),
        ("Днепродзержинск", "Кам’янське"),
        ("у Новомосковську", "Самар"),
        ("в Сумах", "Суми"),
        ("Броварів", "Бровари"),
        ("у Кременчуці", "Кременчук"),
        ("Кременчюк", "Кременчук"),
        ("Ічні", "Ічня"),
        ("у Стрию", "Стрий"),
        ("Трускавці", "Трускавець"),
        ("в Ірпені", "Ірпінь"),
        ("Каневі", "Канів"),
    ],
)
def test_a_place_in_the_words_of_people(written: str, place: str) -> None:
    assert NAMES.find(written) == (place,)


@pytest.mark.parametrize("written", ["дякую", "паспорт", "так", "у мене", "місто", "пенсія", "не знаю", "", "?", "123"])
def test_what_is_no_place_finds_none(written: str) -> None:
    assert NAMES.find(written) == ()


def test_a_former_name_of_a_place_that_is_not_here_finds_none() -> None:
    assert PlaceNames(["Львів"], former_names()).find("Дніпропетровськ") == ()


def test_every_usual_name_finds_itself() -> None:
    usual = sorted(set(former_names().values()))
    names = PlaceNames(usual, former_names())
    assert [name for name in usual if name not in names.find(name)] == []

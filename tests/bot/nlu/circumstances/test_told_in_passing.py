"""Circumstances told in passing, with the phrases of the real situations: found in any form, not when denied."""

from __future__ import annotations

from functools import lru_cache

import pytest
import yaml

from bot.nlu.circumstances.phrases import PhraseBook
from bot.settings import PROJECT

#: Situation | what the message tells of it (- is nothing) | the message.
MESSAGES = """
    birth-of-child|parents_married=no|Народилась донечка, ми з хлопцем не розписані
    birth-of-child|parents_married=no|народила, а ми не одружені з ним
    birth-of-child|parents_married=yes|Ми одружені, синочок народився в неділю
    birth-of-child|parents_married=yes|родила сына, мы женаты
    birth-of-child|parents_married=no|родила, мы не расписаны
    birth-of-child|parents_married=no|We are not married and our baby was just born
    birth-of-child|parents_married=yes|we are married, new baby
    disability|needs_device=yes|he needs to walk, we need a prosthesis
    disability|-|we don't need a prosthesis
    birth-of-child|place_of_birth=abroad|дружина народила в Польщі
    birth-of-child|place_of_birth=abroad|My daughter was born abroad
    birth-of-child|place_of_birth=home_or_outside_hospital|народила вдома, швидка не встигла
    birth-of-child|age_of_child=one_to_three|дитині 2 роки, свідоцтва досі нема
    birth-of-child|age_of_child=one_to_three|дитині два роки
    birth-of-child|age_of_child=under_1_year|малому 3 місяці
    birth-of-child|age_of_child=under_1_year|дитині п'ять місяців
    birth-of-child|age_of_child=older|дитині 5 років, а свідоцтво втратили
    birth-of-child|age_of_child=older|сину 6 років
    birth-of-child|age_of_child=under_1_month|малюку тиждень
    birth-of-child|age_of_child=under_1_month|дитині 2 тижні
    birth-of-child|age_of_child=one_to_three|ребенку 2 года
    birth-of-child|age_of_child=one_to_three|the child is 2 years old
    birth-of-child|third_or_later_child=yes|у нас народилася третя дитина
    birth-of-child|mother_insured=no|я безробітна, народила двійню
    birth-of-child|-|я не безробітна
    birth-of-child|baby_box_taken=no|пакунок малюка не дали
    birth-of-child|father_recognised=no|батько дитини не визнає
    divorce|minor_children=yes|розлучаємось, маємо двох дітей
    divorce|minor_children=no|хочемо розвестися, дітей немає
    divorce|minor_children=no|развод, детей нет
    divorce|minor_children=no|divorce, we have no children
    divorce|mutual_consent=no|чоловік не згоден на розлучення
    divorce|mutual_consent=yes|обоє згодні розлучитися
    divorce|mutual_consent=no|муж против развода
    divorce|spouse_situation=abroad|чоловік за кордоном, хочу розлучитися
    divorce|spouse_situation=serving|чоловік служить у ЗСУ
    divorce|spouse_situation=captivity|чоловік у полоні
    divorce|pregnancy_or_baby=yes|я вагітна, але хочу розлучитись
    divorce|pregnancy_or_baby=no|я не вагітна
    divorce|property_to_divide=yes|будемо ділити квартиру
    divorce|property_to_divide=no|майно не ділимо
    retirement|age_reached=60|мені 60 років, хочу на пенсію
    retirement|age_reached=60|мені скоро шістдесят
    retirement|age_reached=65|виповнилося 65, куди йти
    retirement|age_reached=63|мені 63
    retirement|insurance_years=23_to_32|стаж 25 років
    retirement|insurance_years=33_or_more|маю 35 років стажу
    retirement|insurance_years=15_to_22|стажу 18 років
    retirement|insurance_years=under_15|стажу лише 10 років
    retirement|insurance_years=23_to_32|стажу тридцять два роки
    retirement|insurance_years=23_to_32|стажу трицять два годи
    retirement|insurance_years=15_to_22|стажу двацять один рік
    retirement|where_lives=idp|я переселенка, оформлюю пенсію
    retirement|where_lives=abroad|живу за кордоном
    identity-passport|age=age_14_17 id_reason=first|дитині 14 років, робимо перший паспорт
    identity-passport|age=under_14 which_document=foreign_passport|дитині 3 роки, потрібен закордонний
    identity-passport|age=age_18_64|мені 34
    identity-passport|age=age_18_64|мені 34 роки, паспорт прострочений
    identity-passport|age=65_or_older|мамі 70 років
    identity-passport|age=age_14_17|сину 15
    identity-passport|age=under_14|ребенку 5 лет
    identity-passport|age=under_14|my daughter is 7 years old
    travel-abroad-with-child|child_age=under_16|сину 10 років, їдемо в Польщу
    travel-abroad-with-child|child_age=age_16_17|доньці 16 років
    travel-abroad-with-child|man_age=age_23_59|чоловікові 45 років
    travel-abroad-with-child|man_age=age_18_22|сину 19 років
    school-kindergarten|child_age=under_3|дитині 2 роки, шукаємо садок
    school-kindergarten|child_age=3_to_6|доньці 4 роки
    school-kindergarten|child_age=3_to_6|дитині 5 років
    school-kindergarten|idp=yes|ми переселенці, треба в школу
    school-kindergarten|idp=no|ми не переселенці
    school-kindergarten|level=first_grade|йде у перший клас
    school-kindergarten|level=kindergarten|в садок записати
    cash-register|taxpayer=fop_group2_3|я ФОП 2 групи, потрібна каса
    cash-register|taxpayer=fop_group2_3|ФОП третя група
    cash-register|taxpayer=fop_group1|фоп 1 групи
    cash-register|taxpayer=company|у нас ТОВ
    start-sole-proprietor|tax_system=group2|хочу ФОП 2 групи
    start-sole-proprietor|tax_system=group3|відкрити фоп третьої групи
    start-sole-proprietor|tax_system=group1|ФОП першої групи
    start-sole-proprietor|tax_system=group3|ФОП 3 группы
    start-sole-proprietor|tax_system=group3|sole proprietor group 3
    hire-employees|employer=fop_group2|я фоп 2 група, беру продавця
    hire-employees|employer=fop_group3|ФОП 3 групи, треба найняти
    change-business-details|single_tax_group=group2 form=fop|ФОП 2 групи, міняю адресу
    close-business|tax_system=group1_2 form=fop|закриваю ФОП 2 групи
    close-business|tax_system=group3 form=fop|закриваю фоп третьої групи
    close-business|has_employees=yes form=fop|закриваю ФОП, є двоє працівників
    close-business|has_employees=no|працівників немає
    close-business|has_debts=no|боргів немає
    close-business|has_debts=yes|є борги по ЄСВ
    lost-documents|how=lost where_now=abroad|загубила паспорт в Польщі
    lost-documents|how=stolen where_now=abroad|украли паспорт, сейчас в Германии
    lost-documents|how=lost where_now=abroad|lost my passport in Poland
    lost-documents|-|завтра їдемо в Польщу, а паспорта нема
    damaged-home|damage=destroyed|будинок зруйновано повністю
    damaged-home|can_live_there=no|жити там не можна
    damaged-home|home_type=flat|розбило квартиру
    damaged-home|ownership=tenant|я орендую це житло
    damaged-home|self_repaired=yes|ми вже все відремонтували самі
    damaged-home|self_repaired=no|ще не ремонтували
    housing-subsidy|lives=rents_without_contract|знімаємо без договору
    housing-subsidy|lives=rents_with_contract|орендуємо за договором
    housing-subsidy|lives=idp|ми переселенці
    housing-subsidy|utility_debt=yes|маємо борг за комуналку
    housing-subsidy|utility_debt=no|боргів за комуналку немає
    housing-subsidy|abroad=yes|син за кордоном другий рік
    housing-subsidy|family_type=three_or_more_children|у нас троє дітей
    military-registration|who=man_18_24|мені 20 років
    military-registration|who=over_60|мені 61
    military-registration|deferral_ground=three_children|маю трьох дітей, відстрочка
    military-registration|deferral_ground=student|я студент
    military-registration|on_register=no|я не стою на обліку
    driving-licence|need=lost|загубив права
    driving-licence|need=exchange exchange_reason=expired|права прострочені, міняю
    driving-licence|where=abroad|я за кордоном, міняю права
    home-purchase|married=yes|ми одружені, купуємо квартиру
    home-purchase|married=no|я не одружена
    home-purchase|child_rights=no|дітей немає
    name-change|age=16_or_older|мені 18 років
    name-change|age=under_7|дитині 4 роки
    name-change|age=age_7_13|сину 10 років
    disability|person=child_under_18|дитині 8 років, інвалідність
    disability|person=turning_18|сину скоро 18
    disability|mobility=home_bound_or_hospital|мама лежача
    veteran-status|disability_group=second|інвалідність другої групи
    veteran-status|disability_group=first|перша група
    veteran-status|service_state=discharged|мене вже звільнили зі служби
    job-loss|-|мене звільнили
    inheritance|-|помер тато
    adoption-guardianship|child_age=under_14|дівчинці 5 років
    adoption-guardianship|child_age=from_14_to_18|хлопцю 15 років
    moving-residence|home_basis=rent|живу в орендованій квартирі
    death-of-relative|place_of_death=hospital|помер у лікарні
    death-of-relative|place_of_death=home|помер вдома
    divorce|-|не будемо ділити квартиру
    divorce|-|не хочемо ділити майно
    identity-passport|-|мені 34 гривні повернули
    birth-of-child|-|дитині 2 таблетки дали
    cash-register|-|у чергу 2 групи
    housing-subsidy|-|без договору не погоджуюсь
    retirement|-|мені 12 разів відмовили
"""


@lru_cache(maxsize=1)
def book() -> PhraseBook:
    files = [*sorted((PROJECT / "nlu_data" / "situations").glob("*.yml")), PROJECT / "nlu_data" / "circumstances.yml"]
    items = [item for file in files for item in yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)["nlu"]]
    return PhraseBook(
        (item["lookup"], line.strip().removeprefix("-").strip())
        for item in items
        if "lookup" in item
        for line in item["examples"].splitlines()
        if line.strip()
    )


@pytest.mark.parametrize("line", [line.strip() for line in MESSAGES.strip().splitlines()])
def test_what_is_told_in_passing_is_understood(line: str) -> None:
    situation, told, text = line.split("|")

    found = {one.meaning.partition("/")[2] for one in book().find(text) if one.meaning.startswith(f"{situation}/")}

    assert found == (set() if told == "-" else set(told.split()))

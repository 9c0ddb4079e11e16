"""Made-up dumps in the documented shape of the Diia Guide, whole or spoiled in every way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any


def service(number: int, **fields: Any) -> dict[str, Any]:
    """A service as the full dump has it; `fields` replace or, with None, empty its fields."""
    return {
        "identifier": f"{number:05}",
        "thematic_area": "Соціальний захист",
        "sector": "Допомоги",
        "name": f"Видача посвідчення бджоляра № {number}",
        "keyword": f"Посвідчення бджоляра {number}",
        "short_description_plain": "Документ для тих, хто тримає бджіл.",
        "level": "Місцевий",
        "spatial": "Україна",
        "moderation_status": "Опубліковано",
        "created_at": "2023-06-02T14:42:00+0300",
        "owner": "Міністерство бджіл",
        "service_provider": ["ЦНАП", "Рада громади"],
        "legal_base": "Якщо людина тримає більше трьох вуликів.",
        "regulatory_documents": ["Закон про бджільництво"],
        "applicant_type": ["Фізична особа"],
        "events": ["Я хочу тримати бджіл"],
        "input": "Заява; паспорт громадянина України; {фото}, [2 шт.]",
        "produces": ["Посвідчення"],
        "application_ways": ["Особисто", "Онлайн"],
        "receiving_ways": ["Особисто"],
        "processing_durations": "",
        "costs": "",
        "variations": [
            {
                "identifier": f"{number:05}-1",
                "duration": {"verbose": "10 робочих днів", "type": "Робочі дні", "value": 10},
                "costs": [{"verbose": "Безоплатно", "currency": None, "type": "Безоплатне надання", "value": None}],
            }
        ],
        "refusal_grounds": ["Подано не всі документи"],
        "refusal_appeal_person": ["Суд"],
        "refusal_appeal_rules": [],
        "is_appealed_in_court": True,
        "access_link": "https://example.org/bees",
        **fields,
    }


def office(code: int, locality: str = "Полтава", lat: Any = 49.59, lon: Any = 34.55, **fields: Any) -> dict[str, Any]:
    """A service centre as `/asc/detail/` has it."""
    return {
        "code": code,
        "name": f"ЦНАП {locality} {code}",
        "state": "Діючий",
        "address": {"address_full": f"36000, м. {locality}, вул. Соборності, {code}", "lat": lat, "lon": lon},
        "timetable": "Пн–Пт 8:00–17:00",
        "tel_consul": "0532 123-456; 1545",
        "pandus": True,
        "workers_total": 12,
        **fields,
    }


def dump(records: Iterable[dict[str, Any] | bytes], *, indent: int | None = None) -> bytes:
    """The records as a dump; those given as bytes stand in it as they are."""
    written = [one if isinstance(one, bytes) else _json(one, indent) for one in records]
    return b'{"entries": [' + b",\n".join(written) + b"]}"


def _json(value: Any, indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()


#: How a record can be spoiled, and a part of the reason that must be told. Each is given the record's number.
SPOILED: Sequence[tuple[Callable[[int], bytes], str]] = [
    # Not JSON.
    (lambda n: _json(service(n)).replace(b'"name": ', b'"name" ', 1), "not JSON"),
    (lambda n: _json(service(n))[:-1] + b",}", "not JSON"),
    (lambda n: _json(service(n))[:-1], "not JSON"),
    (lambda n: _json(service(n)).replace(b'"keyword": "', b'"keyword": ', 1), "not JSON"),
    (lambda n: _json(service(n)).replace(b"\xd0\x94\xd0\xbe\xd0\xba", b"\xd0\x94\n\xd0\xba", 1), "not JSON"),
    (lambda n: _json(service(n)).replace('["ЦНАП"'.encode(), '["ЦНАП\\x"'.encode(), 1), "not JSON"),
    (lambda n: _json(service(n, service_provider=["A", "B"])).replace(b'["A", "B"]', b'["A", "B"'), "not JSON"),
    (lambda n: _json(service(n, costs="Z")).replace(b'"Z"', b"NaN"), "NaN is no value"),
    (lambda n: _json(service(n, costs="Z")).replace(b'"Z"', b"'free'"), "not JSON"),
    (lambda n: _json(service(n, costs="Z")).replace(b'"Z"', b"undefined"), "not JSON"),
    (lambda n: _json(service(n, costs="Z")).replace(b'"Z"', b"012"), "not JSON"),
    (lambda n: _json(service(n)).replace(b'"level"', b'"name": "twice", "level"', 1), '"name" stands twice'),
    (lambda n: _json(service(n, costs="Z")).replace(b'"Z"', b'"\xff\xfe"'), "not UTF-8"),
    (lambda n: _json(service(n)).replace(b'"level"', b'/* a remark */ "level"', 1), "not JSON"),
    (lambda n: b"{" + _json(service(n)).replace(b'"identifier"', b"identifier", 1)[1:], "not JSON"),
    (lambda n: b"[" * 100_000 + b"]" * 100_000, "too deep"),
    # JSON, but no record.
    (lambda n: b"null", "it is null"),
    (lambda n: b"42", "it is a number"),
    (lambda n: b"true", "it is true or false"),
    (lambda n: b'"00169"', "it is a text"),
    (lambda n: b"[1, 2]", "it is a list"),
    (lambda n: b"[]", "it is a list"),
    (lambda n: b"{}", '"identifier" is None'),
    # Without what every record needs.
    (lambda n: _json(service(n, identifier=None)), '"identifier" is None'),
    (lambda n: _json(service(n, identifier=n)), '"identifier" is'),
    (lambda n: _json(service(n, identifier="")), "\"identifier\" is ''"),
    (lambda n: _json(service(n, identifier="00 169")), "\"identifier\" is '00 169'"),
    (lambda n: _json(service(n, identifier="№169")), "\"identifier\" is '№169'"),
    (lambda n: _json(service(n, identifier="1" * 33)), '"identifier" is'),
    (lambda n: _json(service(n, identifier=["00169"])), '"identifier" is'),
    (lambda n: _json(service(n, identifier="00001")), "stands already in record 1"),
    (lambda n: _json(service(n, name=None)), '"name" is missing or empty'),
    (lambda n: _json(service(n, name="  ")), '"name" is missing or empty'),
    (lambda n: _json(service(n, name="<b></b>")), '"name" is missing or empty'),
    (lambda n: _json(service(n, name=7)), '"name" is a number: 7'),
    (lambda n: _json(service(n, name="А" * 2001)), '"name" has 2001 characters'),
    # Fields of the wrong kind.
    (lambda n: _json(service(n, keyword=["a"])), '"keyword" is a list'),
    (lambda n: _json(service(n, input={"a": 1})), '"input" is an object'),
    (lambda n: _json(service(n, input="А" * 20_001)), '"input" has 20001 characters'),
    (lambda n: _json(service(n, input="заява\x00паспорт")), "U+0000"),
    (lambda n: _json(service(n, input="заява \ufffd паспорт")), "U+FFFD"),
    (lambda n: _json(service(n, costs="Z")).replace(b'"Z"', b'"\\ud800"'), "U+D800"),
    (lambda n: _json(service(n, produces=5)), '"produces" is a number: 5'),
    (lambda n: _json(service(n, events=[{"id": 1}])), '"events" is an object'),
    (lambda n: _json(service(n, service_provider=[None])), '"service_provider" is null'),
    (lambda n: _json(service(n, is_appealed_in_court="так")), '"is_appealed_in_court" is'),
    (lambda n: _json(service(n, variations={"a": 1})), '"variations" is an object'),
    (lambda n: _json(service(n, variations=[1])), '"variations" is a number'),
    (lambda n: _json(service(n, variations=[{"duration": "5 днів"}])), '"variations.duration" is a text'),
    (lambda n: _json(service(n, access_link="javascript:alert(1)")), '"access_link" is'),
]

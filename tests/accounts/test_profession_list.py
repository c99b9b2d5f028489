"""The list of professions that every new database holds: what the law reserves, how it compares, what embraces what."""

import re
from collections import Counter
from typing import Any

import pytest

from accounts.isco import UNIT_GROUPS
from accounts.models import Field
from accounts.professions import read_professions

ENTRIES = {entry["slug"]: entry for entry in read_professions()}
# What nothing in the list embraces: shown where the groups below are too small, and nothing where they are still too small.
BROADEST = {
    "law": {"legal-professional", "public-servant"},
    "med": {"health-professional", "care-professional", "welfare-worker"},
    "edu": {"educator", "scholar", "culture-institution-worker"},
    "art": {"cultural-worker"},
    "press": {"journalist", "publishing-worker", "broadcast-worker"},
    "tech": {"science-technology-worker"},
    "craft": {
        "craft-worker", "transport-worker", "primary-producer", "construction-professional", "production-worker", "food-worker",
        "service-worker",
    },
    "biz": {"executive", "finance-professional", "merchant", "employee", "homemaker"},
}  # fmt: skip
# The major groups of ISCO-08 that the professions of a field can belong to (0 armed forces, 1 managers, 2 professionals, … 9 elementary).
MAJOR = {"law": "0235", "med": "235", "edu": "235", "art": "237", "press": "12347", "tech": "24", "craft": "456789", "biz": "12345"}
MAJOR["tech"] += "3"
# Titles and offices that Korean statutes reserve, as far as the list has them; 요리사 is not 조리사, 연구자 is nobody's title.
RESERVED = [
    "변호사",
    "판사",
    "검사",
    "변리사",
    "공인노무사",
    "법무사",
    "행정사",
    "의사",
    "치과의사",
    "한의사",
    "간호사",
    "조산사",
    "간호조무사",
    "약사",
    "물리치료사",
    "작업치료사",
    "방사선사",
    "임상병리사",
    "치과위생사",
    "치과기공사",
    "보건의료정보관리사",
    "안경사",
    "응급구조사",
    "영양사",
    "수의사",
    "사회복지사",
    "건축사",
    "기술사",
    "공인회계사",
    "세무사",
    "감정평가사",
    "관세사",
    "공인중개사",
    "경영지도사",
]


def line_of(slug: str) -> list[str]:
    line = [slug]
    while above := ENTRIES[line[-1]]["broader"]:
        assert above not in line, f"{slug}: a ring"
        line.append(above)
    return line


def test_there_are_enough_of_them_in_all_eight_fields() -> None:
    fields = Counter(entry["field"] for entry in ENTRIES.values())
    assert fields.total() >= 120
    assert set(fields) == set(Field.values)
    assert min(fields.values()) >= 10


def test_the_table_of_isco_is_whole() -> None:
    assert len(UNIT_GROUPS) == 436
    majors = Counter(code[0] for code in UNIT_GROUPS)
    assert majors == {"0": 3, "1": 31, "2": 92, "3": 84, "4": 29, "5": 40, "6": 18, "7": 66, "8": 40, "9": 33}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=list(ENTRIES))
def test_its_code_is_a_unit_group_that_suits_its_field(entry: dict[str, Any]) -> None:
    assert entry["isco"] in UNIT_GROUPS
    assert entry["isco"][0] in MAJOR[entry["field"]]
    if entry["regulated"]:
        assert entry["isco"][0] in "23"


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("lawyer", "2611"), ("judge", "2612"), ("judicial-scrivener", "2619"), ("physician", "2211"), ("dentist", "2261"), ("nurse", "2221"),
        ("korean-medicine-doctor", "2230"), ("pharmacist", "2262"), ("physiotherapist", "2264"), ("veterinarian", "2250"),
        ("social-worker", "2635"), ("teacher", "2330"), ("professor", "2310"), ("librarian", "2622"), ("economist", "2631"),
        ("poet", "2641"), ("reporter", "2642"), ("translator", "2643"), ("actor", "2655"), ("developer", "2512"), ("architect", "2161"),
        ("accountant", "2411"), ("police-officer", "5412"), ("welder", "7212"), ("electrician", "7411"), ("baker", "7512"),
        ("bus-driver", "8331"), ("farmer", "6111"), ("courier", "8321"), ("cleaner", "9112"), ("soldier", "0210"), ("customs-broker", "3331"),
    ],
)  # fmt: skip
def test_well_known_ones_stand_where_the_classification_puts_them(slug: str, code: str) -> None:
    assert ENTRIES[slug]["isco"] == code


def test_exactly_what_a_statute_reserves_is_reserved() -> None:
    assert {entry["name"] for entry in ENTRIES.values() if entry["regulated"]} == set(RESERVED)


def test_a_reserved_title_says_who_issues_it_and_what_is_accepted() -> None:
    assert [slug for slug, entry in ENTRIES.items() if entry["regulated"] and not (entry["issuer"] and entry["evidence"])] == []


def test_names_are_unique_and_seals_are_unique_in_their_field() -> None:
    for key in ("slug", "name", "name_en"):
        assert [name for name, times in Counter(entry[key] for entry in read_professions()).items() if times > 1] == []
    seals = Counter((entry["field"], entry["seal"]) for entry in ENTRIES.values())
    assert [seal for seal, times in seals.items() if times > 1] == []
    assert all(re.fullmatch("[가-힣]", seal) for _field, seal in seals)


def test_definitions_are_one_korean_sentence() -> None:
    odd = [slug for slug, entry in ENTRIES.items() if not re.fullmatch(r"[가-힣 ,·]{10,60}(?:사람|말)\.", entry["definition"])]
    assert odd == []


def test_whatever_is_not_broad_itself_has_a_broader_one() -> None:
    for field in Field.values:
        assert {slug for slug, entry in ENTRIES.items() if entry["field"] == field and not entry["broader"]} == BROADEST[field]


@pytest.mark.parametrize("slug", ENTRIES)
def test_its_line_ends_soon_in_a_broad_one_that_nobody_reserves(slug: str) -> None:
    line = line_of(slug)
    assert len(line) <= 3
    assert all(not ENTRIES[above]["regulated"] for above in line[1:])
    assert {ENTRIES[one]["field"] for one in line} == {ENTRIES[slug]["field"]}

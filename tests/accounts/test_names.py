"""Names and pen names: which letters, and whose."""

import pytest
from django.core.exceptions import ValidationError

from accounts.names import clean_name

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "",
        "문가람",
        "느린걸음",
        "José Müller",
        "文佳藍",
        "大한민국",
        "김·이",
        "J. S. 밀",
        "출판사 다니는 사람",
        "의사소통",
        "7층",
        "가" * 20,
    ],
)
def test_a_name_in_the_letters_of_the_site_is_kept(name: str) -> None:
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  문  가람 ", "문 가람"),
        ("문\u200b가\u202e람", "문가람"),
        ("\u3164\u200b", ""),
        ("\u1106\u116e\u11ab", "문"),
        ("문\ufeff가람\u00ad", "문가람"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(typed: str, stored: str) -> None:
    assert clean_name(typed) == stored


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Аdmin", "script"),  # with a Cyrillic letter
        ("ΝAVER", "script"),
        ("문가람✓", "script"),
        ("문가람 🙂", "script"),
        ("ㅁㄱㄹ", "script"),
        ("ＡＢＣ", "script"),
        ("<b>문</b>", "script"),
        ("문/가람", "script"),
        ("a" + "\u0301" * 12, "script"),
        ("···", "letter"),
        ("123", "letter"),
        ("가" * 21, "long"),
        ("관리자", "reserved"),
        ("관 리 자", "reserved"),
        ("공론", "reserved"),
        ("공론 운영팀", "reserved"),
        ("탈퇴한 회원", "reserved"),
        ("Administrator", "reserved"),
        ("변호사", "title"),
        ("김변호사", "title"),
        ("변호사 김가람", "title"),
        ("김가람·의사", "title"),
        ("변호사김철수", "title"),
        ("변.호.사 김철수", "title"),
        ("김의사", "title"),
        ("의사김", "title"),
        ("辯護士 김철수", "title"),
        ("Lawyer Kim", "title"),
        ("ádministrator", "reserved"),
    ],
)
def test_a_name_that_misleads_is_refused(name: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        clean_name(name)
    assert refusal.value.code == code

"""From source to HTML: the subset, the disguises of script, and Korean particles after emphasis."""

import pytest

from comments.rendering import render, shown


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("한 문단.\n\n다음 문단.", "<p>한 문단.</p>\n<p>다음 문단.</p>"),
        ("줄을\n바꾼다", "<p>줄을<br>\n바꾼다</p>"),
        ("**굵게** *기울여*", "<p><strong>굵게</strong> <em>기울여</em></p>"),
        ("> 인용", "<blockquote>\n<p>인용</p>\n</blockquote>"),
        ("- 하나\n- 둘", "<ul>\n<li>하나</li>\n<li>둘</li>\n</ul>"),
        ("3. 셋\n4. 넷", '<ol start="3">\n<li>셋</li>\n<li>넷</li>\n</ol>'),
        ("# 제목은 없다", "<p># 제목은 없다</p>"),
        ("`코드`도 없다", "<p>`코드`도 없다</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
    ],
)
def test_subset_renders(source: str, html: str) -> None:
    assert render(source) == html


@pytest.mark.parametrize(
    ("source", "strong"),
    [
        ("**시간도 함께**라는 말", "시간도 함께"),
        ("**‘말’**이 먼저다", "‘말’"),
        ("그는 **“아니요.”**라고 답했다", "“아니요.”"),
        ("이것은**(강조)**입니다", "(강조)"),
    ],
)
def test_emphasis_may_be_followed_by_a_particle(source: str, strong: str) -> None:
    assert f"<strong>{strong}</strong>" in render(source)


def test_lone_asterisks_stay_as_typed() -> None:
    assert render("3 * 4 * 5") == "<p>3 * 4 * 5</p>"
    assert render("별 ** 둘") == "<p>별 ** 둘</p>"


DISGUISES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">눌러요</a>',
    "[눌러요](javascript:alert(1))",
    "[눌러요](JaVaScRiPt:alert(1))",
    "[눌러요](java\tscript:alert(1))",
    "[눌러요](&#106;avascript:alert(1))",
    "[눌러요](data:text/html;base64,PHNjcmlwdD4=)",
    "[눌러요](vbscript:msgbox(1))",
    "<javascript:alert(1)>",
    '"><script>alert(1)</script>',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>@import 'https://example.org/x.css'</style>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '[a](https://example.org/"onmouseover="alert(1))',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<!--><script>alert(1)</script>-->",
    "＜script＞alert(1)＜/script＞",
]


@pytest.mark.parametrize("source", DISGUISES)
def test_no_disguise_of_script_survives(source: str) -> None:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(render(source), "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= {"p", "a", "br", "strong", "em", "blockquote", "ul", "ol", "li"}
    for tag in soup.find_all(True):
        assert set(tag.attrs) <= {"href", "rel", "start"}
        assert tag.get("href", "https://").startswith(("http://", "https://", "mailto:"))


def test_readers_links_carry_no_weight_and_tell_nothing() -> None:
    assert 'rel="nofollow ugc noopener"' in render("[근거](https://example.org/a)")


def test_bare_addresses_become_links() -> None:
    assert '<a href="https://example.org/a?b=1" rel="nofollow ugc noopener">https://example.org/a?b=1</a>' in render(
        "근거: https://example.org/a?b=1 입니다"
    )


def test_deep_nesting_ends_instead_of_growing() -> None:
    assert render(">" * 400 + " 깊다").count("<blockquote>") <= 12


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("앞[](/가)뒤", "<p>앞뒤</p>"),
        ('앞[](/a "이름 > 값")뒤', "<p>앞뒤</p>"),
        ("[말](/a)", '<p><a href="/a" rel="nofollow ugc noopener">말</a></p>'),
    ],
)
def test_a_link_of_nothing_is_nothing(source: str, html: str) -> None:
    assert render(source) == html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("한 문단.\n\n다음 <b> & 문단.", "한 문단.\n\n다음 <b> & 문단."),
        ("이런병**신**놈", "이런병신놈"),
        ("[앞](/a)[뒤](/b)", "앞뒤"),
        ("*줄*을\n바꾼다", "줄을\n\n바꾼다"),
        ("- *하나*\n- 둘", "하나\n\n둘"),
        ("1 < 2 & 3", "1 < 2 & 3"),
    ],
)
def test_what_readers_see(source: str, text: str) -> None:
    assert shown(source) == text

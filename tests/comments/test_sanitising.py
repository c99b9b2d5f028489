"""Plain paragraphs need no sanitiser; what it would have made of them is the same."""

import random

import pytest

from comments.rendering import PARSER
from comments.sanitising import PLAIN, by_bleach, sanitise

PIECES = [
    *(
        "가",
        "나 ",
        "다.",
        "a",
        "B",
        " . ",
        "..",
        "…",
        "1.",
        "\n",
        "\n\n",
        " ",
        "‘",
        "’이",
        "**",
        "*",
        "_",
        "(",
        ")",
        "[",
        "]",
        "#",
        "- ",
        "> ",
        "@",
    ),
    *(
        "&",
        "&amp;",
        "&lt;b",
        "&quot",
        "&#39;",
        ";",
        "<",
        ">",
        '"',
        "'",
        "/",
        "//",
        "https:",
        "www.",
        "naver",
        ".co",
        ".com",
        ".co.kr",
        "?",
        "=",
    ),
    *(
        "\u2028",
        "\u00a0",
        "\u200d",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\x85",
        "\x0c",
        "\x00",
        "\u00ad",
        "\U0001f600",
        "e\u0301",
        "\u0130",
        "ſ",
        "K",
    ),
]
TAGS = ["<p>", "</p>", "</p>\n", "<br />", "<br>", "<strong>", "</strong>", "<em>", "</em>", "<ul>", "</li>", "<p >", "</div>"]


def test_whatever_readers_write_comes_out_as_the_sanitiser_would_have_it() -> None:
    chance = random.Random(1)  # noqa: S311
    drawn = [PARSER.render("".join(chance.choices(PIECES, k=chance.randint(1, 16)))) for _ in range(1500)]
    assert sum(bool(PLAIN.fullmatch(html)) for html in drawn) > 100
    assert [sanitise(html) for html in drawn] == [by_bleach(html) for html in drawn]


def test_and_so_does_what_no_renderer_writes() -> None:
    chance = random.Random(2)  # noqa: S311
    made = ["<p>" + "".join(chance.choices([*PIECES[:8], *TAGS], k=chance.randint(0, 8))) + "</p>" for _ in range(1500)]
    assert sum(bool(PLAIN.fullmatch(html)) for html in made) > 30
    assert [sanitise(html) for html in made] == [by_bleach(html) for html in made]


@pytest.mark.parametrize(
    "html",
    [
        "<p>naver.com</p>",
        "<p>한글.com</p>",
        "<p>&amp;lt;b</p>",
        "<p></div></p>",
        "<p><strong>하나<em>둘</em></strong></p>",
        "<ul>\n<li>하나</li>\n</ul>",
        "<p>끝이 없다",
        "<p onclick=x>가</p>",
        "<p>\x00</p>",
    ],
)
def test_whatever_is_not_plain_goes_the_long_way(html: str) -> None:
    assert not PLAIN.fullmatch(html)


def test_what_most_people_write_is_plain() -> None:
    assert PLAIN.fullmatch(
        PARSER.render('저는 "현장"에서 다르게 보았습니다.\n\n순서가 **반대**였고,\n그다음은 1 < 2처럼 *아무도* 몰랐습니다.')
    )

"""The share picture, drawn: that everything has its place, and that it is the site's own rule, cloth and wordmark."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings
from PIL import Image, ImageColor

from accounts.models import Field, Profession
from comments.voices import Voice
from portal.share import drawing, lettering
from portal.share.poster import Poster

TITLE_WIDTH, TITLE_HEIGHT, SIZES = drawing.TITLE.width, drawing.TITLE.height, drawing.TITLE_SIZES


def poster(title: str = "초벌을 잃은 직업들", voices: tuple[Voice, ...] = ()) -> Poster:
    return Poster(title, "한서윤", "댓글 3개", "", voices)


def seen(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    image.load()
    return image


def on_paper(dye: str) -> tuple[int, ...]:
    return tuple(one * other // 255 for one, other in zip(ImageColor.getrgb(dye), ImageColor.getrgb(drawing.PAPER), strict=True))


def test_before_the_first_comment_its_cloth_is_undyed_and_its_rule_ink() -> None:
    image = seen(drawing.draw(poster()))
    assert image.getpixel((900, 400)) == on_paper(drawing.DYES["d-none"][2])
    assert image.getpixel((1190, 117)) == ImageColor.getrgb(drawing.INK)


def measure(size: int) -> Callable[[str], float]:
    return lettering.font(size).getlength


def test_a_short_title_is_large_and_a_long_one_small() -> None:
    sizes = [lettering.fit("가나다 라마바 " * count, TITLE_WIDTH, TITLE_HEIGHT, SIZES).size for count in (1, 2, 4, 5)]
    assert sizes[0] == SIZES[0]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < sizes[0]


@pytest.mark.parametrize(
    "title", ["말", "판사의 하루를 기계가 요약할 때", "가나다라 " * 50, "ab" * 120, "길" * 255, "", "단어 " + "긴" * 60]
)
def test_every_title_stays_in_its_place(title: str) -> None:
    setting = lettering.fit(title, TITLE_WIDTH, TITLE_HEIGHT, SIZES)
    assert len(setting.lines) * setting.size * lettering.LEADING <= TITLE_HEIGHT
    assert all(measure(setting.size)(line) <= TITLE_WIDTH for line in setting.lines)
    shown = "".join(setting.lines).replace(" ", "")
    whole = title.replace(" ", "")
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


def test_lines_break_between_words() -> None:
    text = "직업의 눈으로 읽는 논평과 토론의 자리"
    lines = lettering.wrap(text, 300, measure(60))
    assert len(lines) > 2
    assert " ".join(lines) == text


def test_lines_are_balanced() -> None:
    """Four words of one length, three to a line: two and two, not three and one."""
    text = "가나다라 마바사아 자차카타 파하거너"
    width = measure(40)("가나다라 마바사아 자차카타") + 1
    lines = lettering.wrap(text, width, measure(40))
    assert [len(line.split()) for line in lines] == [3, 1]
    assert [len(line.split()) for line in lettering.balance(text, lines, width, measure(40))] == [2, 2]


def test_every_syllable_and_the_hanja_of_newspapers_have_a_sign() -> None:
    syllables = "".join(map(chr, range(0xAC00, 0xD7A4)))
    others = "「」『』《》〈〉‘’“”…·—–!?%&①㎡₩€éüñαж論美中日與野勞使樂韓國"
    assert len(syllables) == 11_172
    assert lettering.drawable(syllables + others) == syllables + others


def test_what_has_no_sign_is_left_out() -> None:
    assert lettering.drawable("AI가 쓴 🤖 시\u2060다") == "AI가 쓴 시다"


# As the site has it


def mixed(colour: str, share: float, ground: str) -> list[int]:
    """`color-mix(in oklab, colour share, ground)` of CSS Color 5, by B. Ottosson's matrices."""
    to_lms = [
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    ]
    to_rgb = [
        (4.0767416621, -3.3077115913, 0.2309699292),
        (-1.2684380046, 2.6097574011, -0.3413193965),
        (-0.0041960863, -0.7034186147, 1.7076147010),
    ]

    def cone_responses(code: str) -> list[float]:
        parts = [int(code[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return [sum(a * b for a, b in zip(row, linear, strict=True)) ** (1 / 3) for row in to_lms]

    # Oklab is linear in the cube roots, so that mixing there is mixing these.
    roots = [one * share + other * (1 - share) for one, other in zip(cone_responses(colour), cone_responses(ground), strict=True)]
    linear = [sum(a * b**3 for a, b in zip(row, roots, strict=True)) for row in to_rgb]
    return [round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)) for part in linear]


def test_its_dyes_are_the_stylesheets() -> None:
    style = (settings.BASE_DIR / "static" / "site.css").read_text()
    light = dict(re.findall(r"--(\w+): light-dark\((#[0-9a-f]{6})", style))
    deep, pale = (int(re.search(rf"--{name}: (\d+)%", style)[1]) / 100 for name in ("deep", "pale"))
    light["ink-2"] = re.search(r"--ink-2: light-dark\((#\w+)", style)[1]
    assert [light["paper"], light["ink"], light["ink-2"]] == [drawing.PAPER, drawing.INK, drawing.INK_2]
    shares = {f"d-{field}": ((0.82, "#ffffff"), (deep, light["paper"]), (pale, light["paper"])) for field in Field.values}
    shares["d-none"] = ((0.45, light["paper"]), (0.2, light["paper"]), (0.2, light["paper"]))
    assert shares.keys() == drawing.DYES.keys()
    for css, dyes in drawing.DYES.items():
        for dye, (share, ground) in zip(dyes, shares[css], strict=True):
            is_now = [int(dye[start : start + 2], 16) for start in (1, 3, 5)]
            assert is_now == pytest.approx(mixed(light[css.removeprefix("d-")], share, ground), abs=1), css


def test_its_wordmark_is_the_mastheads() -> None:
    masthead = (settings.BASE_DIR / "site" / "templates" / "includes" / "masthead.html").read_text()
    strokes: list[list[tuple[float, float]]] = []
    for letter, numbers in re.findall(r"([MhvHV])([-\d. ]+)", re.search(r'<path d="([^"]+)"', masthead)[1]):
        values = [float(number) for number in numbers.split()]
        if letter == "M":
            strokes.append([(values[0], values[1])])
            continue
        x, y = strokes[-1][-1]
        strokes[-1].append({"h": (x + values[0], y), "v": (x, y + values[0]), "H": (values[0], y), "V": (x, values[0])}[letter])
    assert [list(stroke) for stroke in drawing.STROKES] == strokes
    circle = re.search(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', masthead)
    assert tuple(float(number) for number in circle.groups()) == drawing.RING


def test_a_talk_of_every_field_can_be_drawn() -> None:
    voices = [Voice(Profession(seal="가", field=field, name=field), 3, 1) for field in Field.values]
    assert seen(drawing.draw(poster(voices=(*voices, Voice(None, 2))))).size == (1200, 630)

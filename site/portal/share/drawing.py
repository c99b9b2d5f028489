"""The share picture, drawn: the masthead's rule with the wordmark, the cloth that hangs from it, title, name and numbers.

As static/site.css has it in light: paper and ink belong to the writing, and a dye stands where a profession speaks.
"""

from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

from comments.cloth import NUMBER_FROM, SYLLABLE, Cell, Patch, fits, lay, number_needs
from comments.treemap import Box
from comments.voices import Voice
from portal.share.lettering import LEADING, Setting, drawable, fit, font
from portal.share.poster import Poster

SIZE = WIDTH, HEIGHT = 1200, 630  # as other sites show it
MARGIN = 72
PAPER, INK, INK_2 = "#f9faf8", "#15181b", "#434a4f"
# Each dye as the stylesheet mixes it: in the rule, and in verified and stated patches.
DYES = {
    "d-law": ("#476fa4", "#819cc1", "#a3b8d1"),
    "d-med": ("#c1596d", "#d89099", "#e3afb5"),
    "d-edu": ("#94773e", "#b5a27d", "#c9bba0"),
    "d-art": ("#8261a1", "#a993bf", "#c0b1d0"),
    "d-press": ("#5f6569", "#909497", "#aeb2b3"),
    "d-tech": ("#45847d", "#82aaa5", "#a5c1bd"),
    "d-craft": ("#af6643", "#ca977f", "#d9b4a2"),
    "d-biz": ("#667f46", "#95a881", "#b2bfa3"),
    "d-none": ("#b6b5ae", "#dbdbd6", "#dbdbd6"),
}
# The wordmark's strokes, as in site/templates/includes/masthead.html: 106 by 70, six wide; its long bar is the rule.
STROKES = (
    [(10, 5), (44, 5), (44, 20)],
    [(28, 18), (28, 37)],
    [(0, 38), (106, 38)],
    [(67, 5), (99, 5), (99, 13.5), (67, 13.5), (67, 23), (100, 23)],
    [(83, 23), (83, 37)],
    [(68, 47), (68, 64), (102, 64)],
)
RING = (28, 56.5, 9.5)
STROKE = 6
LOGO = 1.9  # pixels for one of the wordmark's units
RULE = Box(0, 112, WIDTH, 123)
SHARP = 4  # the wordmark is drawn larger and made smaller, because Pillow's lines have hard edges

SCALE = 1.65  # pixels of the picture for one of the cloth's, which is laid as beside a column
CLOTH = Box(716, 123, 1128, 562)
SEAM = 3  # how far a patch reaches over its neighbours
TITLE = Box(MARGIN, 208, 670, 448)
TITLE_SIZES = (86, 76, 66, 58, 50, 44)
BY_SIZE, LINE_SIZE = 34, 27


def draw(poster: Poster) -> bytes:
    """PNG."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    _draw_rule(pen, poster.voices)
    image.paste(INK, (MARGIN, round(RULE.top + RULE.height / 2 - 38 * LOGO)), _wordmark())
    image.paste(_cloth(list(poster.voices)), (round(CLOTH.left), round(CLOTH.top)))
    _draw_words(pen, poster)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_rule(pen: ImageDraw.ImageDraw, voices: tuple[Voice, ...]) -> None:
    """The masthead's rule, dyed in the proportions of the discussion; ink where nobody has spoken."""
    total, start = sum(voice.count for voice in voices), 0
    if not total:
        pen.rectangle([RULE.left, RULE.top, RULE.right, RULE.bottom - 1], fill=INK)
    for voice in voices:
        edges = [round(RULE.width * filled / total) for filled in (start, start + voice.count)]
        pen.rectangle([edges[0], RULE.top, edges[1], RULE.bottom - 1], fill=DYES[voice.css][0])
        start += voice.count


def _wordmark() -> Image.Image:
    """A mask: where there is ink."""
    unit = LOGO * SHARP
    mark = Image.new("L", (round(106 * unit), round(70 * unit)))
    pen = ImageDraw.Draw(mark)
    half = STROKE / 2
    for stroke in STROKES:
        for (x1, y1), (x2, y2) in pairwise(stroke):
            ends = 0 if stroke[0][1] == 38 else half  # the corners are square; the long bar ends where it ends
            across, down = (ends, half) if y1 == y2 else (half, ends)
            corners = (min(x1, x2) - across, min(y1, y2) - down, max(x1, x2) + across, max(y1, y2) + down)
            pen.rectangle([corner * unit for corner in corners], fill=255)
    x, y, radius = RING
    pen.ellipse([(x - radius - half) * unit, (y - radius - half) * unit, (x + radius + half) * unit, (y + radius + half) * unit], fill=255)
    inner = radius - half
    pen.ellipse([(x - inner) * unit, (y - inner) * unit, (x + inner) * unit, (y + inner) * unit], fill=0)
    return mark.resize((round(106 * LOGO), round(70 * LOGO)), Image.Resampling.LANCZOS)


def _cloth(voices: list[Voice]) -> Image.Image:
    """Patches that are multiplied into one another where they overlap, like dyed silk held against the light."""
    width, height = round(CLOTH.width), round(CLOTH.height)
    cloth = Image.new("RGB", (width, height), PAPER)
    cells = lay(voices, width / SCALE, height / SCALE) if voices else []
    undyed = Patch("d-none", False, 0, Box(0, 0, width / SCALE, height / SCALE))  # before the first comment
    for patch in [patch for cell in cells for patch in cell.patches] or [undyed]:
        left, top, right, bottom = (round(edge * SCALE) for edge in patch.box)
        area = (max(left - SEAM, 0), max(top - SEAM, 0), min(right + SEAM, width), min(bottom + SEAM, height))
        dye = Image.new("RGB", (area[2] - area[0], area[3] - area[1]), DYES[patch.css][1 if patch.verified else 2])
        cloth.paste(ImageChops.multiply(cloth.crop(area), dye), area)
    pen = ImageDraw.Draw(cloth)
    for cell in cells:
        _letter(pen, cell)
    return cloth


def _letter(pen: ImageDraw.ImageDraw, cell: Cell) -> None:
    """The syllable and the number, by the rules of the cloth in a page."""
    first, number = cell.patches[0].box, f"{cell.voice.count:,}"
    left, top = cell.box.left * SCALE, cell.box.top * SCALE
    if cell.syllable and fits(first, SYLLABLE):
        pen.text((left + 10 * SCALE, top + 26 * SCALE), cell.syllable, fill=INK, font=font(round(20 * SCALE)), anchor="ls")
        if fits(first, number_needs(number)):
            pen.text((left + NUMBER_FROM * SCALE, top + 25 * SCALE), number, fill=INK, font=font(round(12 * SCALE)), anchor="ls")


def _draw_words(pen: ImageDraw.ImageDraw, poster: Poster) -> None:
    _write(pen, fit(drawable(poster.title), TITLE.width, TITLE.height, TITLE_SIZES), TITLE.left, TITLE.top, INK)
    _write(pen, fit(drawable(poster.by), TITLE.width, BY_SIZE * LEADING + 1, (BY_SIZE,)), MARGIN, 478, INK)
    _write(pen, fit(drawable(poster.line), TITLE.width, LINE_SIZE * LEADING + 1, (LINE_SIZE,)), MARGIN, 529, INK_2)


def _write(pen: ImageDraw.ImageDraw, setting: Setting, left: float, top: float, ink: str) -> None:
    for number, line in enumerate(setting.lines):
        pen.text((left, top + number * setting.size * LEADING), line, fill=ink, font=font(setting.size), anchor="la")

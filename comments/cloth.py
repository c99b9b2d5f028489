"""The cloth (조각보): a discussion as patchwork. One cell for each profession, as large as its share; clear colour is verified."""

from collections import Counter
from dataclasses import dataclass, field
from math import ceil

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.models.profession import UNDISCLOSED_SEAL
from comments.treemap import Box, squarify
from comments.voices import Voice, spoken

PATCH = 8  # comments in a patch, at most; more where that would make too many patches
PATCHES = 60
MOST = 10  # professions with a cell of their own
SYLLABLE = (36, 32)  # pixels of the first patch, to hold a syllable
NUMBER_FROM = 36  # pixels from the patch's left edge to the number behind the syllable
DIGIT = 9  # pixels of a digit, generously


@dataclass(frozen=True)
class Place:
    """How large a cloth is, in CSS pixels: where the page has rails (nominally), and on a phone."""

    width: float
    height: float
    narrow: tuple[float, float] = (350, 144)


SIDE = Place(248, 304)  # beside a column's title
LEAD = Place(440, 432)  # beside the front page's leading column
PLACES = {"side": SIDE, "lead": LEAD}


@dataclass
class Others(Voice):
    """What the professions after the largest ten said, together."""

    folded: list[Voice] = field(default_factory=list)

    @property
    def label(self) -> str:
        return gettext("Others")


@dataclass(frozen=True)
class Patch:
    css: str
    verified: bool
    comments: int
    box: Box


@dataclass(frozen=True)
class Cell:
    voice: Voice
    box: Box
    patches: list[Patch]

    @property
    def syllable(self) -> str:
        if isinstance(self.voice, Others):
            return ""  # several professions have no seal in common
        return self.voice.profession.seal if self.voice.profession else UNDISCLOSED_SEAL


def fold(voices: list[Voice], most: int = MOST) -> list[Voice]:
    """The `most` largest professions, the others as one, and the undisclosed last."""
    named = [voice for voice in voices if voice.profession]
    small = named[most:]
    if not small:
        return voices
    others = Others(None, sum(voice.count for voice in small), sum(voice.verified for voice in small), folded=small)
    return [*named[:most], others, *(voice for voice in voices if not voice.profession)]


def lay(voices: list[Voice], width: float, height: float) -> list[Cell]:
    """The cells of a cloth of that size, with their patches."""
    voices = fold(voices)
    size = _patch_size(voices)
    boxes = squarify([voice.count for voice in voices], Box(0, 0, width, height))
    return [Cell(voice, box, _patches(voice, box, size)) for voice, box in zip(voices, boxes, strict=True)]


def _parts(voice: Voice) -> list[tuple[str, bool, int]]:
    """Dye, verified or not, and how many comments: verified first. Folded professions keep their fields' dyes."""
    parts: Counter[tuple[str, bool]] = Counter()
    for one in voice.folded if isinstance(voice, Others) else [voice]:
        parts[one.css, True] += one.verified
        parts[one.css, False] += one.count - one.verified
    return sorted(((css, verified, count) for (css, verified), count in parts.items() if count > 0), key=lambda part: not part[1])


def _patch_size(voices: list[Voice]) -> int:
    """Comments in a patch: doubled until the patches are few enough to be seen, and to be sent."""
    counts = [count for voice in voices for _css, _verified, count in _parts(voice)]
    size = PATCH
    while sum(ceil(count / size) for count in counts) > PATCHES:
        size *= 2
    return size


def _patches(voice: Voice, box: Box, size: int) -> list[Patch]:
    pieces = [(css, verified, piece) for css, verified, count in _parts(voice) for piece in _even(count, ceil(count / size))]
    boxes = squarify([piece for _css, _verified, piece in pieces], box)
    return [Patch(css, verified, piece, box) for (css, verified, piece), box in zip(pieces, boxes, strict=True)]


def _even(count: int, pieces: int) -> list[int]:
    """`count` in whole pieces that differ by one at most, larger ones first."""
    each, more = divmod(count, pieces)
    return [each + 1] * more + [each] * (pieces - more)


def draw(voices: list[Voice], place: Place = SIDE) -> SafeString:
    """The cloth as SVG, in percent, so that it fits any width; one undyed patch before the first comment."""
    if not voices:
        label, inside = gettext("The cloth begins with the first comment."), SafeString('<rect class="d-none" width="100%" height="100%"/>')
    else:
        cells = lay(voices, place.width, place.height)
        label, inside = spoken(fold(voices)), _rects(cells, place) + _texts(cells, place)
    return format_html('<svg class="cloth" role="img" aria-label="{}">{}</svg>', label, inside)


def _rects(cells: list[Cell], place: Place) -> SafeString:
    patches = [patch for cell in cells for patch in cell.patches]
    rows = [(patch.css, " v" if patch.verified else "", *_percent(patch.box, place)) for patch in patches]
    drawn = '<rect class="{}{}" x="{}" y="{}" width="{}" height="{}"/>'  # classes of ours and numbers: nothing to escape
    return SafeString("".join(drawn.format(*row) for row in rows))


def _percent(box: Box, place: Place) -> list[str]:
    """Left, top, width and height, of edges rounded to hundredths: what two boxes share stays shared."""
    left, right = (round(10_000 * edge / place.width) for edge in (box.left, box.right))
    top, bottom = (round(10_000 * edge / place.height) for edge in (box.top, box.bottom))
    return [f"{hundredths / 100:g}%" for hundredths in (left, top, right - left, bottom - top)]


def _texts(cells: list[Cell], place: Place) -> SafeString:
    """Syllables where they fit, and numbers behind them; `lg` is for wide screens only."""
    spoken_for = [cell for cell in cells if cell.syllable and fits(cell.patches[0].box, SYLLABLE)]
    return SafeString("".join(_text(cell, place) for cell in spoken_for))


def _text(cell: Cell, place: Place) -> str:
    x, y, _width, _height = _percent(cell.box, place)
    number = f"{cell.voice.count:,}"
    narrow = cell.box.width * place.narrow[0] / place.width, cell.box.height * place.narrow[1] / place.height
    both = narrow[0] >= SYLLABLE[0] and narrow[1] >= SYLLABLE[1]  # on a phone it may reach into the next patch of its cell
    css = "" if both else ' class="lg"'
    shown = f'<text{css} x="{x}" y="{y}" dx="10" dy="26">{escape(cell.syllable)}</text>'
    if not fits(cell.patches[0].box, number_needs(number)):
        return shown
    return f'{shown}<text class="n lg" x="{x}" y="{y}" dx="{NUMBER_FROM}" dy="25">{number}</text>'


def fits(box: Box, needed: tuple[float, float]) -> bool:
    return box.width >= needed[0] and box.height >= needed[1]


def number_needs(number: str) -> tuple[float, float]:
    """Width and height of a first patch that holds a syllable and this number."""
    return max(62, NUMBER_FROM + 8 + DIGIT * len(number)), SYLLABLE[1]

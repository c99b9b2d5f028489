"""Pictures for the demo: paper cut and laid in tones of ink, drawn the same in every build.

Ink only: in this design colour belongs to people, and a dye stands where a profession speaks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
SEAM = 6  # pixels of paper between two patches
PAPER = (249, 250, 248)
INK = (21, 24, 27)
TONES = (0.05, 0.12, 0.26, 0.5, 0.82)  # how much ink in the paper
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Patch:
    x: float
    y: float
    width: float
    height: float


def cover(seed: str) -> bytes:
    """PNG of paper in tones of ink; `seed` decides the cut."""
    random = Random(seed)  # noqa: S311 - a drawing, not a secret
    patches = _cut(Patch(0, 0, WIDTH, HEIGHT), random, smallest=26_000)
    return _png([(patch, _inked(random)) for patch in patches])


COVER_ALT = "먹의 농담이 다른 종이 조각을 크기가 다르게 이어 붙인 추상 그림"


def empty_desks() -> bytes:
    """Small dark patches above, wide pale ones below."""
    random = Random("empty-desks")  # noqa: S311
    above = _cut(Patch(0, 0, WIDTH, HEIGHT * 0.55), random, smallest=9_000)
    below = _cut(Patch(0, HEIGHT * 0.55, WIDTH, HEIGHT * 0.45), random, smallest=110_000)
    return _png([(patch, _inked(random)) for patch in above] + [(patch, _mix(INK, 0.04 + 0.05 * random.random())) for patch in below])


def six_lines() -> bytes:
    """Pale and paler by turns; six thin dark strips cross the middle, uneven, until they lie level in one place."""
    random = Random("six-lines")  # noqa: S311
    columns, strips = 24, 6
    width = WIDTH / columns
    patches = [
        (
            Patch(x * WIDTH / 8, y * HEIGHT / 2, WIDTH / 8, HEIGHT / 2),
            _mix(INK, (0.22 if (x + y) % 2 else 0.08) + 0.08 * random.random()),
        )
        for x in range(8)
        for y in range(2)
    ]
    for column in range(columns):
        unrest = min(1.0, abs(column - 15.5) / 8 - 0.2) if abs(column - 15.5) > 2 else 0.0
        for strip in range(strips):
            level = HEIGHT * (0.36 + 0.055 * strip)
            shift = (random.random() - 0.5) * 70 * max(0.0, unrest)
            patches.append((Patch(column * width, level + shift, width, 22), _mix(INK, 0.9 if strip % 2 else 0.7)))
    return _png(patches)


def homework_cloth() -> bytes:
    return cover("homework-cloth")


BODY_PICTURES: dict[str, Callable[[], bytes]] = {"empty-desks": empty_desks, "six-lines": six_lines, "homework-cloth": homework_cloth}


def _cut(patch: Patch, random: Random, smallest: float) -> list[Patch]:
    """Cuts `patch` across its longer side, again and again, until the pieces are near `smallest` square pixels."""
    if patch.width * patch.height < smallest * (1 + 2 * random.random()):
        return [patch]
    share = 0.3 + 0.4 * random.random()
    if patch.width * (0.7 + 0.6 * random.random()) > patch.height:
        left = patch.width * share
        halves = Patch(patch.x, patch.y, left, patch.height), Patch(patch.x + left, patch.y, patch.width - left, patch.height)
    else:
        top = patch.height * share
        halves = Patch(patch.x, patch.y, patch.width, top), Patch(patch.x, patch.y + top, patch.width, patch.height - top)
    return [piece for half in halves for piece in _cut(half, random, smallest)]


def _inked(random: Random) -> Colour:
    return _mix(INK, TONES[int(random.random() * len(TONES))])


def _mix(colour: Colour, share: float) -> Colour:
    red, green, blue = (round(paper + (ink - paper) * share) for paper, ink in zip(PAPER, colour, strict=True))
    return red, green, blue


def _png(patches: Sequence[tuple[Patch, Colour]]) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    half = SEAM / 2
    for patch, colour in patches:
        box = (patch.x + half, patch.y + half, patch.x + patch.width - half, patch.y + patch.height - half)
        pen.rectangle([round(edge) for edge in box], fill=colour)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()

"""The choices as they are drawn around a discussion: the profession lens, the orders, the kinds."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Profession
from accounts.models.profession import UNDISCLOSED
from comments.asking import Asked
from comments.choosing import OTHERS, Choice
from comments.models import Kind
from comments.voices import Voice

ORDERS = {
    "top": gettext_lazy("Top"),
    "across": gettext_lazy("Agreed across professions"),
    "new": gettext_lazy("Newest"),
    "old": gettext_lazy("Oldest"),
}


@dataclass(frozen=True)
class Chip:
    slug: str
    label: str
    count: int | None  # none where a kind or a paragraph is chosen too, of which nobody keeps count
    query: str
    profession: Profession | None = None
    is_pressed: bool = False

    @property
    def has_seal(self) -> bool:
        return self.profession is not None or self.slug == UNDISCLOSED


@dataclass(frozen=True)
class Way:
    """A link to another choice, or to the same without it."""

    label: str
    query: str
    is_chosen: bool


def order_ways(asked: Asked) -> list[Way]:
    return [Way(str(label), asked.but(order=order).query, asked.order == order) for order, label in ORDERS.items()]


def kind_ways(asked: Asked) -> list[Way]:
    """For each kind a link to it, or away from it where it is chosen."""
    return [Way(str(kind.label), asked.but(kind="" if asked.kind == kind else kind).query, asked.kind == kind) for kind in Kind]


@dataclass(frozen=True)
class Invited:
    """A profession whose view was asked for, and how many comments are shown as spoken from it.

    None where too few hold it: whether somebody has answered would say who.
    """

    profession: Profession
    answers: int | None


@dataclass(frozen=True)
class Lens:
    """What is drawn above a discussion: a chip for each profession that has spoken, and who has not."""

    chips: list[Chip]
    name: str  # of what is looked through; empty where nothing is
    verified_query: str  # the same choice with and without those that were not checked
    # That the column names, and from which nobody has spoken yet. Of one that too few hold it is not told whether anybody has.
    silent: list[Profession]
    invited: list[Invited]


def lens_of(choice: Choice, concerned: list[Profession], asked: list[Profession]) -> Lens:
    """The lens over `choice`; `concerned` are the professions that the column names, `asked` those whose view was asked for.

    Who was asked is told once, and not again among those that are named.
    """
    spoken = {voice.profession.pk: voice.count for voice in choice.voices if voice.profession}
    told = spoken.keys() | {one.pk for one in asked}
    return Lens(
        chips=_chips(choice),
        name=_name(choice),
        verified_query=choice.asked.but(verified=not choice.asked.verified).query,
        silent=[one for one in concerned if one.pk not in told and one.is_shown] if choice.voices else [],
        invited=[Invited(one, spoken.get(one.pk, 0) if one.is_shown else None) for one in asked],
    )


def _name(choice: Choice) -> str:
    if choice.asked.lens == OTHERS:
        return _("Other professions")
    return choice.lens.label if choice.lens else ""


def _chips(choice: Choice) -> list[Chip]:
    """All, the ten largest, the others together, the undisclosed; and the chosen one where it is none of these."""
    asked, voices = choice.asked, choice.voices
    if not voices:
        return []
    chips = [_chip(asked, "", _("All"), voices)]
    chips += [_of_voice(asked, voice) for voice in choice.leading]
    rest = [voice for voice in voices if voice.profession and voice not in choice.leading]
    if choice.lens and choice.lens.profession and choice.lens not in choice.leading:
        chips.append(_of_voice(asked, choice.lens))
    if rest:
        chips.append(_chip(asked, OTHERS, _("Others"), rest))
    chips += [_of_voice(asked, voice) for voice in voices if voice.profession is None]
    return chips


def _of_voice(asked: Asked, voice: Voice) -> Chip:
    slug = voice.profession.slug if voice.profession else UNDISCLOSED
    label = voice.profession.label if voice.profession else _("Not disclosed")
    return _chip(asked, slug, label, [voice], voice.profession)


def _chip(asked: Asked, slug: str, label: str, voices: list[Voice], profession: Profession | None = None) -> Chip:
    narrowed = asked.kind or asked.paragraph
    count = None if narrowed else sum(voice.verified if asked.verified else voice.count for voice in voices)
    return Chip(slug, label, count, asked.but(lens=slug).query, profession, asked.lens == slug)

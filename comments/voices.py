"""Who speaks in a discussion: the shares of the professions, and the band that draws them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Sum
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from accounts.models import Profession
from accounts.prepared import Prepared
from comments.models import Discussion, Tally


@dataclass
class Voice:
    """A profession as it is shown (None: not disclosed) and how many published comments were spoken from it, `verified` of them checked.

    `worn` are the professions from which they were spoken, by number: this one, and those that are shown as it (accounts.groups).
    """

    profession: Profession | None
    count: int = 0
    verified: int = 0
    worn: dict[int, Profession] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return self.profession.label if self.profession else gettext("Profession not disclosed")

    @property
    def css(self) -> str:
        return f"d-{self.profession.field}" if self.profession else "d-none"


@dataclass
class Talk:
    """A discussion at a glance: how many comments, and who wrote them, largest share first and undisclosed last."""

    count: int = 0
    voices: list[Voice] = field(default_factory=list)

    @property
    def band(self) -> SafeString:
        return band(self.voices)

    @property
    def top(self) -> str:
        """The three that spoke most, by name."""
        return ", ".join([voice.label for voice in self.voices if voice.profession][:3])


def gather(tallies: Iterable[Tally]) -> list[Voice]:
    """Voices of some tallies, with `profession` and what is shown of it loaded: largest first, undisclosed last."""
    voices: dict[Profession | None, Voice] = {}
    for tally in tallies:
        if tally.count:
            shown = tally.profession.shown if tally.profession else None
            voice = voices.setdefault(shown, Voice(shown))
            voice.count += tally.count
            voice.verified += tally.count if tally.verified and shown else 0  # else one would know that there is something to hide
            if tally.profession:
                voice.worn[tally.profession.pk] = tally.profession
    return sorted(voices.values(), key=lambda voice: (voice.profession is None, -voice.count, voice.label))


_tallies: Prepared[Tally] = Prepared(
    lambda discussion: Tally.objects.filter(discussion=discussion, count__gt=0).select_related("profession__shown_as"), int, by_key=True
)


def voices_of(discussion: Discussion) -> list[Voice]:
    """Those of a saved discussion; one query."""
    return gather(_tallies(discussion.pk))


def talks_of(discussions: Iterable[Discussion]) -> dict[int, Talk]:
    """A `Talk` for each saved discussion, by its page's id; one query for all."""
    by_id = {discussion.pk: discussion for discussion in discussions if discussion.pk}
    tallies: dict[int, list[Tally]] = {pk: [] for pk in by_id}
    for tally in Tally.objects.filter(discussion_id__in=by_id, count__gt=0).select_related("profession__shown_as"):
        tallies[tally.discussion_id].append(tally)
    return {by_id[pk].page_id: Talk(by_id[pk].comment_count, gather(rows)) for pk, rows in tallies.items()}


def band(voices: list[Voice], *, tall: bool = False, label: str = "") -> SafeString:
    """The band (색동띠): a bar split by profession, in percent, so that it fits any width; empty for no voices.

    With `label` it stands for itself (role img); without, text beside it says the same.
    """
    total = sum(voice.count for voice in voices)
    if not total:
        return SafeString("")
    rects, start = [], 0.0
    for voice in voices:
        width = 100 * voice.count / total
        rects.append((voice.css, f"{start:.2f}", f"{width:.2f}"))
        start += width
    drawn = format_html_join("", '<rect class="{}" x="{}%" width="{}%" height="100%"/>', rects)
    named = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="band{}" {}>{}</svg>', " tall" if tall else "", named, drawn)


def spoken(voices: list[Voice]) -> str:
    """The band in words, for those who cannot see it."""
    total = sum(voice.count for voice in voices)
    shares = ", ".join(f"{voice.label} {voice.count}" for voice in voices)
    return ngettext("Professions that wrote %(n)s comment: %(shares)s", "Professions that wrote %(n)s comments: %(shares)s", total) % {
        "n": total,
        "shares": shares,
    }


def of_site(most: int = 12) -> list[Voice]:
    """The voices of the whole site, the `most` largest professions as they are shown: which ones are among them must not tell of others."""
    rows = (
        Tally.objects.filter(discussion__page__live=True)
        .values(shown=F("profession__shown_as"))
        .annotate(total=Sum("count"))
        .filter(total__gt=0)
        .order_by("-total", "shown")[:most]
    )
    professions = Profession.objects.select_related("shown_as").in_bulk([row["shown"] for row in rows if row["shown"]])
    return gather(Tally(profession=professions.get(row["shown"]), verified=False, count=row["total"]) for row in rows)


def count_of(profession: Profession) -> int:
    """How many published comments are shown as spoken from a profession."""
    return Tally.objects.filter(profession__shown_as=profession, discussion__page__live=True).aggregate(total=Sum("count"))["total"] or 0

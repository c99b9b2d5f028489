"""Who speaks beside a profession, as its page draws it: a cloth, and a list of the largest."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from accounts.models import Profession
from comments import cloth
from comments.alongside import Alongside, alongside

MOST = 6
ASIDE = cloth.Place(320, 240)


@dataclass(frozen=True)
class Neighbour:
    """A profession that speaks in the same discussions; `share` of the first among them, in percent."""

    profession: Profession
    count: int
    share: int


@dataclass(frozen=True)
class Company:
    discussions: int
    cloth: SafeString
    neighbours: list[Neighbour]


def company_of(profession: Profession) -> Company | None:
    """None where nobody has spoken from it, as far as is shown."""
    beside = alongside(profession)
    return Company(beside.discussions, cloth.draw(beside.voices, ASIDE), _neighbours(beside, profession)) if beside.discussions else None


def _neighbours(beside: Alongside, profession: Profession) -> list[Neighbour]:
    others = [voice for voice in beside.voices if voice.profession and voice.profession != profession][:MOST]
    return [Neighbour(voice.profession, voice.count, round(100 * voice.count / others[0].count)) for voice in others if voice.profession]

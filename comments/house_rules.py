"""The house rules, rule by rule and version by version. A version is a `Policy`; what it says of a rule is the newest text up to it."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Policy
from comments.models import Rule, RuleText

STARTER = Path(__file__).parent / "data" / "house_rules.toml"
FIELDS = ("meaning", "meaning_en", "goes", "goes_en", "stops", "stops_en")
RULES = Policy.Kind.RULES


class InForce(Exception):
    """The version is in force, or comes into force on another day than was said: what it says is not changed."""


class WrittenMeanwhile(Exception):
    """Somebody else has written a newer text of the rule."""


@dataclass(frozen=True)
class Told:
    """A rule as a version has it. `is_new` where it was added with that version, `has_changed` where its text was."""

    text: RuleText
    is_new: bool = False
    has_changed: bool = False

    @property
    def differs(self) -> bool:
        return self.is_new or self.has_changed

    @property
    def rule(self) -> Rule:
        return self.text.rule


def told_by(version: Policy, in_force: Policy | None) -> list[Told]:
    """The rules of a version, in one query; `in_force` is the version that is. What is no longer in use is not part of the version in force, and stays in earlier ones."""
    earlier = Q(since__effective_on__lt=version.effective_on) | Q(since__effective_on=version.effective_on, since__lte=version.pk)
    newest_first = RuleText.objects.filter(earlier).select_related("rule", "since").order_by("rule__order", "rule", *_newest())
    by_rule: dict[int, list[RuleText]] = {}
    for text in newest_first:
        by_rule.setdefault(text.rule_id, []).append(text)
    is_past = version.is_in_force and in_force is not None and in_force.pk != version.pk
    first = min((texts[-1].since_id for texts in by_rule.values()), default=0)
    return [
        Told(texts[0], is_new=_begins(texts, version) and len(texts) == 1 and version.pk != first, has_changed=_changes(texts, version))
        for texts in by_rule.values()
        if texts[0].rule.is_current or is_past
    ]


def _newest() -> tuple[str, str]:
    return "-since__effective_on", "-since"


def _begins(texts: list[RuleText], version: Policy) -> bool:
    return texts[0].since_id == version.pk


def _changes(texts: list[RuleText], version: Policy) -> bool:
    return _begins(texts, version) and len(texts) > 1


def newest_text(rule: Rule) -> RuleText | None:
    """Also one that has been announced."""
    return rule.texts.select_related("since").order_by(*_newest()).first()


@transaction.atomic
def write(rule: Rule, words: dict[str, str], *, version: str, effective_on: date, seen: int | None) -> RuleText:
    """Writes what the rule says from a version on: a new one, with everything else as it stands, or one that has only been announced.

    `seen` is the text that the writer had before them, None for none. Raises InForce, and WrittenMeanwhile.
    """
    Rule.objects.select_for_update().get(pk=rule.pk)  # two who write it at once stand in line, and the second has not seen the first
    newest = newest_text(rule)
    if (newest.pk if newest else None) != seen:
        raise WrittenMeanwhile
    base = Policy.objects.of(RULES).first()
    said = {"effective_on": effective_on, "body": base.body if base else ""}
    since, made = Policy.objects.get_or_create(kind=RULES, version=version, defaults=said)
    if not made and (since.is_in_force or since.effective_on != effective_on):
        raise InForce
    text, _made = RuleText.objects.update_or_create(rule=rule, since=since, defaults=words)
    return text


def begin(version: Policy) -> None:
    """Gives the first version of a site the texts that come with the software."""
    starter = tomllib.loads(STARTER.read_text("utf-8"))
    rules = Rule.objects.in_bulk(starter, field_name="key")
    RuleText.objects.bulk_create(
        RuleText(rule=rules[key], since=version, **{name: text.strip() for name, text in said.items()})
        for key, said in starter.items()
        if key in rules
    )


def suggested_version() -> str:
    """Today's date, with a number behind it where it is taken."""
    today = timezone.localdate().isoformat()
    taken = set(Policy.objects.filter(kind=RULES, version__startswith=today).values_list("version", flat=True))
    return next(name for name in (today, *(f"{today}.{number}" for number in range(2, len(taken) + 3))) if name not in taken)

"""The Korean catalogues: whole, compiled, true to their sources, and read aloud without stumbling.

Whether site/locale says everything that our own source says needs GNU gettext: `.ci/catalogues.py`, run by `make test`.
"""

import re
from collections import Counter
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.apps import apps
from django.test import Client
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "site" / "locale" / "ko" / "LC_MESSAGES"
BY_HAND = ROOT / "site" / "locale_wagtail" / "ko" / "LC_MESSAGES"
CATALOGUES = sorted((ROOT / "site").rglob("LC_MESSAGES/*.po"))

PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{\w*\}")
TAG = re.compile(r"</?(?:a|b|br|code|em|i|kbd|li|ol|p|span|strong|ul)\b[^>]*>")
# A particle has two shapes, chosen by the sound before it; behind a variable either may be wrong. Quotation marks and tags may stand between.
FIXED_PARTICLE = re.compile(r"(?:%\(\w+\)[sdr]|%[sdr]|\{\w*\})(?:</?\w[^>]*>|[’”'\"])*(?:이|가|을|를|은|는|와|과|으로|로)(?![가-힣\w])")

Key = tuple[str | None, str, str]


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def entries(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def asked(entry: polib.POEntry) -> str:
    """What is translated; Korean has one form for every number, and it says what the English plural says."""
    return entry.msgid_plural or entry.msgid


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def source_of(domain: str) -> set[Key]:
    """Every string that the installed packages have, by their English catalogues."""
    folders = [Path(config.path) / "locale" / "en" / "LC_MESSAGES" for config in apps.get_app_configs()]
    roots = [Path(allauth.__file__).parent, Path(django.__file__).parent / "conf"]
    folders += [root / "locale" / "en" / "LC_MESSAGES" for root in roots]
    return {key(entry) for folder in folders if (path := folder / f"{domain}.po").is_file() for entry in entries(path)}


catalogues = pytest.mark.parametrize("path", CATALOGUES, ids=name)


def test_there_are_catalogues_to_look_at():
    assert {path.name for path in BY_HAND.glob("*.po")} == {"django.po", "djangojs.po"}


@catalogues
def test_every_entry_is_translated(path: Path):
    assert [entry.msgid for entry in entries(path) if not entry.translated()] == []


@catalogues
def test_the_compiled_catalogue_was_made_of_this_one(path: Path):
    compiled = {key(entry)[:2]: said(entry) for entry in polib.mofile(str(path.with_suffix(".mo")))}
    assert compiled == {key(entry)[:2]: said(entry) for entry in entries(path) if entry.translated()}


@catalogues
def test_every_variable_is_kept(path: Path):
    lost = [
        (entry.msgid, text)
        for entry in entries(path)
        for text in said(entry)
        if Counter(PLACEHOLDER.findall(text)) != Counter(PLACEHOLDER.findall(asked(entry)))
    ]
    assert lost == []


@catalogues
def test_every_tag_is_kept(path: Path):
    lost = [
        (entry.msgid, text)
        for entry in entries(path)
        for text in said(entry)
        if Counter(TAG.findall(text)) != Counter(TAG.findall(asked(entry)))
    ]
    assert lost == []


@catalogues
def test_no_particle_is_fixed_behind_a_variable(path: Path):
    assert [text for entry in entries(path) for text in said(entry) if FIXED_PARTICLE.search(text)] == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_is_kept_by_hand_still_answers_the_installed_packages(domain: str):
    """After an upgrade, a string that was reworded there is named here: its Korean is no longer seen by anybody."""
    known = source_of(domain)
    assert [entry.msgid for entry in entries(BY_HAND / f"{domain}.po") if key(entry) not in known] == []


def korean_of_the_admin(domain: str) -> dict[Key, list[str]]:
    """What each string of Wagtail's installed apps becomes: an empty list where nobody has translated it."""
    by_hand = {key(entry): said(entry) for entry in entries(BY_HAND / f"{domain}.po")}
    result = {}
    for config in apps.get_app_configs():
        english = Path(config.path) / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if not config.name.startswith("wagtail") or not english.is_file():
            continue
        korean = english.parents[2] / "ko" / "LC_MESSAGES" / f"{domain}.po"
        theirs = {key(entry): said(entry) for entry in entries(korean) if entry.translated()} if korean.is_file() else {}
        result.update({key(entry): by_hand.get(key(entry)) or theirs.get(key(entry), []) for entry in entries(english)})
    return result


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_everything_in_the_admin_is_in_korean(domain: str):
    assert [item for item, korean in korean_of_the_admin(domain).items() if not korean] == []


def test_our_own_words_do_not_change_what_the_admin_says():
    """A catalogue knows no packages: our Korean for a word answers for every one that says it. Where the meanings differ, ours
    has a context (`pgettext`, `{% translate "Fields" context "of work" %}`)."""
    admin = korean_of_the_admin("django")
    shared = [entry for entry in entries(OURS / "django.po") if key(entry) in admin]
    assert [(entry.msgid, said(entry), admin[key(entry)]) for entry in shared if said(entry) != admin[key(entry)]] == []


def test_the_korean_kept_by_hand_is_what_the_admin_says():
    with translation.override("ko"):
        assert translation.gettext("Submit for moderation") == "검토 요청"
        assert translation.ngettext("%(count)s image", "%(count)s images", 2) == "이미지 %(count)s개"


@pytest.mark.django_db
def test_it_reaches_the_scripts_of_the_admin(client: Client):
    answer = client.get("/cms/jsi18n/").content.decode()
    assert "\\uba54\\ubaa8 \\ucd94\\uac00" in answer or "메모 추가" in answer

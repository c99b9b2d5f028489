"""Names that people choose: which letters they may have, and which would pass for somebody or something else."""

import unicodedata
from string import digits

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models.handle import RESERVED
from accounts.models.profession import Profession
from accounts.models.user import NAME_MAX
from accounts.text import clean_line, fold

PUNCTUATION = " ·-_."
SCRIPTS = ("HANGUL SYLLABLE", "CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH")
LAST_LATIN = "\u024f"  # of Latin Extended-B: beyond it stand letters made for phonetics, many of them doubles of plain ones
# Within a name these suggest that the site itself is speaking; RESERVED refuses whole words only.
SPEAKS_FOR_THE_SITE = ("관리자", "운영자", "운영진", "운영팀", "관리팀", "편집부", "고객센터", "공론팀", "administrator", "moderator")
LONG_TITLE = 3  # syllables from which a title is recognised anywhere; a shorter one only beside a surname: 김의사, but not 출판사
SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진엄채원천방공현함변염여추도석선설마길연위표명기반왕금옥육인맹제탁국"
)
OTHER_SPELLINGS = (
    "辯護士",
    "辯理士",
    "辨理士",
    "醫師",
    "判事",
    "檢事",
    "藥師",
    "看護師",
    "會計士",
    "稅務士",
    "法務士",
    "勞務士",
    "attorney",
    "lawyer",
    "physician",
)


def clean_name(text: str) -> str:
    """A name or pen name as it is stored, "" for none. Raises ValidationError with what is wrong with it."""
    name = clean_line(text)
    if len(name) > NAME_MAX:
        raise ValidationError(_("A name can have up to %(most)s characters."), code="long", params={"most": NAME_MAX})
    if not all(letter in PUNCTUATION or is_allowed_letter(letter) for letter in name):
        raise ValidationError(
            _("A name can have Hangul, Latin letters, Chinese characters, digits, spaces and the marks · - _ . only."), code="script"
        )
    if name and not any(letter.isalpha() for letter in name):
        raise ValidationError(_("A name needs at least one letter."), code="letter")
    refuse_impersonation(name)
    return name


def is_allowed_letter(letter: str) -> bool:
    if letter <= LAST_LATIN:
        return letter in digits or unicodedata.name(letter, "").startswith("LATIN")
    return unicodedata.name(letter, "").startswith(SCRIPTS)


def refuse_impersonation(text: str) -> None:
    """Raises ValidationError if the text passes for the site's staff, or bears a title that the law reserves.

    Such a title is shown beside the name once it has been checked, so nobody needs it in the name.
    """
    key = fold(text)
    bare = without_accents("".join(letter for letter in key if letter not in PUNCTUATION))
    if bare in RESERVED or any(word in bare for word in SPEAKS_FOR_THE_SITE):
        raise ValidationError(_("This name could be taken for the site itself. Please choose another."), code="reserved")
    if bare and (any(word in bare for word in OTHER_SPELLINGS) or any(bears(bare, fold(title)) for title in regulated_titles())):
        raise ValidationError(
            _("This title may only be shown once it has been verified. Please choose it as your profession and leave it out here."),
            code="title",
        )


def regulated_titles() -> list[str]:
    return list(Profession.objects.filter(regulated=True).values_list("name", flat=True))


def bears(bare: str, title: str) -> bool:
    """Whether a name, without spaces and marks, bears a title: a long one anywhere, a short one alone or beside a surname."""
    if len(title) >= LONG_TITLE:
        return title in bare
    if bare.endswith(title) and len(bare) - len(title) in (0, 1, 3):  # 의사, 김의사, 김철수의사
        return bare[0] in SURNAMES or bare == title
    return bare.startswith(title) and len(bare) - len(title) in (1, 3) and bare[len(title)] in SURNAMES  # 의사김, 의사김철수


def without_accents(text: str) -> str:
    """Latin letters without marks, so that `ádmin` is read as it is meant; Hangul comes back whole."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", plain)

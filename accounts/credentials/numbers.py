"""Register numbers and work addresses: how they are written, and by what they are recognised once they are gone."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.digests import keyed_digest
from accounts.models import Profession

RESIDENT = re.compile(
    r"\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])[0-8]\d{6}"
)  # 주민등록번호 and foreigners' numbers, with the sign of the century
NUMBER_MOST = 40
# Anybody may have an address there, so it says nothing about where one works.
FREE_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "naver.com",
        "daum.net",
        "hanmail.net",
        "kakao.com",
        "nate.com",
        "empas.com",
        "korea.com",
        "dreamwiz.com",
        "paran.com",
        "lycos.co.kr",
        "hanmir.com",
        "chol.com",
        "outlook.com",
        "outlook.kr",
        "hotmail.com",
        "hotmail.co.kr",
        "live.com",
        "live.co.kr",
        "msn.com",
        "yahoo.com",
        "yahoo.co.kr",
        "yahoo.co.jp",
        "ymail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "gmx.com",
        "gmx.net",
        "gmx.de",
        "web.de",
        "mail.com",
        "mail.ru",
        "yandex.com",
        "yandex.ru",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "tutanota.com",
        "tuta.io",
        "zoho.com",
        "fastmail.com",
        "hey.com",
        "qq.com",
        "163.com",
        "126.com",
        "duck.com",
        "mozmail.com",
        "privaterelay.appleid.com",
        "simplelogin.com",
        "mailinator.com",
        "guerrillamail.com",
        "10minutemail.com",
        "yopmail.com",
        "temp-mail.org",
    ]
)


def clean_number(text: str) -> str:
    """Letters and digits only, in the one way they are compared by. Raises ValidationError."""
    number = "".join(letter for letter in unicodedata.normalize("NFKC", text).upper() if letter.isalnum())
    if RESIDENT.fullmatch(number):
        raise ValidationError(
            _(
                "This looks like a resident registration number. Please never send it to us; enter the number of your licence or registration."
            )
        )
    if not any(letter.isdigit() for letter in number):
        raise ValidationError(_("A register number has digits in it. Please enter it as it stands in the register."))
    if len(number) > NUMBER_MOST:
        raise ValidationError(_("This is too long for a register number."))
    return number


def number_digest(profession: Profession, number: str) -> str:
    """Keyed, and apart for each profession: two registers of one ministry may both have a number 1."""
    return keyed_digest("register-number", f"{profession.slug}|{number}")


def clean_address(address: str) -> str:
    """A work address in small letters. Raises ValidationError for one that anybody can have."""
    address = unicodedata.normalize("NFKC", address).strip().lower()
    domain = address.rpartition("@")[2]
    if any(domain == free or domain.endswith(f".{free}") for free in FREE_MAIL):
        raise ValidationError(
            _("Anybody can have an address there. Please enter the one that your workplace gave you, or choose another method.")
        )
    return address


def address_digest(address: str) -> str:
    return keyed_digest("work-address", address)

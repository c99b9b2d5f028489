"""How the report writes what it counts, in the active language."""

import re
from datetime import timedelta

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comments.desk.ages import spell
from portal.transparency.medians import Median

NOTHING = "–"


def number(value: int) -> str:
    return f"{value:,}"


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else NOTHING


def span(median: Median) -> str:
    """Nothing where there was none to reckon with; that they are too few to tell is said in words."""
    if median.middle is None:
        return _("too few to tell") if median.among else NOTHING
    return spell(max(median.middle, timedelta(minutes=1)))


def minutes(median: Median) -> int | str:
    return "" if median.middle is None else max(1, round(median.middle.total_seconds() / 60))


def hours(time: timedelta) -> str:
    return _("%(hours)d h") % {"hours": time // timedelta(hours=1)}


def with_small_units(text: str) -> SafeString:
    """‘1시간 52분’ with its units in small letters, as a key figure shows it."""
    if not re.search(r"\d", text):
        return conditional_escape(text)
    parts = re.findall(r"([\d.,]+)(\D*)", text)
    return format_html_join(" ", "{}<small>{}</small>", [(digits, unit.strip()) for digits, unit in parts])

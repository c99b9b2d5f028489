"""Which device a session is on, as coarsely as one recognises one's own: browser and system, no versions, no address."""

import re
import time
from typing import Any

from django.http import HttpRequest

# In this order: most browsers also claim to be others (RFC 9110, section 10.1.5, allows as much).
BROWSERS = (
    ("KakaoTalk", r"KAKAOTALK"), ("NAVER", r"NAVER\(|Whale/"), ("Samsung Internet", r"SamsungBrowser/"), ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"), ("Firefox", r"Firefox/|FxiOS/"), ("Chrome", r"Chrome/|CriOS/"), ("Safari", r"Safari/"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", r"iPhone|iPod"), ("iPad", r"iPad"), ("Android", r"Android"), ("Windows", r"Windows"), ("macOS", r"Macintosh|Mac OS X"),
    ("ChromeOS", r"CrOS"), ("Linux", r"Linux|X11"),
)  # fmt: skip
MOST = 600  # characters that are looked at


def device_of(user_agent: str) -> str:
    """`Chrome · Windows`; what is not known is left out, "" where nothing is."""
    said = user_agent[:MOST]
    names = (next((name for name, pattern in known if re.search(pattern, said)), "") for known in (BROWSERS, SYSTEMS))
    return " · ".join(filter(None, names))


def noted(request: HttpRequest) -> dict[str, Any]:
    """What a session keeps of how it began: the second, and the device."""
    return {"begun": int(time.time()), "device": device_of(request.META.get("HTTP_USER_AGENT", ""))}

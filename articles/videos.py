"""Which addresses lead to a video, and where its player is. To know it nobody is asked: the address alone says it.

Plain Python without Django: the settings read from here whose players the content security policy lets into a frame.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import SplitResult, urlsplit


@dataclass(frozen=True)
class Service:
    """`address` matches host, path and query; `page` and `player` are built anew from what it found, so that nothing else comes along.

    The keys are added where the address has one: without it a video that is not listed cannot be seen.
    """

    name: str
    domains: tuple[str, ...]
    hosts: frozenset[str]
    address: re.Pattern[str]
    page: str
    player: str
    page_key: str = ""
    player_key: str = ""

    def video(self, found: dict[str, str | None]) -> "Video":
        key = found.get("key")
        page, player = (self.page + self.page_key, self.player + self.player_key) if key else (self.page, self.player)
        return Video(self.name, page.format(**found), player.format(**found))


@dataclass(frozen=True)
class Video:
    service: str
    page: str
    player: str

    @property
    def server(self) -> str:
        """Who is asked when the player is loaded."""
        return urlsplit(self.player).netloc


class Fault(Enum):
    NOT_WEB = auto()
    DISGUISED = auto()
    NO_VIDEO = auto()


SERVICES = (
    Service(
        "YouTube",
        ("youtube.com", "youtube-nocookie.com", "youtu.be"),
        frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com", "youtu.be"}),
        re.compile(
            r"(?:youtu\.be/|[^/]+/(?:watch/?\?(?:.*&)?v=|embed/|shorts/|live/))(?!videoseries)(?P<id>[\w-]{11})(?=[/?&]|$)", re.ASCII
        ),
        "https://www.youtube.com/watch?v={id}",
        "https://www.youtube-nocookie.com/embed/{id}",
    ),
    Service(
        "Vimeo",
        ("vimeo.com",),
        frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"}),
        re.compile(r"[^/]+/(?:video/|channels/[\w-]+/)?(?P<id>\d{1,12})(?:(?:/|\?(?:.*&)?h=)(?P<key>[0-9a-f]+))?(?=[/?&]|$)", re.ASCII),
        "https://vimeo.com/{id}",
        "https://player.vimeo.com/video/{id}?dnt=1",  # dnt: the player is to keep no record of who watches
        "/{key}",
        "&h={key}",
    ),
    Service(
        "네이버TV",
        ("tv.naver.com",),
        frozenset({"tv.naver.com", "m.tv.naver.com"}),
        re.compile(r"[^/]+/(?:v|embed)/(?P<id>\d{1,12})(?=[/?]|$)", re.ASCII),
        "https://tv.naver.com/v/{id}",
        "https://tv.naver.com/embed/{id}",
    ),
)
PLAYERS = tuple("https://" + urlsplit(service.player).netloc for service in SERVICES)


def video_at(address: str) -> Video | None:
    """The video that `address` leads to, if it is one of a known service."""
    parts, host = _parts(address)
    service = next((service for service in SERVICES if parts and host in service.hosts), None)
    found = service.address.match(f"{host}{parts.path}?{parts.query}") if parts and service else None
    if service is None or found is None:
        return None
    return service.video(found.groupdict())


def fault_of(address: str) -> Fault | None:
    """What is wrong with an address that is to be linked; None if a link may stand there."""
    parts, host = _parts(address)
    if parts is None:
        return Fault.NOT_WEB
    for service in SERVICES:
        at_home = any(host == domain or host.endswith(f".{domain}") for domain in service.domains)
        if not at_home and any(domain in host for domain in service.domains):
            return Fault.DISGUISED
        if host in service.hosts and video_at(address) is None:
            return Fault.NO_VIDEO
    return Fault.DISGUISED if "@" in parts.netloc else None


def host_of(address: str) -> str:
    return _parts(address)[1]


def _parts(address: str) -> tuple[SplitResult | None, str]:
    """The parts of a web address and its host; None and "" for anything else."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None, ""
    return (parts, host) if parts.scheme in ("http", "https") and host else (None, "")

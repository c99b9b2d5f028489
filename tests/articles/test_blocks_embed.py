"""Addresses of videos and of pages elsewhere: what becomes of them, what is refused, and that nobody is asked unasked."""

import socket
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from wagtail.blocks import StructBlockValidationError

from articles.blocks.embed import EmbedBlock
from articles.videos import PLAYERS, SERVICES, Fault, fault_of, video_at

ID = "gongronDemo"
PLAYER = f"https://www.youtube-nocookie.com/embed/{ID}"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"http://youtube.com/watch/?app=desktop&v={ID}&t=90s",
        f"https://m.youtube.com/watch?v={ID}&list=PL1",
        f"https://WWW.YouTube.com/shorts/{ID}?feature=share",
        f"https://www.youtube.com/live/{ID}/",
        f"https://youtu.be/{ID}?si=trace",
        PLAYER,
    ],
)
def test_every_way_to_write_a_youtube_video_leads_to_the_player_that_sets_no_cookie(address: str) -> None:
    video = video_at(address)
    assert video is not None
    assert (video.player, video.page, video.server) == (PLAYER, f"https://www.youtube.com/watch?v={ID}", "www.youtube-nocookie.com")


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/channels/staffpicks/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/76979871/a1b2c3d4e5", "https://player.vimeo.com/video/76979871?dnt=1&h=a1b2c3d4e5"),
        ("https://player.vimeo.com/video/76979871?h=a1b2c3d4e5", "https://player.vimeo.com/video/76979871?dnt=1&h=a1b2c3d4e5"),
        ("https://tv.naver.com/v/28397077", "https://tv.naver.com/embed/28397077"),
        ("https://m.tv.naver.com/v/28397077?query=1", "https://tv.naver.com/embed/28397077"),
    ],
)
def test_other_services_have_their_players_too(address: str, player: str) -> None:
    video = video_at(address)
    assert video is not None
    assert video.player == player
    assert fault_of(video.page) is None
    again = video_at(video.page)
    assert again is not None
    assert again.player == player, "the link beside it shows the same video"


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("javascript:alert(1)", Fault.NOT_WEB),
        ("data:text/html,<b>1</b>", Fault.NOT_WEB),
        ("ftp://example.org/film", Fault.NOT_WEB),
        ("//www.youtube.com/watch", Fault.NOT_WEB),
        ("https://[::1", Fault.NOT_WEB),
        ("https://www.youtube.com/", Fault.NO_VIDEO),
        ("https://www.youtube.com/watch?v=", Fault.NO_VIDEO),
        ("https://www.youtube.com/watch?v=short", Fault.NO_VIDEO),
        ("https://www.youtube.com/watch?v=muchlongerthaneleven", Fault.NO_VIDEO),
        ("https://www.youtube.com/embed/videoseries?list=PL1", Fault.NO_VIDEO),
        ("https://www.youtube.com/@gongron", Fault.NO_VIDEO),
        ("https://vimeo.com/about", Fault.NO_VIDEO),
        ("https://tv.naver.com/gongron", Fault.NO_VIDEO),
        (f"https://youtube.com.evil.example/watch?v={ID}", Fault.DISGUISED),
        (f"https://www.youtube.com@evil.example/watch?v={ID}", Fault.DISGUISED),
        (f"https://evil-youtu.be/{ID}", Fault.DISGUISED),
        ("https://player.vimeo.com.example/video/1", Fault.DISGUISED),
    ],
)
def test_what_cannot_stand_has_its_reason(address: str, fault: Fault) -> None:
    assert fault_of(address) is fault
    assert video_at(address) is None


@pytest.mark.parametrize("address", ["https://example.org/film?id=1#part", "http://support.vimeo.com/", "https://공론.example/글"])
def test_any_other_page_can_be_linked(address: str) -> None:
    assert fault_of(address) is None
    assert video_at(address) is None


def cleaned(address: str, title: str = "제목") -> Any:
    block = EmbedBlock()
    return block.clean(block.normalize({"address": address, "title": title}))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://www.youtube.com/", f"https://youtube.com.evil.example/watch?v={ID}", "ftp://example.org/a"]
)
def test_the_editor_is_told_beside_the_address(address: str) -> None:
    with pytest.raises(StructBlockValidationError) as refusal:
        cleaned(address)
    assert list(refusal.value.block_errors) == ["address"]
    message = refusal.value.block_errors["address"].messages[0]
    assert any("가" <= letter <= "힣" for letter in message), f"in Korean: {message}"


def test_a_good_address_is_kept_as_it_was_pasted() -> None:
    assert cleaned(f"https://youtu.be/{ID}")["address"] == f"https://youtu.be/{ID}"
    assert cleaned("www.youtube.com/watch?v=" + ID)["address"] == f"https://www.youtube.com/watch?v={ID}"


def drawn(address: str | None, title: str = "제목") -> Tag:
    block = EmbedBlock()
    figure = BeautifulSoup(block.render(block.to_python({"address": address, "title": title})), "html.parser").figure
    assert figure is not None
    return figure


def test_a_video_is_a_link_until_a_reader_presses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)  # the server asks nobody
    figure = drawn(f"https://youtu.be/{ID}", "아침 회의")
    assert not figure.select("iframe, img, object, embed, link")
    assert {urlsplit(script["src"]).netloc for script in figure.select("script")} == {""}
    link, button = figure.a, figure.button
    assert (link["href"], link["rel"]) == (f"https://www.youtube.com/watch?v={ID}", ["noopener", "noreferrer"])
    assert (button["data-player"], button["data-title"]) == (PLAYER, "아침 회의")
    assert button.has_attr("hidden"), "without script it would do nothing"
    assert "www.youtube-nocookie.com" in figure.select_one("p.caption").text


def test_another_page_is_a_link_that_says_where_it_leads() -> None:
    figure = drawn("https://example.org/film", "기록 영화")
    assert (figure.a["href"], figure.a["rel"], figure.a.text) == ("https://example.org/film", ["noopener", "noreferrer"], "기록 영화")
    assert "example.org" in figure.select_one("p.caption").text
    assert not figure.select("button, script, iframe")


@pytest.mark.parametrize("address", [None, "", "javascript:alert(1)", "https://youtube.com.evil.example/"])
def test_what_got_past_the_form_is_never_linked(address: str | None) -> None:
    figure = drawn(address)
    assert figure.select_one(".name").text == "제목"
    assert not figure.select("a, button, script")


def frame_sources(policy: dict[str, Any]) -> set[str]:
    return set(policy["frame-src"])


def test_only_players_may_stand_in_a_frame() -> None:
    assert set(PLAYERS) == {"https://www.youtube-nocookie.com", "https://player.vimeo.com", "https://tv.naver.com"}
    assert frame_sources(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]) == set(PLAYERS)
    assert frame_sources(settings.ADMIN_CONTENT_SECURITY_POLICY) == {"'self'", *PLAYERS}
    assert all(host.endswith(service.domains) for service in SERVICES for host in service.hosts)

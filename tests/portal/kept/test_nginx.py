"""nginx with the site's own configuration says what Django says, word for word; what it does not know it leaves to the site."""

import http.client
import os
import re
from pathlib import Path

import brotli
import pytest

from tests.portal.kept.nginx import NEEDS_NGINX
from tests.portal.kept.scene import PAGES
from tests.portal.kept.stage import Stage

pytestmark = [NEEDS_NGINX, pytest.mark.django_db]
OWN = {"server", "date", "connection", "keep-alive", "transfer-encoding"}  # what every server says of itself
LONG_GONE = {"Cookie": "sessionid=nobody"}


class Asked:
    def __init__(self, stage: Stage, server: str, path: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", stage.ports[server], timeout=20)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": stage.host, **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        self.status, self.body = answer.status, answer.read()
        self.headers = {name.lower(): value for name, value in answer.getheaders() if name.lower() not in OWN}
        connection.close()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and (self.status, self.headers, self.body) == (other.status, other.headers, other.body)

    def __repr__(self) -> str:
        return f"{self.status} {self.headers} {self.body[:60]!r}"


def is_file(stage: Stage, path: str) -> bool:
    """Whether nginx has the page as a file."""
    return (stage.folder / "kept" / "pages" / "http" / stage.host / path.strip("/") / "~kept" / "page").is_file()


@pytest.mark.parametrize(
    "accepted", ["", "gzip", "br", "gzip, deflate, br, zstd", "br;q=0, gzip", "gzip;q=0.5, br;q=0.1", "*;q=0", "identity"]
)
@pytest.mark.parametrize("path", ["/columns/first/", "/en/columns/second/", "/", "/professions/"])
def test_a_finished_page_is_what_django_would_have_sent(stage: Stage, path: str, accepted: str):
    wanted = {"Accept_Encoding": accepted} if accepted else {}
    Asked(stage, "site", path)
    assert is_file(stage, path)
    by_door, by_nginx = Asked(stage, "site", path, **wanted), Asked(stage, "nginx", path, **wanted)
    assert by_nginx.status == 200
    assert by_nginx == by_door
    head = Asked(stage, "nginx", path, "HEAD", **wanted)
    assert (head.status, head.headers, head.body) == (200, by_door.headers, b"")
    unchanged = [Asked(stage, server, path, If_None_Match=by_door.headers["etag"], **wanted) for server in ("site", "nginx")]
    assert [one.status for one in unchanged] == [304, 304]
    assert unchanged[0].headers == unchanged[1].headers
    assert Asked(stage, "nginx", path, If_None_Match='"x"', **wanted) == by_door
    assert Asked(stage, "nginx", path, If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT", **wanted) == by_door
    assert Asked(stage, "nginx", path, Range="bytes=0-10", **wanted) == by_door


def test_django_says_the_same_as_its_store(stage: Stage):
    """The headers of a page that was rendered for somebody whose session is unknown differ in nothing but who may keep it."""
    for path in ("/columns/first/", "/"):
        kept, rendered = Asked(stage, "nginx", path), Asked(stage, "nginx", path, **LONG_GONE)
        assert rendered.body == kept.body
        assert rendered.headers.pop("cache-control") == "no-cache, private"
        kept.headers.pop("cache-control")
        kept.headers.pop("etag")
        rendered.headers.pop("set-cookie", None)
        assert rendered.headers == kept.headers


def test_a_file_is_sent_without_asking_the_site(stage: Stage):
    Asked(stage, "site", "/columns/first/")
    (page,) = (stage.folder / "kept" / "pages" / "http" / stage.host / "columns" / "first").glob("~kept/page.br")
    state = page.stat()
    content = page.read_bytes()
    page.write_bytes(brotli.compress(b"from the disk"))
    assert brotli.decompress(Asked(stage, "nginx", "/columns/first/", Accept_Encoding="br").body) == b"from the disk"
    page.write_bytes(content)
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))


DOUBTFUL = {
    "a member": {"Cookie": "theme=dark; sessionid=x"},
    "somebody who is told something": {"Cookie": "messages=x"},
    "encodings weighed": {"Accept-Encoding": "br;q=0.1, gzip"},
}


@pytest.mark.parametrize("headers", DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_is_in_doubt_goes_to_the_site(stage: Stage, headers: dict[str, str]):
    with _marked(stage, "/columns/first/"):
        assert b"from the disk" not in Asked(stage, "nginx", "/columns/first/", **headers).body


@pytest.mark.parametrize(
    "path",
    [
        "/columns/first/?order=new", "//columns/first/", "/columns//first/", "/columns/./first/", "/columns/x/../first/",
        "/columns/%2e%2e/columns/first/", "/columns%2Ffirst/", "/columns/first/~kept/page", "/columns/first",
    ],
)  # fmt: skip
def test_another_spelling_of_an_address_goes_to_the_site(stage: Stage, path: str):
    with _marked(stage, "/columns/first/"):
        by_site, by_nginx = Asked(stage, "site", path), Asked(stage, "nginx", path)
        assert b"from the disk" not in by_nginx.body
        assert by_nginx.status == by_site.status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_go_to_the_site(stage: Stage, method: str):
    if method == "TRACE":
        assert Asked(stage, "nginx", "/columns/first/", method).status == 405
        return
    by_site, by_nginx = Asked(stage, "site", "/columns/first/", method), Asked(stage, "nginx", "/columns/first/", method)
    assert (by_nginx.status, by_nginx.body) == (by_site.status, by_site.body)


def test_another_host_finds_nothing_on_the_disk(stage: Stage):
    with _marked(stage, "/columns/first/"):
        assert Asked(stage, "nginx", "/columns/first/", Host="evil.example").status == 400
        assert b"from the disk" not in Asked(stage, "nginx", "/columns/first/", Host="localhost").body
        assert b"from the disk" not in Asked(stage, "nginx", "/columns/first/", Host="127.0.0.1").body


def test_no_page_means_a_page_by_the_site(stage: Stage):
    assert Asked(stage, "nginx", "/nope/").status == 404
    assert Asked(stage, "nginx", "/healthz").body == b"ok"
    assert Asked(stage, "nginx", "/robots.txt").body == Asked(stage, "site", "/robots.txt").body


def test_static_files_and_media(stage: Stage):
    page = Asked(stage, "nginx", "/").body.decode()
    (style,) = re.findall(r'href="(/static/site\.[0-9a-f]{12}\.css)"', page)
    by_site, by_nginx = Asked(stage, "site", style, Accept_Encoding="gzip"), Asked(stage, "nginx", style, Accept_Encoding="gzip")
    assert by_nginx.body == by_site.body
    for name in ("cache-control", "content-encoding", "vary", "access-control-allow-origin"):
        assert by_nginx.headers[name] == by_site.headers[name], name
    for folder in ("documents", "images"):
        (stage.folder / "media" / folder).mkdir(parents=True)
        (stage.folder / "media" / folder / "a.png").write_bytes(b"x")
    assert Asked(stage, "nginx", "/media/documents/a.png").status == 404
    image = Asked(stage, "nginx", "/media/images/a.png")
    assert (image.status, image.body, image.headers["content-type"]) == (200, b"x", "image/png")
    assert "sandbox" in image.headers["content-security-policy"]
    assert image.headers["cache-control"] == Asked(stage, "site", "/media/images/a.png").headers["cache-control"]


def test_every_page_of_the_scene_can_be_read_by_either_way(stage: Stage):
    for path in PAGES.values():
        assert Asked(stage, "site", path).body == Asked(stage, "nginx", path).body


class _marked:
    """Inside, the files that nginx has of a page say where they come from."""

    def __init__(self, stage: Stage, path: str) -> None:
        Asked(stage, "site", path)
        place: Path = stage.folder / "kept" / "pages" / "http" / stage.host / path.strip("/") / "~kept"
        self.files = {file: (file.read_bytes(), file.stat()) for file in place.glob("page*")}
        assert self.files

    def __enter__(self) -> None:
        for file in self.files:
            file.write_bytes(b"from the disk")

    def __exit__(self, *_error: object) -> None:
        for file, (content, state) in self.files.items():
            file.write_bytes(content)
            os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))

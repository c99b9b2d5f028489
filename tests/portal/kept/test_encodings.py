"""Each encoding of a page has a validator of its own, and a reader gets the best one."""

import gzip
import os
from pathlib import Path

import brotli
import pytest

from comments import reacting
from comments.models import Reaction
from portal.kept import store
from portal.kept.packing import chosen
from tests.portal.kept.conftest import REAL


def test_a_head_request_stores_nothing_odd_and_gets_the_same_headers(ask, column):
    head = ask(column.url, "HEAD")
    full = ask(column.url)
    assert full.headers == head.headers
    again = ask(column.url, "HEAD")
    assert again.is_kept
    assert again.headers == full.headers
    assert again.body == b""


@REAL
def test_encodings_and_conditional_requests(ask, said, column):
    plain = ask(column.url)
    packed = {name: ask(column.url, HTTP_ACCEPT_ENCODING=name) for name in ("br", "gzip")}
    assert brotli.decompress(packed["br"].body) == gzip.decompress(packed["gzip"].body) == plain.body
    assert [answer.headers["Content-Encoding"] for answer in packed.values()] == ["br", "gzip"]
    tags = [plain.headers["ETag"], *(answer.headers["ETag"] for answer in packed.values())]
    assert len(set(tags)) == 3
    for name, tag in zip(("", "br", "gzip"), tags, strict=True):
        for wanted in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            answer = ask(column.url, HTTP_ACCEPT_ENCODING=name, HTTP_IF_NONE_MATCH=wanted)
            assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", tag)
            assert "Content-Length" not in answer.headers
    assert ask(column.url, HTTP_IF_NONE_MATCH=tags[1]).status == 200
    assert ask(column.url, HTTP_IF_MODIFIED_SINCE="Fri, 01 Jan 2100 00:00:00 GMT").status == 200
    assert "Last-Modified" not in plain.headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"), ("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("gzip;q=1.0, br;q=0.5", "gzip"), ("br;q=0, gzip", "gzip"),
        ("gzip;q=0, br;q=0", "identity"), ("*", "br"), ("*;q=0", "identity"), ("br;q=0, *", "gzip"), ("identity", "identity"),
        ("identity, br;q=0.5", "identity"), ("identity;q=0.2, br;q=0.5", "br"), ("GZIP", "gzip"), ("br;q=nonsense", "identity"),
        ("brotli, x-gzip", "identity"), ("gzip;q=0.001", "gzip"),
    ],
)  # fmt: skip
def test_the_encoding_is_the_readers_best(accepted, encoding):
    assert chosen(accepted) == encoding


def test_without_the_store_a_page_has_an_etag_all_the_same(settings, ask, column):
    settings.KEPT_PAGES = False
    first = ask(column.url, HTTP_ACCEPT_ENCODING="br")
    assert ask(column.url, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=first.headers["ETag"]).status == 304
    assert not ask(column.url).is_kept
    assert not (settings.KEPT_DIR).exists()


@REAL
def test_numbers_are_never_given_twice(ask, said, column, reader):
    tags = set()
    for _time in range(6):
        tags.add(ask(column.url).headers["ETag"])
        reacting.react(said, reader, Reaction.Value.AGREE)
    assert len(tags) == 6
    files = [os.stat(path) for path in Path(store.path_to()).glob("trash/*/*/page*")] + [
        os.stat(path) for path in Path(store.path_to()).glob("trash/*/page*")
    ]
    assert len({file.st_mtime_ns for file in files}) == len(files) >= 15

"""A paragraph is a block: a rich-text block that holds several is split when it is saved.

Anchors of comments are keyed by block, so the first paragraph keeps the block's id. The ids of the others are derived from it and from
what they say: the editor in the browser still shows one block while drafts are saved behind it, and each of those saves must come to
the same ids.
"""

import re
import unicodedata
import uuid
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from wagtail.blocks import StreamValue

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
WHOLE = frozenset({"p", "ul", "ol", "blockquote", "table", "figure"})  # stand as a paragraph of their own
WRAPPERS = frozenset({"div", "section", "article", "main", "span"})
KEPT_EMPTY = ("img", "embed", "hr")  # say something without text
HEADING_MAX = 80
# Conjoining jamo, as macOS stores Hangul. Only they are composed: NFC would also replace Hanja that KS X 1001 encodes by their reading.
JAMO = re.compile("[가-힣]?[\u1100-\u11ff]+")

Part = tuple[str, str]  # the type of block, and its value


def compose_hangul(text: str) -> str:
    return JAMO.sub(lambda run: unicodedata.normalize("NFC", run.group()), text)


def split_html(html: str) -> list[Part]:
    """The paragraphs, lists and headings of `html` in their order, each to be a block; blank ones are left out.

    Text outside any paragraph stays together with its neighbours in one, so that nothing is lost.
    """
    parts: list[Part] = []
    loose: list[PageElement] = []
    for node in _pieces(BeautifulSoup(html, "html.parser")):
        if isinstance(node, Tag) and node.name in WHOLE | HEADINGS:
            parts.extend(_paragraphs(loose))
            loose = []
            parts.extend(_block(node))
        else:
            loose.append(node)
    return [*parts, *_paragraphs(loose)]


def _pieces(parent: Tag) -> Iterator[PageElement]:
    """The children, with those of wrappers around whole paragraphs in their place."""
    for node in list(parent.contents):  # a copy: paragraphs are built by moving nodes
        if isinstance(node, Tag) and node.name in WRAPPERS and node.find([*WHOLE, *HEADINGS]):
            yield from _pieces(node)
        else:
            yield node


def _block(node: Tag) -> list[Part]:
    text = " ".join(node.get_text().split())
    if node.name in HEADINGS:
        if 0 < len(text) <= HEADING_MAX and not node.find(KEPT_EMPTY):
            return [("heading", text)]
        return _paragraphs(list(node.contents))
    if node.name == "p":
        return _paragraphs(list(node.contents), dict(node.attrs))
    return [("paragraph", str(node))] if text or node.find(KEPT_EMPTY) else []


def _paragraphs(nodes: list[PageElement], attributes: dict[str, Any] | None = None) -> list[Part]:
    """The inline `nodes` as paragraphs: an empty line (two line breaks in a row) begins a new one."""
    parts: list[Part] = []
    for run in _runs(nodes):
        if not any(_says_something(node) for node in run):
            continue
        paragraph = Tag(name="p", attrs=attributes or {}, can_be_empty_element=False)
        paragraph.extend(run)
        parts.append(("paragraph", str(paragraph)))
    return parts


def _runs(nodes: list[PageElement]) -> Iterator[list[PageElement]]:
    run: list[PageElement] = []
    breaks: list[PageElement] = []
    for node in nodes:
        between = breaks and isinstance(node, NavigableString) and not node.strip()
        if between or (isinstance(node, Tag) and node.name == "br"):
            breaks.append(node)
        else:
            if sum(isinstance(each, Tag) for each in breaks) > 1:
                yield run
                run = []
            elif run:
                run.extend(breaks)
            breaks = []
            run.append(node)
    yield run


def _says_something(node: PageElement) -> bool:
    if isinstance(node, Tag):
        return bool(node.get_text(strip=True)) or node.name in KEPT_EMPTY or node.find(KEPT_EMPTY) is not None
    return bool(node.strip()) if isinstance(node, NavigableString) else False


def split_paragraphs(body: StreamValue) -> StreamValue:
    """`body` with one block for each paragraph; the same object if there is nothing to change."""
    raw: list[dict[str, Any]] = [dict(child) for child in body.get_prep_value()]
    taken = {child["id"] for child in raw}
    out: list[dict[str, Any]] = []
    for child in raw:
        out.extend(_split_block(child, taken) if child["type"] == "paragraph" else [child])
    return body if out == raw else StreamValue(body.stream_block, out, is_lazy=True)


def _split_block(child: dict[str, Any], taken: set[str]) -> list[dict[str, Any]]:
    value = compose_hangul(child["value"] or "")
    parts = split_html(value)
    if not parts or (len(parts) == 1 and parts[0][0] == "paragraph"):
        return [{**child, "value": parts[0][1] if _has_blank_neighbours(value) and parts else value}]
    keeps = next((number for number, (kind, _) in enumerate(parts) if kind == "paragraph"), 0)
    return [
        {"type": kind, "value": text, "id": child["id"] if number == keeps else _derived_id(child["id"], kind + text, taken)}
        for number, (kind, text) in enumerate(parts)
    ]


def _has_blank_neighbours(html: str) -> bool:
    return len(BeautifulSoup(html, "html.parser").contents) > 1


def _derived_id(first: str, content: str, taken: set[str]) -> str:
    """The same for the same paragraph of the same block; another where a block of this text already is (pasted twice)."""
    attempt = 0
    while (derived := str(uuid.uuid5(uuid.NAMESPACE_OID, f"{first}\0{content}\0{attempt}"))) in taken:
        attempt += 1
    taken.add(derived)
    return derived

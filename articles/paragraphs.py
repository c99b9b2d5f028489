"""A paragraph is a block: a rich-text block that holds several is split when it is saved.

Anchors of comments are keyed by block, so the first paragraph keeps the block's id and each of the others gets a new one.
"""

import uuid
from typing import Any

from bs4 import BeautifulSoup, Tag
from wagtail.blocks import StreamValue

TOP_LEVEL = ("p", "ul", "ol")


def split_html(html: str) -> list[str]:
    """The paragraphs (and lists) of `html`, each as HTML of its own; blank paragraphs are left out.

    Text outside any paragraph stays together with its neighbours in one, so that nothing is lost.
    """
    soup = BeautifulSoup(html, "html.parser")
    parts: list[str] = []
    loose: list[str] = []

    def flush() -> None:
        if "".join(loose).strip():
            parts.append(f"<p>{''.join(loose)}</p>")
        loose.clear()

    for node in soup.contents:
        if isinstance(node, Tag) and node.name in TOP_LEVEL:
            flush()
            if node.get_text(strip=True) or node.find(["img", "embed"]):
                parts.append(str(node))
        else:
            loose.append(str(node))
    flush()
    return parts


def split_paragraphs(body: StreamValue) -> StreamValue:
    """`body` with one block for each paragraph; the same object if there is nothing to split."""
    raw: list[dict[str, Any]] = [dict(child) for child in body.get_prep_value()]
    out: list[dict[str, Any]] = []
    for child in raw:
        parts = split_html(child["value"]) if child["type"] == "paragraph" else []
        if len(parts) < 2:
            out.append(child)
            continue
        out.append({**child, "value": parts[0]})
        out.extend({"type": "paragraph", "value": part, "id": str(uuid.uuid4())} for part in parts[1:])
    if len(out) == len(raw):
        return body
    return StreamValue(body.stream_block, out, is_lazy=True)

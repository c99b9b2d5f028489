"""From the marked text of a column to the blocks of its body."""

import re
import uuid
from typing import Any

from django.utils.html import escape

from demo.content import Column

BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/gongron/demo")


def stable_id(*parts: object) -> uuid.UUID:
    """The same for the same parts in every build, so that links to paragraphs and replays of comments stay what they were."""
    return uuid.uuid5(NAMESPACE, ":".join(map(str, parts)))


def rich_text(text: str) -> str:
    """HTML of one paragraph: everything escaped, then **bold** and [links](https://…)."""
    html = LINK.sub(r'<a href="\2">\1</a>', BOLD.sub(r"<b>\1</b>", escape(text)))
    return f"<p>{html}</p>"


def body_blocks(column: Column, images: dict[str, int]) -> list[dict[str, Any]]:
    """The StreamField's raw data; `images` gives the id of the picture for each key that the text names."""
    blocks = [_block(text, images) for text in column.body]
    if column.sources:
        items = [{"type": "item", "value": {"text": text, "url": url}} for text, url in column.sources]
        blocks.append({"type": "sources", "value": items})
    for number, block in enumerate(blocks):
        block["id"] = str(stable_id(column.key, "block", number))
        for index, item in enumerate(block["value"] if block["type"] == "sources" else []):
            item["id"] = str(stable_id(column.key, "source", index))
    return blocks


def _block(text: str, images: dict[str, int]) -> dict[str, Any]:
    if text.startswith("## "):
        return {"type": "heading", "value": text.removeprefix("## ")}
    if text.startswith(">> "):
        return {"type": "pull_quote", "value": text.removeprefix(">> ")}
    if text.startswith("> "):
        quotation, _newline, by = text.removeprefix("> ").partition("\n> — ")
        return {"type": "quotation", "value": {"text": quotation, "by": by}}
    if text.startswith("!image "):
        key, alt, caption, credit = image_parts(text)
        return {"type": "image", "value": {"image": images[key], "alt": alt, "caption": caption, "credit": credit}}
    return {"type": "paragraph", "value": rich_text(text)}


def image_parts(text: str) -> list[str]:
    """Key, alternative text, caption and credit of a line `!image key | … | … | …`."""
    return [part.strip() for part in text.removeprefix("!image ").split("|")]

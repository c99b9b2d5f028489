"""From the marked text of a column to the blocks of its body.

Blank lines part them. A block is a paragraph, unless it begins with a mark:

    ## heading                                  > quotation, and on its last line > — who said it
    >> pull quote                               !image key | alternative text | caption | credit
    !figures heading | source                   !chart title | unit | source
    figure | unit | what it tells               name | number | field of the profession, or nothing
    !embed address | title

The second lines of key figures and of a chart are repeated, one for each figure or bar. A heading and a unit may be empty.
"""

import re
import uuid
from typing import Any

from django.utils.html import escape

from demo.content import Column

BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
MARKS = ("!figures ", "!chart ", "!embed ")
FIRST = {"figures": ("heading", "source"), "chart": ("title", "unit", "source"), "embed": ("address", "title")}
ROWS = {"figures": ("figures", ("value", "unit", "words")), "chart": ("rows", ("label", "value", "field"))}
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
        for index, item in enumerate(_items(block)):
            item["id"] = str(stable_id(column.key, "source", index) if block["type"] == "sources" else stable_id(block["id"], index))
    return blocks


def _items(block: dict[str, Any]) -> list[dict[str, Any]]:
    """The items of the list in a block, if it has one."""
    value = block["value"]
    if isinstance(value, dict):
        value = value.get("figures") or value.get("rows")
    return value if isinstance(value, list) else []


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
    if text.startswith(MARKS):
        return marked_block(text)
    return {"type": "paragraph", "value": rich_text(text)}


def marked_block(text: str) -> dict[str, Any]:
    """Key figures, a chart or a video, still without ids. Raises ValueError where a line has too many or too few parts."""
    mark, _space, rest = text.partition(" ")
    first, *others = [[part.strip() for part in line.split("|")] for line in rest.splitlines()]
    kind = mark.removeprefix("!")
    value: dict[str, Any] = dict(zip(FIRST[kind], first, strict=True))
    if kind in ROWS:
        field, names = ROWS[kind]
        value[field] = [{"type": "item", "id": "", "value": dict(zip(names, parts, strict=True))} for parts in others]
    elif others:
        raise ValueError(f"{mark} stands on one line")
    return {"type": kind, "value": value}


def image_parts(text: str) -> list[str]:
    """Key, alternative text, caption and credit of a line `!image key | … | … | …`."""
    return [part.strip() for part in text.removeprefix("!image ").split("|")]

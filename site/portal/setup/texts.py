"""The texts that come with the software: Markdown below `portal/texts`, with TOML between `+++` lines in front."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

FOLDER = Path(__file__).resolve().parents[1] / "texts"
FENCE = "+++\n"


@dataclass(frozen=True)
class Text:
    """`html` is rich text as Wagtail keeps it, with every placeholder filled in."""

    title: str
    slug: str
    version: str
    effective: date
    html: str


def read_text(name: str, **placeholders: str) -> Text:
    """The text `name`, its placeholders (`{publication}`, `{contact}`, `{operator}`) filled in.

    Raises KeyError if the front matter lacks a field, tomllib.TOMLDecodeError if it is no TOML, FileNotFoundError if there is no such text.
    """
    _before, front, body = (FOLDER / f"{name}.md").read_text("utf-8").split(FENCE, 2)
    fields = tomllib.loads(front)
    return Text(
        title=fields["title"],
        slug=fields["slug"],
        version=fields["version"],
        effective=date.fromisoformat(fields["effective"]),
        html=_to_html(body, placeholders),
    )


def _to_html(markdown: str, placeholders: dict[str, str]) -> str:
    # Filled in after rendering, so that a name with a `*` or a `<` in it stays a name.
    html = MarkdownIt("commonmark", {"html": False}).render(markdown)
    for name, value in placeholders.items():
        html = html.replace(f"{{{name}}}", _as_html(value))
    return html.strip()


def _as_html(value: str) -> SafeString:
    if "@" in value and " " not in value:
        return format_html('<a href="mailto:{0}">{0}</a>', value)
    if value.startswith(("https://", "http://")) and " " not in value:
        return format_html('<a href="{0}">{0}</a>', value)
    return conditional_escape(value)

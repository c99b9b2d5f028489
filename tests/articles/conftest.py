"""What the newsroom's forms send."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import Profession, User
from articles.models import Author
from tests.cast import log_in

LINE = "첫 원고는 기계가 쓰고, 사람은 ‘이상 없음’을 누릅니다. “서툰 문장”·판례 — 변호사(辯護士)의 초벌이 사라졌습니다… "
PASTE = "".join(f"<p>{number}. {LINE * 2}</p>" for number in range(1, 41))  # about 5,000 characters


@pytest.fixture
def newsroom(editor: User) -> Client:
    """An editor's browser."""
    return log_in(editor)


@pytest.fixture
def filled(columnist: Author, db: None) -> Callable[..., dict[str, Any]]:
    def fill(title: str = "초벌을 잃은 직업들", text: str = PASTE, **other: Any) -> dict[str, Any]:
        """The data of the form of a column, with one paragraph block that holds `text` (HTML)."""
        data = nested_form_data(
            {
                "title": title,
                "slug": other.pop("slug", title.replace(" ", "-")),
                "dek": "한 줄로 줄인 글.",
                "column_authors": inline_formset([{"author": columnist.pk}]),
                "body": streamfield([("paragraph", rich_text(text, features=["bold", "link", "ol", "ul", "h2", "h3"]))]),
                "corrections": streamfield([]),
                "comments": inline_formset([]),
                **other,
            }
        )
        chosen = Profession.objects.filter(slug__in=["lawyer", "translator"])
        return {**data, "professions": [str(profession.pk) for profession in chosen]}

    return fill

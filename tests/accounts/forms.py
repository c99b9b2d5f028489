"""What the tests of this folder fill in, and how they read the mail."""

import re
from typing import Any

from django.core import mail
from django.test import Client

PASSWORD = "물푸레나무 숲의 오후 세 시"
CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", re.MULTILINE)
JOIN = "/accounts/signup/"
VERIFY = "/accounts/confirm-email/"


def joining(**changes: Any) -> dict[str, Any]:
    """A form of joining, rightly filled in but for `changes`; None leaves a field out."""
    form = {
        "email": "garam@example.org",
        "password1": PASSWORD,
        "handle": "garam",
        "name": "문가람",
        "age": "on",
        "consent": "on",
    } | changes
    return {name: value for name, value in form.items() if value is not None}


def join(client: Client, **changes: Any) -> Any:
    return client.post(JOIN, joining(**changes))


def code_in_mail() -> str:
    """The code in the newest letter."""
    return CODE.search(mail.outbox[-1].body).group()


def errors(response: Any, field: str | None = None) -> str:
    return " ".join(response.context["form"].errors.get(field or "__all__", []))

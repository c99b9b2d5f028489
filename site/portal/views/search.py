"""Searching: the page, and what is proposed while one types. Neither is for search engines."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.searching.question import read
from portal.search.asking import Asked, tidy
from portal.search.completing import suggestions
from portal.search.limits import TooSlow, bounded, is_within
from portal.search.results import results_of, start_of

FAILED = {"busy": 429, "slow": 503}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Whatever was typed, it stands in the field again, and an answer in words below it."""
    asked = Asked.of(request.GET)
    if asked.typed and not is_within(request, "search"):
        return _answer(request, asked, failed="busy")
    reading = read(asked.typed)  # not bounded: in a process without `manage.py serve` the first one loads the analyser
    try:
        with bounded():
            context = results_of(reading.settled(), asked, request.user) if reading else start_of(asked, request.user)
    except TooSlow:
        return _answer(request, asked, failed="slow")
    return _answer(request, asked, **context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Nothing where too much is asked for, or takes too long: the page finds the rest."""
    typed, found = tidy(request.GET.get("q", "")), []
    if typed and is_within(request, "suggest"):
        reading = read(typed)
        try:
            with bounded():
                question = reading.settled() if reading else None
                found = [one.as_json() for one in suggestions(typed, question, request.user)]
        except TooSlow:
            found = []
    return _unlisted(JsonResponse({"suggestions": found}))


def _answer(request: HttpRequest, asked: Asked, **context: Any) -> HttpResponse:
    status = FAILED.get(context.get("failed", ""), 200)
    return _unlisted(render(request, "portal/search/page.html", {"asked": asked, **context}, status=status))


def _unlisted(response: Any) -> Any:
    response["X-Robots-Tag"] = "noindex"
    return response

"""The pages of the public log, and the files."""

from collections.abc import Iterator

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.views.decorators.http import require_safe

from comments.log.asking import Asked, number_in
from comments.log.downloads import json_lines, line_of, quarter_as_csv
from comments.log.entries import entry_at, page_of_log
from comments.models import Action, Decider, Decision, PublishedHead, Rule
from comments.models.ledger import canonical
from comments.quarters import Quarter, quarters_since

HEADS_A_PAGE = 31


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request.GET)
    entries, following = page_of_log(asked)
    first = Decision.objects.aggregate(first=Min("made_at"))["first"]
    context = {
        "asked": asked,
        "entries": entries,
        "older": asked.older_than(following) if following else "",
        "kinds": Action.choices,
        "rules": Rule.objects.all(),
        "deciders": Decider.choices,
        "quarters": quarters_since(first) if first else [],
    }
    return render(request, "comments/log/index.html", context)


@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    found = entry_at(number) if number_in(str(number)) else None
    if found is None:
        raise Http404
    fields = Decision.objects.select_related("earlier").get(number=number).public_fields()
    return render(request, "comments/log/entry.html", {"entry": found, "canonical": canonical(fields)})


@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    page = Paginator(PublishedHead.objects.all(), HEADS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "comments/log/heads.html", {"heads": page})


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """How to check the log by oneself, with a program to copy."""
    example = Decision.objects.select_related("earlier").order_by("number").first()
    context = {
        "program": get_template("comments/log/check.py.txt").render().strip(),
        "address": settings.BASE_URL + reverse("log_download"),
        "example": line_of(example) if example else "",
        "newest": PublishedHead.objects.first(),
    }
    return render(request, "comments/log/check.html", context)


@require_safe
def download(request: HttpRequest) -> StreamingHttpResponse:
    first = max(number_in(request.GET.get("from", "")) or 1, 1)
    return _file(json_lines(first), "application/jsonl; charset=utf-8", f"log-from-{first}.jsonl")


@require_safe
def quarter(request: HttpRequest, quarter: Quarter) -> StreamingHttpResponse:
    return _file(quarter_as_csv(quarter), "text/csv; charset=utf-8", f"log-{quarter}.csv")


def _file(lines: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

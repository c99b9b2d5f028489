"""Receiving files: how much is read at all, and where it stays meanwhile (in memory, bounded; nothing is written before it is sealed)."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

MEGABYTE = 1024 * 1024
FILE_MEGABYTES, FILES = 10, 3
FILE_MOST = FILE_MEGABYTES * MEGABYTE
BODY_MOST = FILES * FILE_MOST + MEGABYTE  # with the other fields; site/deploy/nginx.conf lets as much through
View = Callable[..., HttpResponse]


class BoundedUploadHandler(FileUploadHandler):
    """Keeps no more of a file than may be sent, and counts the rest, so that the form can say that it is too large."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept, self.counted = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.counted += len(raw_data)
        if self.counted <= FILE_MOST:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(self.kept, self.field_name, "evidence", self.content_type, self.counted, self.charset)


def receives_files(view: View) -> View:
    """A view that takes files. What is larger than it may be is refused by what the browser says of it, before anything of it is read.

    So the check against forged forms, which reads the form, has to come after.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            if _length(request) > BODY_MOST:
                return too_large(request)
            request.upload_handlers = [BoundedUploadHandler(request)]
        return protected(request, *args, **kwargs)

    return bounded


def too_large(request: HttpRequest) -> HttpResponse:
    """413, with what may be sent. Asks nothing of the request but its address."""
    limits = {"megabytes": FILE_MEGABYTES, "files": FILES, "back": request.path}
    return render(request, "accounts/credentials/too_large.html", limits, status=413)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0

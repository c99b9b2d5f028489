"""How the profession that a comment was spoken from was checked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.getters import comment_in_place


@require_safe
def credential(request: HttpRequest, number: int) -> HttpResponse:
    """Only where the comment shows that it was: what somebody holds and did not speak from is nobody else's matter."""
    comment = comment_in_place(request, number)
    standing = comment.worn
    if standing.credential is None or not comment.is_public:
        raise Http404
    around = {"person": comment.author, "standing": standing, "back": comment.get_absolute_url()}
    return render(request, "accounts/credential.html", around)

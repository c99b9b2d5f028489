"""Traces of a member in what others keep for us: Wagtail's admin, and sessions that stopped half-way."""

import json

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import APIToken, ModelLogEntry, PageSubscription, UploadedFile
from wagtail.users.models import UserProfile

from accounts.models import Credential, MemberSession, User


def erase(user: User) -> None:
    """To be called while the member's addresses are still known."""
    _end_half_open_sessions(user)
    _erase_from_logs(user)
    for kept in (APIToken, EditingSession, PageSubscription):
        kept.objects.filter(user=user).delete()
    for profile in UserProfile.objects.filter(user=user):  # a picture and preferences of staff
        profile.avatar.delete(save=False)
        profile.delete()
    for upload in UploadedFile.objects.filter(uploaded_by_user=user):  # begun, and never put among the pictures
        upload.file.delete(save=False)
        upload.delete()


def _erase_from_logs(user: User) -> None:
    """Wagtail writes into its log what a row was called, and keeps what staff have typed into a form until the row is saved."""
    credentials = [str(number) for number in Credential.objects.filter(user=user).values_list("pk", flat=True)]
    member, credential = ContentType.objects.get_for_model(User), ContentType.objects.get_for_model(Credential)
    theirs = Q(content_type=member, object_id=str(user.pk)) | Q(content_type=credential, object_id__in=credentials)
    ModelLogEntry.objects.filter(theirs).update(label="", data={})
    FormState.objects.filter(theirs | Q(user=user)).delete()
    FormState.objects.filter(content_type=credential, object_id="").delete()  # a new one may be about anybody


def _end_half_open_sessions(user: User) -> None:
    """Sessions of nobody in which somebody entered the member's address: to log in with a code, say, and then did not."""
    traces = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)} - {None, ""}
    half_open = MemberSession.objects.filter(member=None).iterator()
    found = [session.pk for session in half_open if _names(session, traces)]
    MemberSession.objects.filter(pk__in=found).delete()


def _names(session: MemberSession, traces: set[str | None]) -> bool:
    said = json.dumps(session.get_decoded(), ensure_ascii=False, default=str).casefold()
    return any(trace and trace.casefold() in said for trace in traces)

"""Getters that know who asks."""

import uuid

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Credential, Evidence, Profession, User, Voucher

REVIEW = "accounts.review_credential"


def own_credentials(user: User) -> QuerySet[Credential]:
    return Credential.objects.of(user).order_by("-pk")


def own_credential(user: User, number: int) -> Credential:
    """Raises Http404 for anybody else's."""
    return get_object_or_404(Credential.objects.of(user).select_related("user", "profession"), pk=number)


def profession_to_ask_for(slug: str) -> Profession:
    """One that can be chosen; where it was merged, what it was merged into. Raises Http404."""
    profession = Profession.objects.find(slug)
    if profession is None or profession.retired_at is not None or profession.alias_of_id is not None:
        raise Http404
    return profession


def evidence_to_see(user: User, token: uuid.UUID) -> Evidence:
    """A file that is still there: the member's own, or anybody's for those who review.

    Raises Http404 for everybody else, so that nobody learns what there is.
    """
    evidence = get_object_or_404(Evidence.objects.kept().select_related("credential"), token=token, kind=Evidence.Kind.DOCUMENT)
    if evidence.credential.user_id != user.pk and not user.has_perm(REVIEW):
        raise Http404
    return evidence


def voucher_to_answer(user: User, number: int) -> Voucher:
    """One that this member was asked for and may give, or has answered. Raises Http404: who may not vouch was not asked."""
    from accounts.credentials.vouching import may_vouch

    vouchers = Voucher.objects.filter(giver=user).select_related("credential__user", "credential__profession", "giver")
    voucher = get_object_or_404(vouchers, pk=number)
    if voucher.state == Voucher.State.ASKED and may_vouch(user, voucher.credential) is None:
        raise Http404
    return voucher

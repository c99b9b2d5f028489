"""Telling everybody the ledger's newest digest, once a day: whoever keeps one can tell whether anything before it was changed since."""

from django.utils import timezone

from comments.models import LedgerHead, PublishedHead


def publish() -> bool:
    """For the clock: once on each day of Seoul, from the first decision on, whether or not anything was decided. True if it was now."""
    head = LedgerHead.objects.filter(pk=1, number__gt=0).first()
    day = timezone.localdate(timezone=timezone.get_default_timezone())
    if head is None or PublishedHead.objects.filter(day=day).exists():
        return False
    # Of two clocks one is first.
    PublishedHead.objects.bulk_create([PublishedHead(day=day, number=head.number, digest=head.digest)], ignore_conflicts=True)
    return True

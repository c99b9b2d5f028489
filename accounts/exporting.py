"""Packing what a member takes along: one at a time, in the background, begun again if it was cut off, destroyed after some days."""

import logging
from functools import partial

from django.db import IntegrityError, transaction

from accounts.models import Export, Notice, User
from accounts.takeout import archive

logger = logging.getLogger(__name__)
SETTINGS = "/accounts/settings/#data"


def ask(member: User) -> tuple[Export, bool]:
    """The member's export with True if it has just been asked for, False where one is being packed already. An older one is destroyed."""
    try:
        with transaction.atomic():
            for settled in Export.objects.of(member).exclude(state=Export.State.ASKED):
                _destroy(settled)
            asked = Export.objects.create(member=member)
            transaction.on_commit(partial(_pack_soon, asked.pk))
            return asked, True
    except IntegrityError:  # it is asked for already
        return Export.objects.get(member=member), False


def _pack_soon(number: int) -> None:
    from accounts.tasks import pack_export

    pack_export.enqueue(number)


def pack(number: int) -> bool:
    """Packs the export of this number, unless somebody else does. Whatever fails is told to the member, who can ask again."""
    export = Export.objects.select_related("member").filter(pk=number, member__closed_at=None).first()
    if export is None or not export.begin():
        return False
    try:
        size = _write(export)
    except Exception:
        logger.exception("Export %s could not be packed.", export.pk)
        return _settle(export, Export.State.FAILED)
    if not _settle(export, Export.State.READY, size):
        export.path.unlink(missing_ok=True)
    return True


def _write(export: Export) -> int:
    """Whole or not at all: written under another name, which no attempt shares, and put in place at the end. Returns the bytes."""
    export.folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    part = export.path.with_suffix(f".{export.attempts}.part")
    try:
        with part.open("wb") as file:
            part.chmod(0o600)
            archive.write(export.member, file)
        size = part.stat().st_size
        part.replace(export.path)
    finally:
        part.unlink(missing_ok=True)
    return size


@transaction.atomic
def _settle(export: Export, state: str, size: int = 0) -> bool:
    settled = export.settle(state, size)
    if settled:
        Notice.tell(export.member, f"export_{state}", url=SETTINGS)
    return settled


def pack_cut_off(most: int = 5) -> int:
    """For the clock: packs what a worker was killed over; what was tried several times has failed. Returns how many were looked at."""
    cut_off = list(Export.objects.cut_off().select_related("member")[:most])
    for export in cut_off:
        if export.attempts >= Export.ATTEMPTS:
            _settle(export, Export.State.FAILED)
        else:
            pack(export.pk)
    return len(cut_off)


def destroy(member: User) -> None:
    for export in Export.objects.of(member):
        _destroy(export)


def destroy_expired() -> int:
    """For the clock: also files that belong to no export, which a killed process has left behind. Returns how many exports there were."""
    expired = list(Export.objects.expired())
    for export in expired:
        _destroy(export)
    _sweep()
    return len(expired)


def _destroy(export: Export) -> None:
    Export.objects.filter(pk=export.pk).delete()
    transaction.on_commit(partial(export.path.unlink, missing_ok=True))


def _sweep() -> None:
    """Takes away what no row names. The files are listed before the rows are read, so that one made meanwhile is not taken for a stray."""
    files = list(Export.folder().iterdir()) if Export.folder().is_dir() else []
    asked = dict(Export.objects.values_list("name", "state"))
    for file in files:
        name, _dot, rest = file.name.partition(".")
        if name not in asked or (rest != "zip" and asked[name] != Export.State.ASKED):
            file.unlink(missing_ok=True)

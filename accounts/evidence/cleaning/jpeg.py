"""The segments of a JPEG (ITU-T T.81, annex B): a picture in a PDF stays as it was pressed, without what was written beside it."""

from .kinds import Unclean

START, END, SCAN, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
APPLICATION = range(0xE0, 0xF0)
# JFIF's own head, and Adobe's, which says how the colours are meant; both hold numbers only.
KEPT = {0xE0: (b"JFIF\0", 16), 0xEE: (b"Adobe", 14)}
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers that have no length


def without_words(data: bytes) -> bytes:
    """The JPEG without EXIF, XMP, profiles and comments, and without what follows its end. Raises Unclean where it is no sound JPEG."""
    if data[:2] != b"\xff\xd8":
        raise Unclean("pdf-picture")
    kept, at = [data[:2]], 2
    while True:
        marker, at = _marker(data, at)
        if marker == END:
            return b"".join([*kept, b"\xff\xd9"])
        if marker in ALONE:
            kept.append(bytes([0xFF, marker]))
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        segment = data[at : at + length]
        if length < 2 or len(segment) < length:
            raise Unclean("pdf-picture")
        at += length
        if _is_kept(marker, segment):
            kept.append(bytes([0xFF, marker]) + segment)
        if marker == SCAN:
            stop = _end_of_scan(data, at)
            kept.append(data[at:stop])
            at = stop


def _marker(data: bytes, at: int) -> tuple[int, int]:
    while data[at : at + 2] == b"\xff\xff":  # fill bytes
        at += 1
    if at + 2 > len(data) or data[at] != 0xFF:
        raise Unclean("pdf-picture")
    return data[at + 1], at + 2


def _is_kept(marker: int, segment: bytes) -> bool:
    if marker == COMMENT:
        return False
    if marker not in APPLICATION:
        return True
    name, length = KEPT.get(marker, (b"", 0))
    return bool(name) and segment[2:].startswith(name) and len(segment) == length


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands that is neither a stuffed byte nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Unclean("pdf-picture")
        if data[at + 1] != 0 and data[at + 1] not in ALONE:
            return at
        at += 2

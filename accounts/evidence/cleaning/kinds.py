"""What a file is, by its first bytes, whatever its name says; and what may be wrong with it."""

PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
PICTURES = {JPEG: "JPEG", PNG: "PNG", HEIC: "HEIF"}  # and how Pillow calls them
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")  # ISO/IEC 23008-12, after `ftyp`


class Unclean(Exception):
    """The file cannot be taken; `code` says why, and `accounts.evidence.washing` says it in words."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def kind_of(data: bytes) -> str | None:
    """PDF, JPEG, PNG or HEIC; None for everything else."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return HEIC
    return None

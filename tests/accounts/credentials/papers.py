"""Files that people send, good and bad, made here."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

CAMERA, PLACE = "SecretCamera", 37.5665


def noise(size: tuple[int, int] = (64, 48)) -> Image.Image:
    return Image.effect_noise(size, 40).convert("RGB")


def photograph(**options: Any) -> bytes:
    """A JPEG that says where and by what it was taken, lying on its side, with something hanging on behind."""
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 33.0, 59.4), 3: "E", 4: (126.0, 58.0, 40.8)})
    out = BytesIO()
    noise().save(out, "JPEG", exif=exif, comment=b"a comment", **options)
    return out.getvalue() + b"HANGING ON BEHIND"


def png(size: tuple[int, int] = (64, 48)) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    info, out = PngInfo(), BytesIO()
    info.add_text("Author", CAMERA)
    noise(size).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def pdf(pages: int = 1) -> PdfWriter:
    """With the photograph on its pages, as it was taken."""
    out = BytesIO()
    noise().save(out, "PDF", title="SecretTitle", author=CAMERA, append_images=[noise() for _n in range(pages - 1)], save_all=True)
    return PdfWriter(clone_from=BytesIO(out.getvalue()))


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with_script() -> bytes:
    """That would run a script, start a program and has a file in it."""
    writer = pdf()
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('SecretScript')")}
    )
    launch = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("SecretProgram")})
    writer.root_object[NameObject("/OpenAction")] = script
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): launch})
    writer.add_attachment("secret.txt", b"SecretAttachment")
    return written(writer)


def upload(data: bytes, name: str = "문가람 면허증.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, kind)

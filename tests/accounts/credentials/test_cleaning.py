"""Files are made anew from what can be seen in them; what cannot be, is refused in words."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from accounts.evidence.cleaning.jpeg import without_words
from accounts.evidence.washing import Refused, wash
from tests.accounts.credentials.papers import CAMERA, noise, pdf, pdf_with_script, photograph, png, written


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        wash(data)
    assert str(refused.value.words)
    return refused.value.code


def test_a_photograph_forgets_where_and_by_what_it_was_taken() -> None:
    sent = photograph()
    assert CAMERA.encode() in sent
    clean = wash(sent)
    picture = Image.open(BytesIO(clean.data))
    assert clean.media_type == "image/jpeg"
    assert not picture.getexif()
    assert not set(picture.info) & {"exif", "comment", "icc_profile", "xmp"}
    for word in (CAMERA.encode(), b"a comment", b"Exif", b"HANGING"):
        assert word not in clean.data


def test_a_photograph_is_turned_upright() -> None:
    assert Image.open(BytesIO(wash(photograph()).data)).size == (48, 64)


def test_a_png_forgets_what_was_written_beside_it() -> None:
    clean = wash(png())
    assert clean.media_type == "image/png"
    assert CAMERA.encode() not in clean.data
    assert Image.open(BytesIO(clean.data)).size == (64, 48)


def test_a_photograph_of_a_telephone_becomes_a_jpeg() -> None:
    import pillow_heif

    out = BytesIO()
    pillow_heif.from_pillow(noise()).save(out)
    assert wash(out.getvalue()).media_type == "image/jpeg"


def test_a_pdf_keeps_its_pages_and_nothing_else() -> None:
    sent = pdf_with_script()
    clean = wash(sent)
    assert clean.media_type == "application/pdf"
    for word in (
        b"JavaScript",
        b"OpenAction",
        b"/AA",
        b"Launch",
        b"SecretProgram",
        b"EmbeddedFile",
        b"SecretAttachment",
        b"/Names",
        b"/Info",
    ):
        assert word in sent or word == b"/Info"
        assert word not in clean.data, word
    reader = PdfReader(BytesIO(clean.data))
    assert reader.metadata is None
    assert set(reader.trailer["/Root"]) == {"/Type", "/Pages"}
    assert [image.image.size for image in reader.pages[0].images] == [(64, 48)]


def test_a_photograph_within_a_pdf_forgets_where_it_was_taken() -> None:
    writer, taken = pdf(), photograph()
    [image] = writer.pages[0]["/Resources"]["/XObject"].values()
    image.get_object()._data = taken
    sent = written(writer)
    assert CAMERA.encode() in sent
    clean = wash(sent)
    assert CAMERA.encode() not in clean.data
    assert b"HANGING" not in clean.data
    [picture] = [image.image for image in PdfReader(BytesIO(clean.data)).pages[0].images]
    assert picture.size == Image.open(BytesIO(taken)).size


def test_an_earlier_version_within_a_pdf_is_gone() -> None:
    sent = written(pdf()) + b"\n9 0 obj\n<< /Earlier (SecretVersion) >>\nendobj\n"
    assert b"SecretVersion" not in wash(sent).data


def test_a_locked_pdf_is_refused() -> None:
    writer = pdf()
    writer.encrypt("열쇠", algorithm="RC4-128")
    assert refusal(written(writer)) == "pdf-locked"


def test_a_form_that_was_filled_in_is_refused_rather_than_emptied() -> None:
    writer = pdf()
    field = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Widget"), "/FT": NameObject("/Tx"), "/V": TextStringObject("채운 말")}
    box = {"/Rect": ArrayObject([NumberObject(0)] * 4), "/T": TextStringObject("x")}
    widget = DictionaryObject({NameObject(key): value for key, value in {**field, **box}.items()})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(widget)])
    assert refusal(written(writer)) == "pdf-form"
    widget[NameObject("/FT")] = NameObject("/Sig")  # the place of a signature holds no words
    assert wash(written(writer)).media_type == "application/pdf"


def test_a_long_pdf_is_refused() -> None:
    assert wash(written(pdf(20))).media_type == "application/pdf"
    assert refusal(written(pdf(21))) == "pdf-long"


@pytest.mark.parametrize(
    "data",
    [b"", b"MZ\x90\x00 a program", b"\x7fELF", b"<html><script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"PK\x03\x04"],
    ids=["nothing", "exe", "elf", "html", "svg", "gif", "zip"],
)
def test_what_is_neither_pdf_nor_picture_is_refused(data: bytes) -> None:
    assert refusal(data) == "kind"


@pytest.mark.parametrize(
    ("data", "code"),
    [(photograph()[:40], "picture"), (png()[:60], "picture"), (b"%PDF-1.7\nrubbish", "pdf"), (written(pdf())[:200], "pdf")],
)
def test_what_is_broken_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    assert refusal(out.getvalue()) == "pixels"


def test_a_pdf_that_goes_round_in_circles_ends() -> None:
    writer = pdf()
    resources = writer.pages[0]["/Resources"].get_object()
    resources["/XObject"][NameObject("/Loop")] = writer._add_object(resources)
    assert wash(written(writer)).media_type == "application/pdf"


def test_the_process_that_cleans_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    from accounts.evidence import washing

    monkeypatch.setenv("GONGRON_DIGEST_KEY", "secret")
    seen = "import os, sys; sys.stdout.write('text\\n' + ' '.join(os.environ))"
    monkeypatch.setattr(washing, "COMMAND", [washing.sys.executable, "-c", seen])
    assert b"GONGRON" not in wash(b"").data


def test_the_process_that_cleans_is_ended_if_it_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    from accounts.evidence import washing

    monkeypatch.setattr(washing, "COMMAND", [washing.sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(washing, "SECONDS", 0.2)
    assert refusal(b"") == "heavy"


def test_segments_of_a_jpeg_with_words_go_and_the_picture_stays() -> None:
    sent = photograph(progressive=True)
    assert Image.open(BytesIO(without_words(sent))).tobytes() == Image.open(BytesIO(sent)).tobytes()
    assert b"a comment" not in without_words(sent)

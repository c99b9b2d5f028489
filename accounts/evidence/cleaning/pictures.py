"""Pictures: only their pixels are kept. Place, camera, colour profile, comments and whatever hangs on behind stay behind."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from .kinds import HEIC, JPEG, PICTURES, PNG, Unclean

PIXELS = 50_000_000  # the largest that is decoded; telephones make 12 to 50 million
SIDE = 3200  # pixels of the longer side that are kept: a page of A4 at 270 dots to the inch
QUALITY = 88


def clean_picture(data: bytes, kind: str) -> tuple[str, bytes]:
    """The media type and the bytes of the picture, drawn anew and the right way up. Raises Unclean."""
    if kind == HEIC:
        import pillow_heif  # reads what telephones send; only here, where it can do no harm to others

        pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with Image.open(BytesIO(data), formats=[PICTURES[kind]]) as opened:
            if opened.width * opened.height > PIXELS:
                raise Unclean("pixels")
            opened.draft("RGB", (SIDE, SIDE))  # a JPEG is decoded no larger than needed
            upright = ImageOps.exif_transpose(opened)
            return _drawn_anew(upright, PNG if kind == PNG else JPEG)
    except Image.DecompressionBombError:
        raise Unclean("pixels")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Unclean("picture")


def _drawn_anew(picture: Image.Image, kind: str) -> tuple[str, bytes]:
    flat = picture.convert("RGBA") if "A" in picture.getbands() or "transparency" in picture.info else picture.convert("RGB")
    flat.thumbnail((SIDE, SIDE))
    paper = Image.new("RGB", flat.size, "white")  # a new picture knows nothing of the old one
    paper.paste(flat, mask=flat.getchannel("A") if flat.mode == "RGBA" else None)
    out = BytesIO()
    if kind == JPEG:
        paper.save(out, "JPEG", quality=QUALITY, optimize=True)
    else:
        paper.save(out, "PNG", optimize=True)
    return kind, out.getvalue()

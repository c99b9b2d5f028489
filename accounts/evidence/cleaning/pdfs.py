"""PDFs (ISO 32000): written anew from what draws their pages, and from nothing else.

What is copied stands on a list (`DRAWS`). Scripts, actions, links, forms, notes, files inside, layers, structure, metadata and earlier
versions are not on it, so whatever a later edition of the format invents is left out as well.
"""

from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)  # fmt: skip

from .drawing import DRAWS, NAMED, OF_PAGE, PLAIN
from .jpeg import without_words
from .kinds import Unclean

PAGES, OBJECTS, DEEP = 20, 20_000, 60
SCALARS = (NameObject, NumberObject, FloatObject, BooleanObject, NullObject, TextStringObject, ByteStringObject)
HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def clean_pdf(data: bytes) -> bytes:
    """The pages of the PDF in a new one. Raises Unclean."""
    try:
        reader = PdfReader(BytesIO(data), root_object_recovery_limit=1000)
        if reader.is_encrypted:
            raise Unclean("pdf-locked")
        pages = reader.pages
        if len(pages) > PAGES:
            raise Unclean("pdf-long")
        if not len(pages):
            raise Unclean("pdf")
        return Copy().of(list(pages))
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, RecursionError, OverflowError):
        raise Unclean("pdf")


class Copy:
    """A PDF in the making: its objects in the order of their numbers, from 1."""

    def __init__(self) -> None:
        self.objects: list[Any] = [None, None]  # the catalogue and the list of pages come last
        self.known: dict[tuple[int, int], IndirectObject] = {}

    def of(self, pages: list[Any]) -> bytes:
        kids = ArrayObject([self.add(self.page(page)) for page in pages])
        self.objects[0] = DictionaryObject({NameObject("/Type"): NameObject("/Catalog"), NameObject("/Pages"): self.number(2)})
        self.objects[1] = DictionaryObject(
            {NameObject("/Type"): NameObject("/Pages"), NameObject("/Kids"): kids, NameObject("/Count"): NumberObject(len(kids))}
        )
        return written(self.objects)

    def number(self, number: int) -> IndirectObject:
        return IndirectObject(number, 0, None)

    def add(self, thing: Any) -> IndirectObject:
        if len(self.objects) >= OBJECTS:
            raise Unclean("pdf-long")
        self.objects.append(thing)
        return self.number(len(self.objects))

    def page(self, page: Any) -> DictionaryObject:
        """Only what draws it, with what it inherits; refused where something that was filled in would be missing from the picture."""
        refuse_filled_in(page)
        copied = DictionaryObject({NameObject("/Type"): NameObject("/Page"), NameObject("/Parent"): self.number(2)})
        for key in OF_PAGE:
            value = page.get(key)  # a page of the reader has what it inherits
            if value is not None:
                copied[NameObject(key)] = self.value(page.raw_get(key) if key in page else value, 0)
        return copied

    def value(self, thing: Any, deep: int, named: bool = False) -> Any:
        """A copy of anything. `named`: a dictionary whose keys are names that the page gives to its fonts, pictures and so on."""
        if deep > DEEP:
            raise Unclean("pdf")
        if isinstance(thing, IndirectObject):
            return self.reference(thing, deep, named)
        if isinstance(thing, StreamObject):
            return self.add(self.stream(thing, deep))
        if isinstance(thing, DictionaryObject):
            return self.dictionary(thing, deep, named)
        if isinstance(thing, ArrayObject):
            return ArrayObject([self.value(one, deep + 1) for one in thing])
        return thing if isinstance(thing, SCALARS) else NullObject()

    def reference(self, thing: IndirectObject, deep: int, named: bool) -> IndirectObject:
        key = thing.idnum, thing.generation
        if key not in self.known:
            self.known[key] = place = self.add(NullObject())
            found = thing.get_object()
            copied = self.stream(found, deep) if isinstance(found, StreamObject) else self.value(found, deep + 1, named)
            self.objects[place.idnum - 1] = copied
        return self.known[key]

    def dictionary(self, thing: DictionaryObject, deep: int, named: bool = False) -> DictionaryObject:
        copied = DictionaryObject()
        for key, value in thing.items():
            if named or key in DRAWS:
                copied[NameObject(key)] = self.value(thing.raw_get(key), deep + 1, key in NAMED and not named)
            elif key in PLAIN and isinstance(value, SCALARS):
                copied[NameObject(key)] = value
        return copied

    def stream(self, thing: StreamObject, deep: int) -> StreamObject:
        copied = StreamObject()
        copied.update(self.dictionary(thing, deep))
        data = thing._data
        filters = names_of(thing.get("/Filter"))
        if "/JPXDecode" in filters or "/Crypt" in filters or ("/DCTDecode" in filters and filters != ["/DCTDecode"]):
            raise Unclean("pdf-picture")
        copied._data = without_words(data) if filters == ["/DCTDecode"] else data
        copied[NameObject("/Length")] = NumberObject(len(copied._data))
        return copied


def names_of(filters: Any) -> list[str]:
    filters = filters.get_object() if filters is not None else []
    return [str(one.get_object()) for one in filters] if isinstance(filters, ArrayObject) else [str(filters)] if filters else []


def refuse_filled_in(page: Any) -> None:
    """Raises Unclean where a form was filled in, whose words would not be in the copy. A signature's place is left out without a word."""
    notes: Any = page.get("/Annots", ArrayObject()).get_object()
    for note in notes:
        note = note.get_object()
        if isinstance(note, DictionaryObject) and note.get("/Subtype") == "/Widget":
            above = note.get("/Parent", note).get_object()
            if note.get("/FT", above.get("/FT")) != "/Sig" and (note.get("/V", above.get("/V")) is not None):
                raise Unclean("pdf-form")


def written(objects: list[Any]) -> bytes:
    """The file: head, objects, table of where they stand, and where to begin; no information about it, and no identity."""
    out, places = BytesIO(), []
    out.write(HEAD)
    for number, thing in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number)
        thing.write_to_stream(out)
        out.write(b"\nendobj\n")
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()

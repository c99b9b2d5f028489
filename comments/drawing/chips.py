"""The chips of the profession lens, of which a discussion has a dozen."""

from functools import lru_cache
from html import escape

from django.template.loader import get_template

from accounts.stencil import StandIn, Stencil, mark
from comments.lens import Chip


def draw_chip(chip: Chip, path: str) -> str:
    """A link to the discussion at `path` through this profession."""
    stencil = _stencil(chip.has_seal, chip.profession is not None, chip.is_pressed, chip.count is not None)
    address = f"{path}?{chip.query}" if chip.query else path
    values = {"address": escape(address), "label": escape(chip.label), "count": f"{chip.count or 0:,}"}
    if chip.profession:
        values |= {"field": chip.profession.field, "seal": escape(chip.profession.seal)}
    return stencil.fill(values)


@lru_cache(16)
def _stencil(has_seal: bool, has_profession: bool, is_pressed: bool, is_counted: bool) -> Stencil:
    profession = StandIn(field=mark("field"), seal=mark("seal")) if has_profession else None
    chip = StandIn(has_seal=has_seal, profession=profession, is_pressed=is_pressed, label=mark("label"))
    context = {"chip": chip, "address": mark("address"), "shown": mark("count") if is_counted else ""}
    return Stencil(get_template("comments/includes/chip.html").render(context).strip())

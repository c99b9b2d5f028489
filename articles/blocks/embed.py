"""A video, or a page of another site, behind a press: until then nobody but this site is asked for anything."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.videos import Fault, fault_of, host_of, video_at

FAULTS = {
    Fault.NOT_WEB: _("Please paste an address that begins with https://."),
    Fault.DISGUISED: _("This address looks like one of another site than it leads to. Please paste the address of the page itself."),
    Fault.NO_VIDEO: _("No video is found in this address. Please open the video and paste its own address."),
}


class EmbedBlock(blocks.StructBlock):
    address = blocks.URLBlock(
        label=_("address"),
        max_length=500,
        help_text=_("Videos of YouTube, Vimeo and 네이버TV can be watched in the column; any other address becomes a link."),
    )
    title = blocks.CharBlock(label=_("title"), max_length=120, help_text=_("What is seen or heard there. Readers decide by it."))

    class Meta:
        icon = "media"
        label = _("video or link")
        template = "articles/blocks/embed.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        fault = fault_of(cleaned["address"]) if cleaned["address"] else None  # a draft may lack it
        if fault:
            raise blocks.StructBlockValidationError({"address": ValidationError(FAULTS[fault])})
        return cleaned

    def told(self, value: Any) -> list[str]:
        return [value["title"]]

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        address = value["address"] or ""
        safe = bool(address) and fault_of(address) is None
        return {
            **super().get_context(value, parent_context),
            "video": video_at(address) if safe else None,
            "link": address if safe else "",
            "host": host_of(address) if safe else "",
        }

"""People in the Wagtail admin; each seen by those only who have Django's permissions on the model."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .credentials import CredentialViewSet
from .members import MemberViewSet
from .policies import PolicyViewSet
from .professions import ProfessionViewSet

__all__ = ["CredentialViewSet", "MemberViewSet", "PolicyViewSet", "ProfessionGroup", "ProfessionViewSet"]


class ProfessionGroup(ModelViewSetGroup):
    items = (CredentialViewSet, ProfessionViewSet)
    menu_label = _("Professions")
    menu_icon = "clipboard-list"
    menu_order = 310

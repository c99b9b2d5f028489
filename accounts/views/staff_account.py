"""Wagtail's page of a member of staff's own preferences, without what the settings of all members are for."""

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel

ELSEWHERE = (NameEmailSettingsPanel, AvatarSettingsPanel)  # in the settings; and seals stand in place of pictures


class StaffAccountView(AccountView):
    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, ELSEWHERE)]


staff_account = require_admin_access(StaffAccountView.as_view())

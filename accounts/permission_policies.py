"""What nobody may do in the admin, whatever permissions they have, superusers included: history refers to these rows."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class NeverDeleted(ModelPermissionPolicy):
    """Professions are retired and policies superseded, not deleted."""

    never = frozenset({"delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.never and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class NeverEdited(NeverDeleted):
    """Credentials are granted and revoked."""

    never = frozenset({"delete", "change"})


class MembersOnly(NeverDeleted):
    """Members join by themselves, having agreed to the terms, and close their accounts by themselves."""

    never = frozenset({"delete", "add"})

"""A member's accounts at other sites: connecting and disconnecting."""

from typing import Any

from allauth.socialaccount.views import ConnectionsView as AllauthConnectionsView
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.ways.names import offered


@method_decorator([never_cache, require_http_methods(["GET", "HEAD", "POST"])], name="dispatch")
class ConnectionsView(AllauthConnectionsView):
    """A POST disconnects; connecting begins at the other site's own address, and needs no code of ours here."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        connected = list(context["form"].accounts.order_by("pk"))
        has = {account.provider for account in connected}
        return {**context, "connected": connected, "others": [way for way in offered() if way not in has]}

"""Addresses of the policies, at the root of the site: /terms/, /privacy/, /rules/."""

from django.urls import path, register_converter

from accounts.models import Policy
from accounts.views import policies


class KindConverter:
    regex = "|".join(Policy.Kind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(KindConverter, "policy_kind")

urlpatterns = [
    path("<policy_kind:kind>/", policies.policy, name="policy"),
    path("<policy_kind:kind>/<str:version>/", policies.policy_version, name="policy_version"),
]

"""Log-ins of other sites that members may come by: which there are, what each needs from the environment, and what allauth is told.

A provider is present, with its addresses, its button and its place in the content security policy, if all its variables are set. If some
are, the program stops with a sentence: a button that leads nowhere is worse than none. docs/deployment.md says what to register where.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env


@dataclass(frozen=True, eq=False)
class Provider:
    """`variables` are read as GONGRON_<NAME>_<variable>, `app` gives each the name by which allauth knows it.

    `leads_to` are the sources that a form may end up at: browsers hold a page's `form-action` against every redirect that follows, and each
    of these sends people on within its own domain before it asks them anything. `more` is further settings of allauth's provider.
    """

    name: str
    app: dict[str, str]
    leads_to: str
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def variables(self) -> list[str]:
        return [f"{self.name.upper()}_{variable}" for variable in self.app]


ID_AND_SECRET = {"CLIENT_ID": "client_id", "CLIENT_SECRET": "secret"}
# In the order of their buttons. What Kakao and Naver ask people's consent for is chosen where the site is registered with them.
PROVIDERS = (
    Provider("kakao", ID_AND_SECRET, "https://*.kakao.com"),
    Provider("naver", ID_AND_SECRET, "https://*.naver.com"),
    Provider("google", ID_AND_SECRET, "https://*.google.com", {"SCOPE": ["openid", "email"], "OAUTH_PKCE_ENABLED": True}),
    Provider(
        "apple",
        {"CLIENT_ID": "client_id", "KEY_ID": "secret", "TEAM_ID": "key", "PRIVATE_KEY": "certificate_key"},
        "https://*.apple.com",
        {"SCOPE": ["email"]},
    ),
)


def present(env: Env) -> dict[Provider, dict[str, Any]]:
    """The providers that the environment has everything for, each with allauth's settings of it. Raises ImproperlyConfigured."""
    found = {}
    for provider in PROVIDERS:
        said = {variable: env.str(variable, "").strip() for variable in provider.variables}
        missing = [f"GONGRON_{variable}" for variable, value in said.items() if not value]
        if len(missing) == len(said):
            continue
        if missing:
            raise ImproperlyConfigured(f"To offer {provider.name.title()}, set {', '.join(missing)} as well, or none of its variables.")
        found[provider] = settings_of(provider, dict(zip(provider.app.values(), said.values(), strict=True)))
    return found


def settings_of(provider: Provider, app: dict[str, Any]) -> dict[str, Any]:
    """What allauth reads in SOCIALACCOUNT_PROVIDERS. The classes in accounts/ways/ take no more of people than they need, and trust less."""
    if "certificate_key" in app:
        app = {**app, "settings": {"certificate_key": signing_key(app["certificate_key"])}}
        del app["certificate_key"]
    return {"APPS": [app], "provider_class": f"accounts.ways.{provider.name}.{provider.name.title()}", **provider.more}


def signing_key(text: str) -> str:
    """Apple's .p8 file, whose lines may be written with `\\n` between them. Raises ImproperlyConfigured if it is none."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    text = text.replace("\\n", "\n")
    try:
        key = load_pem_private_key(text.encode(), password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise ImproperlyConfigured("GONGRON_APPLE_PRIVATE_KEY is not the text of the key (AuthKey_….p8) that Apple gave out.")
    return text

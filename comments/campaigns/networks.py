"""From which network somebody writes: as much of an address as tells crowds apart, and no more."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

from accounts.digests import keyed_digest

# What a provider gives to one customer, or one office: of IPv6 a customer gets a /64 at least and mostly a /56.
PREFIXES = {4: 24, 6: 56}


def network_of(request: HttpRequest) -> str:
    """A digest that names the network for as long as it is counted by, "" where it is not known.

    The address is the one that allauth counts attempts by: that of the connection, or what the outermost of so many proxies of ours
    (`TRUSTED_PROXY_COUNT`) wrote down. Whatever else is in the header was written by whoever asks.
    """
    network = _network(_address(request))
    return keyed_digest("network", network)[:32] if network else ""


def _address(request: HttpRequest) -> str:
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:  # no address at all, as behind a socket
        return ""
    except ImproperlyConfigured:  # fewer proxies than were counted on: who connects is all that is known for certain
        return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    known = mapped or found
    return str(ipaddress.ip_network((known, PREFIXES[known.version]), strict=False))

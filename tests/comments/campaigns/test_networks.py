"""From which network somebody writes: the real address, only behind so many proxies, and no more of it than tells networks apart."""

from typing import Any

import pytest
from django.test import RequestFactory

from comments.campaigns.networks import _address, _network, network_of

PEER, HOME, FORGED = "198.51.100.7", "203.0.113.5", "192.0.2.66"


def request(forwarded: str | None = None, peer: str = PEER) -> Any:
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().post("/", REMOTE_ADDR=peer, **headers)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "believed"),
    [
        (0, None, PEER),
        (0, HOME, PEER),  # nobody of ours wrote it
        (0, f"{FORGED}, {HOME}", PEER),
        (1, HOME, HOME),
        (1, f"{FORGED}, {HOME}", HOME),  # what stands before ours was sent by whoever asks
        (1, f"{FORGED}, {FORGED}, {HOME}", HOME),
        (1, None, PEER),  # past the proxy, as a check of health
        (2, f"{HOME}, 10.0.0.2", HOME),
        (2, f"{FORGED}, {HOME}, 10.0.0.2", HOME),
        (2, HOME, PEER),  # one proxy fewer than counted on: its word is not that of the outermost
    ],
)
def test_an_address_is_believed_as_far_back_as_proxies_are_ours(settings, proxies, forwarded, believed):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert _address(request(forwarded)) == believed


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.5", "203.0.113.0/24"),
        ("203.0.113.250", "203.0.113.0/24"),
        ("203.0.114.5", "203.0.114.0/24"),
        ("2001:db8:1:2ff:aaaa::1", "2001:db8:1:200::/56"),
        ("2001:db8:1:200::2", "2001:db8:1:200::/56"),
        ("2001:db8:1:300::2", "2001:db8:1:300::/56"),
        ("::ffff:203.0.113.5", "203.0.113.0/24"),
        ("", ""),
        ("unix:", ""),
        ("203.0.113.5; DROP TABLE", ""),
    ],
)
def test_a_network_is_a_24_or_a_56(address, network):
    assert _network(address) == network


def test_neighbours_are_one_network_and_a_header_moves_nobody_into_another(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    home = network_of(request(HOME))
    assert network_of(request("203.0.113.200")) == home
    assert network_of(request(f"{FORGED}, {HOME}")) == home
    assert network_of(request("203.0.114.5")) != home


def test_what_is_counted_by_says_nothing_to_who_does_not_have_the_key(settings):
    network = network_of(request(peer=HOME))
    assert len(network) == 32
    settings.DIGEST_KEY = "another key, outside the database as well"
    assert network_of(request(peer=HOME)) != network


def test_where_no_address_is_known_no_network_is():
    assert network_of(request(peer="")) == ""

"""A decision on every public address: whether its pages are kept. Found by walking the resolver, so that a new one has to have one."""

import re

from articles import models as articles
from portal.kept.asked import KNOWN
from portal.kept.pages import KEPT, KINDS, NOT_KEPT, PAGE_TREE
from tests.portal.addresses import every_address

# For those who have an account, or come to get one: forms, with a token or a cookie of the reader's own.
BEHIND_A_DOOR = re.compile(
    r"/(cms|documents|accounts|following|_util)/"
    r"|/comments/(claims|decisions|muted|reports)/"
    r"|/comments/%\(number\)s/(reply|edit|save|removal|remove|agree|disagree|report|follow|unfollow)/"
    r"|/comments/on/%\(page_id\)s/($|preview/|write/|follow/|unfollow/)"
)


def public() -> set[str]:
    names = {address.name for address in every_address() if not BEHIND_A_DOOR.match(address.template)}
    return {name for name in names if name and not name.startswith("wagtailcore_")}


def test_every_public_address_is_kept_or_has_a_reason_not_to_be():
    assert public() - {PAGE_TREE} == KEPT.keys() | NOT_KEPT.keys()
    assert not KEPT.keys() & NOT_KEPT.keys()


def test_every_kind_of_page_in_the_tree_has_been_decided_on():
    kinds = {kind for kind in vars(articles).values() if isinstance(kind, type) and hasattr(kind, "get_url")}
    assert kinds == KINDS.keys()


def test_what_a_query_can_ask_of_a_kept_page_is_known():
    for kept in (*KEPT.values(), *KINDS.values()):
        assert kept.query <= KNOWN.keys()

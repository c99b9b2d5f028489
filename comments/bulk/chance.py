"""Chance that falls the same way again for the same seed."""

import random


def chance(*seed: object) -> random.Random:
    return random.Random(" ".join(map(str, seed)))  # noqa: S311 - nothing here is secret

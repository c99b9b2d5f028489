"""Searching: what readers find, by kind, and how it is narrowed. How words are matched is known to `accounts.searching`."""

"""Finished pages, kept for strangers until something that they show changes (docs/decisions/0010-kept-pages.md)."""

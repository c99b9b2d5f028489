"""A member's own professions: having them checked, and saying a word for a colleague."""

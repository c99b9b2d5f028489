"""A column's page for members: rendered once for all of them, and what is each one's own laid over it."""

"""Serving the site from one command: what has to be ready first, and the processes that then run side by side."""

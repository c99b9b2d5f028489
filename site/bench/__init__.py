"""Our figures beside those of others, taken in one run: `make bench`, docs/performance.md. Never part of a site that is served."""

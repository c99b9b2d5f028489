"""The search of readers, measured beside WordPress's: `python -m bench.search`."""

"""How long discussions of different sizes take to read and to join: `manage.py measure_discussion`, docs/performance.md."""

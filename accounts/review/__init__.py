"""The queue of requests for a check, inside the Wagtail admin."""

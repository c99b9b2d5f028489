"""The moderation desk, inside the Wagtail admin."""

"""The first name of `verify_log`, kept for those who have it in their scripts."""

from comments.management.commands.verify_log import Command

__all__ = ["Command"]

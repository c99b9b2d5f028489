"""Template filters for Korean text."""

from django import template

register = template.Library()

"""What the hall hangs into Wagtail."""

from wagtail import hooks

from portal.kept.middleware import begin_page

hooks.register("before_serve_page", begin_page)

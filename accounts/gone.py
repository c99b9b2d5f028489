"""What was here and will not come back (RFC 9110, section 15.5.11): raised by any app, answered with 410 by the site."""


class Gone(Exception):
    """Raised where an address once led to something public; the message says what, in the reader's language."""

"""What was here and will not come back (RFC 9110, section 15.5.11): raised by any app, answered with 410 by the site."""


class Gone(Exception):
    """Raised where an address once led to something public; the message says what, in the reader's language.

    `page` is the number of the page that it was or stood on: the site knows whether that is hidden for reasons of law (451, RFC 7725).
    """

    def __init__(self, message: str = "", *, page: int | None = None) -> None:
        self.page = page
        super().__init__(message)

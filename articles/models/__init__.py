from .author import Author
from .column import ColumnAuthor, ColumnPage
from .home import HomePage
from .index import ColumnIndexPage
from .text_page import TextPage
from .topic import Topic

__all__ = ["Author", "ColumnAuthor", "ColumnIndexPage", "ColumnPage", "HomePage", "TextPage", "Topic"]

from .author import Author
from .call import Call
from .column import ColumnAuthor, ColumnPage
from .following import AuthorFollow, TopicFollow
from .home import HomePage
from .index import ColumnIndexPage
from .text_page import TextPage
from .topic import Topic

__all__ = [
    "Author",
    "AuthorFollow",
    "Call",
    "ColumnAuthor",
    "ColumnIndexPage",
    "ColumnPage",
    "HomePage",
    "TextPage",
    "Topic",
    "TopicFollow",
]

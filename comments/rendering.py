"""From a comment's source to its HTML: a small subset of CommonMark, then the sanitiser.

Paragraphs, emphasis, quotations, lists and links; a line break is kept as typed. HTML in the source is text like any other.
"""

import re
from html import unescape

from django.utils.html import strip_tags
from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

from comments.sanitising import sanitise

VERSION = 2  # to be raised with every change of what `render` gives for the same source
# Links of nothing: they cannot be seen or pressed, and part a word that is read as one.
EMPTY_LINK = re.compile(r"<a [^>]*></a>")
MARKUP = re.compile(r"[*_\[\\<]")  # without any of them, what is shown is what was typed
BREAKS = re.compile(r"<br>|</(?:p|li|blockquote)>")


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Emphasis for a script without spaces between a word and its particle.

    CommonMark 0.31 (section 6.2) does not let `**‘말’**이` close, because with punctuation before it and a letter after it the marker is
    not right-flanking. Korean writes the particle right there, so here a `*` marker between punctuation and a letter may close, and one
    between a letter and punctuation may open, beside what CommonMark allows. `_` is left alone: it is common in handles.
    """
    marker = state.src[state.pos]
    if silent or marker != "*":
        return False
    scanned = state.scanDelims(state.pos, True)
    before = state.src[state.pos - 1] if state.pos else " "
    end = state.pos + scanned.length
    after = state.src[end] if end < state.posMax else " "
    open_, close = scanned.can_open, scanned.can_close
    if _is_letter(after) and _is_punctuation(before):
        close = True
    if _is_letter(before) and _is_punctuation(after):
        open_ = True
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(marker=ord(marker), length=scanned.length, token=len(state.tokens) - 1, end=-1, open=open_, close=close)
        )
    state.pos = end
    return True


def _is_punctuation(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def _is_letter(char: str) -> bool:
    return not _is_punctuation(char) and not isWhiteSpace(ord(char))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"breaks": True, "html": False, "maxNesting": 12})
    parser.enable(["blockquote", "list", "newline", "escape", "link", "autolink", "emphasis", "balance_pairs"])
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


PARSER = _parser()


def render(source: str) -> str:
    """HTML that may stand in a page as it is."""
    return sanitise(EMPTY_LINK.sub("", PARSER.render(source))).strip()


def shown(source: str) -> str:
    """The text that readers see of it, without its markup: `병**신**` is one word to them."""
    return unescape(strip_tags(BREAKS.sub("\n", render(source)))).strip() if MARKUP.search(source) else source

"""A short list of words for the demo, as a moderator might begin it; the mild ones of their kind."""

from datetime import datetime

from accounts.models import User
from comments.entries import entry
from comments.models import ScreenedWord
from demo.clock import at

Kind = ScreenedWord.Kind
WORDS = {
    Kind.BLOCKED: ("병신", "ㅂㅅ", "지*랄", "개새끼"),
    Kind.SUSPECT: ("기레기", "틀딱", "새끼", "수익 보장"),
    Kind.EXCEPTION: ("병신년", "새끼손가락", "새끼 고양이"),
}
NOTE = "견본"


def list_words(moderator: User, now: datetime) -> None:
    with at(now):
        for kind, words in WORDS.items():
            entries = [entry(word, is_exception=kind == Kind.EXCEPTION) for word in words]
            ScreenedWord.objects.add_all(entries, kind=kind, note=NOTE, by=moderator)

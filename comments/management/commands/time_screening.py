import random
import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from comments.folding import foldings
from comments.screening.repeating import alike, compared, shingles
from comments.screening.wordlist import WordList


class Command(BaseCommand):
    help = "Measures, with words and texts made up here, how long finding words and comparing texts takes on this machine."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--words", type=int, default=50_000)
        parser.add_argument("--characters", type=int, default=5_000)

    def handle(self, *args: Any, words: int, characters: int, **options: Any) -> None:
        chance = random.Random(1)  # noqa: S311 - nothing secret
        syllables = [chr(chance.randrange(0xAC00, 0xD7A4)) for _number in range(900)]

        def spell(shortest: int, longest: int) -> str:
            return "".join(chance.choice(syllables) for _letter in range(chance.randint(shortest, longest)))

        listed = {spell(2, 7) for _number in range(words)}
        text = " ".join(spell(2, 5) for _number in range(characters))[:characters]
        starred = [("", "blocked", f"가*가*가*{chr(0xAC01 + number)}") for number in range(300)]
        made: list[WordList] = []
        self._say(
            "to take up the list, once for each process and change", lambda: made.append(WordList.of(("", "blocked", w) for w in listed))
        )
        self._say("to fold the text", lambda: foldings(text), 20)
        self._say("to find the words in the text", lambda: made[0].hits(text), 20)
        self._say("to find 300 entries with stars in a text made for them", lambda: WordList.of(starred).hits("가" * characters), 5)
        self._say("to compare two texts", lambda: _compare(text), 20)

    def _say(self, what: str, work: Callable[[], Any], times: int = 1) -> None:
        begun = time.perf_counter()
        for _time in range(times):
            work()
        self.stdout.write(f"{(time.perf_counter() - begun) * 1000 / times:8.2f} ms {what}")


def _compare(text: str) -> bool:
    compared.cache_clear()
    shingles.cache_clear()
    return alike(compared(text), compared(text[1:]))

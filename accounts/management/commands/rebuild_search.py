import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.searching import analysers, building
from accounts.searching.asking import Away


class Command(BaseCommand):
    help = (
        "Builds the search index anew, beside the one that answers, which goes on answering until the new one is whole. "
        "Ctrl-C stops it; run again, it goes on where it was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from-start", action="store_true", help="do not go on with an index that was begun before")
        parser.add_argument("--analyser", choices=["kiwi", "bigrams"], help="which is to build it; else what the settings say")

    def handle(self, *, from_start: bool, analyser: str | None, **options: Any) -> None:
        name = {"kiwi": analysers.kiwi_name(), "bigrams": analysers.Bigrams.name}[analyser] if analyser else analysers.wanted()
        if from_start:
            building.give_up()
        try:
            self.build(name, quiet=options["verbosity"] == 0)
        except Away as away:
            raise CommandError(f"The analyser {name} cannot be loaded here. GONGRON_SEARCH_ANALYSER=bigrams does without it.") from away
        except building.LookedAfter as looked_after:
            raise CommandError(
                "Somebody else is building the index now: this site's own process for search, or this command."
            ) from looked_after

    def build(self, name: str, *, quiet: bool) -> None:
        builder = building.Builder(name)
        self.say(f"Building index {builder.index.pk} with {name} …", quiet)
        began = time.monotonic()
        try:
            for progress in builder.batches():
                self.say(f"\r{progress.kind}: {progress.done:,} of {progress.total:,}, {time.monotonic() - began:.0f} s ", quiet, end="")
        except KeyboardInterrupt:
            builder.leave()
            raise CommandError("\nStopped. The index that answers is as it was; run this again to go on.", returncode=130) from None
        self.say("\nThe new index answers. Taking the old one away …", quiet)
        building.take_away_old()
        self.say("Done.", quiet)

    def say(self, text: str, quiet: bool, end: str = "\n") -> None:
        if not quiet:
            self.stdout.write(text, ending=end)
            self.stdout.flush()

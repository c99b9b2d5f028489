from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from accounts.searching import analysers
from portal.measuring.scratch import scratch_database
from portal.measuring.search.asking import scores
from portal.measuring.search.labelled import NotLabelled, read
from portal.measuring.search.scoring import Score, average, table


class Command(BaseCommand):
    help = "Asks a labelled set, in a database of its own that is dropped afterwards: recall, precision and NDCG@10 by group."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help='{"documents": [{"title", "body"}], "queries": [{"group", "query", "relevant"}]}')
        parser.add_argument("--analyser", choices=["kiwi", "bigrams"], help="which is measured; else what the settings say")
        parser.add_argument("--recall", type=float, default=0.0, help="fails below this average")
        parser.add_argument("--precision", type=float, default=0.0, help="fails below this average")
        parser.add_argument("--misses", action="store_true", help="also tells of each query what was missed and what was found wrongly")
        parser.add_argument("--here", action="store_true", help="in a transaction of the site's own database, which is rolled back")

    def handle(self, *, file: Path, analyser: str | None, here: bool, misses: bool, **options: Any) -> None:
        try:
            labelled = read(file)
        except NotLabelled as error:
            raise CommandError(str(error)) from error
        name = {"kiwi": analysers.kiwi_name(), "bigrams": analysers.Bigrams.name}.get(analyser or "") or analysers.wanted()
        if here:
            with transaction.atomic():
                measured = scores(labelled, name)
                transaction.set_rollback(True)
        else:
            with scratch_database():
                measured = scores(labelled, name)
        self.stdout.write(f"{file.name}: {len(labelled.documents)} documents, {connection.display_name}, {name}\n\n{table(measured)}")
        if misses:
            self.tell(measured)
        self.judge(measured, options["recall"], options["precision"])

    def tell(self, measured: list[Score]) -> None:
        for score in measured:
            missed, wrong = score.query.relevant.difference(score.found), set(score.found) - score.query.relevant
            if missed or wrong:
                self.stdout.write(f"{score.query.text}: missed {sorted(missed)}, wrongly found {sorted(wrong)}")

    def judge(self, measured: list[Score], recall: float, precision: float) -> None:
        whole = average(measured)
        if whole.recall < recall or whole.precision < precision:
            raise CommandError(f"Recall {whole.recall:.3f} (at least {recall}), precision {whole.precision:.3f} (at least {precision}).")

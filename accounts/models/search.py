"""The index of search: what each analyser found in each text. Filled by `accounts.searching`, and never by hand."""

from django.db import models


class SearchIndex(models.Model):
    """One whole index, built by one analyser. While the next is being built the one that answers goes on answering."""

    class State(models.TextChoices):
        BUILDING = "building"
        ANSWERING = "answering"
        RETIRED = "retired"  # its entries are being taken away

    analyser = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.BUILDING)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # since when it is whole
    done = models.JSONField(default=dict)  # of each kind the number up to which building has come
    keeper = models.CharField(max_length=40, blank=True)  # who is building it, and when they last said so
    looked_after_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=~models.Q(state="retired"), name="one_index_of_a_state"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.analyser})"

    @property
    def is_kept(self) -> bool:
        """Whether what changes is put into it."""
        return self.state != self.State.RETIRED


class SearchEntry(models.Model):
    """What one object is found by in one index. Three texts of tokens, separated by spaces."""

    # Made of the next three (accounts.searching.kinds) and never counted; SQLite finds a row by it at once if it could be.
    id = models.BigAutoField(primary_key=True)
    index = models.ForeignKey(SearchIndex, models.CASCADE, related_name="entries", db_index=False)
    kind = models.CharField(max_length=60)  # the label of the model, of the topmost one where models inherit
    object_pk = models.BigIntegerField()
    minute = models.IntegerField(default=0)  # of its date, since 1970; 0 for what has none
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    starts = models.TextField(blank=True)  # whose beginnings are looked for while somebody types

    def __str__(self) -> str:
        return f"{self.kind} {self.object_pk}"


class _Words(models.Model):
    """A full-text index of SQLite's over the entries (`accounts.searching.tables`). PostgreSQL keeps its own in columns of theirs."""

    entry = models.OneToOneField(SearchEntry, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="+")

    class Meta:
        abstract = True
        managed = False

    def __str__(self) -> str:
        return str(self.pk)


class SearchWords(_Words):
    """Over all of them."""

    class Meta(_Words.Meta):
        db_table = "accounts_searchentry_words"


class SearchPageWords(_Words):
    """Over those of pages alone: how many texts have a word is counted in the whole of an index."""

    class Meta(_Words.Meta):
        db_table = "accounts_searchentry_pages"


class SearchChange(models.Model):
    """What the index does not know yet. A row for each change: whoever has indexed it takes away the rows they saw, and no other."""

    kind = models.CharField(max_length=60)
    object_pk = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.object_pk}"

"""What can be searched for, as the index files it."""

from django.db.models import Model

from .folding import MARK


def kind_of(model: type[Model]) -> str:
    """The label of the topmost model that it inherits its number from: a column and a text page are pages."""
    parents = list(model._meta.concrete_model._meta.parents) if model._meta.concrete_model else []
    return kind_of(parents[0]) if parents else model._meta.label_lower


def filed(index: int, kind: str = "") -> str:
    """The token of every entry of `kind`, or of any kind, in the index of that number."""
    return f"{MARK}{index}{kind.replace('.', '').replace('_', '')}"

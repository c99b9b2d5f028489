"""The professions that Gongron knows at first (`data/professions.toml`), and how they come into the database."""

import tomllib
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "professions.toml"


def read_professions() -> list[dict[str, Any]]:
    """The entries of the file, in its order; `broader` is a slug or empty."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["profession"]


def load_professions(model: Any) -> list[str]:
    """Adds the professions whose slug `model` does not have, and returns their slugs.

    What is there stays as it is, since editors may have changed it; an entry whose name, or whose seal in its field, an editor has
    given to another profession is left out, and so is one whose address was another's before. `model` is Profession, or its
    historical self in a migration.
    """
    slugs = set(model.objects.values_list("slug", flat=True)) | _former_slugs(model)
    names = set(model.objects.values_list("name", flat=True))
    seals = set(model.objects.values_list("field", "seal"))
    added = [
        entry
        for entry in read_professions()
        if entry["slug"] not in slugs and entry["name"] not in names and (entry["field"], entry["seal"]) not in seals
    ]
    model.objects.bulk_create([model(**{key: value for key, value in entry.items() if key != "broader"}) for entry in added])
    _link_broader(model, added)
    return [entry["slug"] for entry in added]


def _former_slugs(model: Any) -> set[str]:
    """Of professions that were renamed; an old state of `model` knows none."""
    if all(relation.name != "former_slugs" for relation in model._meta.related_objects):
        return set()
    return set(model.objects.exclude(former_slugs=None).values_list("former_slugs__slug", flat=True))


def _link_broader(model: Any, entries: list[dict[str, Any]]) -> None:
    """In a second step: a broader profession may stand later in the file than those it embraces."""
    ids = dict(model.objects.values_list("slug", "pk"))
    for entry in entries:
        if entry["broader"] in ids:
            model.objects.filter(slug=entry["slug"]).update(broader_id=ids[entry["broader"]])

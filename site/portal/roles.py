"""The five roles of the site, as groups, and exactly what each may do.

Readers holds every member from the day they join (`User.save`). It carries no permission of its own: reading, commenting and reporting
are open to whoever is logged in. It stands there so that a right of all members can be given or taken in one place.

Nobody may add, change or delete a decision, its words or the ledger's head through the admin: no role has those permissions.
"""

from typing import Any

from accounts.models.user import EVERY_MEMBER

READERS = EVERY_MEMBER
COLUMNISTS = "Columnists"
EDITORS = "Editors"
MODERATORS = "Moderators"
ADMINISTRATORS = "Administrators"
ROLES = (READERS, COLUMNISTS, EDITORS, MODERATORS, ADMINISTRATORS)


def rights(app: str, models: str, actions: str) -> set[str]:
    return {f"{app}.{action}_{model}" for model in models.split() for action in actions.split()}


STAFF = {"wagtailadmin.access_admin"}
EDITING = (
    STAFF
    | rights("articles", "topic author", "add change delete view")
    | rights("wagtailredirects", "redirect", "add change delete view")
    | rights("comments", "discussion", "close")
    | rights("comments", "comment", "pick")
    | rights("comments", "rule", "change")
)
MODERATING = (
    STAFF
    | rights("comments", "comment", "moderate")
    | rights("comments", "discussion", "close")
    | rights("comments", "comment discussion report decision rule", "view")
    | rights("comments", "screenedword", "add change delete view")
    | rights("accounts", "user credential profession", "view")
)
# Members, credentials and policies are never deleted: what was said, checked or agreed to refers to them.
ADMINISTERING = (
    rights("accounts", "user profession credential policy", "add change view")
    | rights("accounts", "credential", "review")
    | rights("auth", "group", "add change delete view")
    | rights("comments", "rule", "add change")
    | rights("comments", "decision", "correct")
    | rights("wagtailcore", "site", "add change delete view")
    | rights("wagtailcore", "workflow task groupapprovaltask", "add change delete view")
)
PERMISSIONS: dict[str, set[str]] = {
    READERS: set(),
    COLUMNISTS: STAFF,
    EDITORS: EDITING,
    MODERATORS: MODERATING,
    ADMINISTRATORS: EDITING | MODERATING | ADMINISTERING,
}

EDIT_PAGES = rights("wagtailcore", "page", "add change publish lock unlock bulk_delete")
# On every page below the root. Columnists have theirs on the list of columns, where there is one.
PAGE_PERMISSIONS = {EDITORS: EDIT_PAGES, ADMINISTRATORS: EDIT_PAGES}
COLUMN_PERMISSIONS = {COLUMNISTS: rights("wagtailcore", "page", "add")}

FILES = rights("wagtailimages", "image", "add change choose") | rights("wagtaildocs", "document", "add change choose")
COLLECTION_PERMISSIONS = {
    # With "add" alone one may change and delete what is one's own.
    COLUMNISTS: rights("wagtailimages", "image", "add choose") | rights("wagtaildocs", "document", "choose"),
    EDITORS: FILES,
    ADMINISTRATORS: FILES | rights("wagtailcore", "collection", "add change delete"),
}


def ensure_roles(apps: Any) -> None:
    """Makes the groups and gives each what it lacks; takes nothing away, so running it again changes nothing.

    `apps` is the registry whose models are used: the live one, or that of a migration.
    """
    groups = {name: apps.get_model("auth", "Group").objects.get_or_create(name=name)[0] for name in ROLES}
    for name, labels in PERMISSIONS.items():
        groups[name].permissions.add(*(permission(apps, label) for label in sorted(labels)))
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    _grant_on_pages(apps, groups, PAGE_PERMISSIONS, [root.pk])
    _grant_on_collections(apps, groups)
    ensure_columnists(apps)


def ensure_columnists(apps: Any) -> None:
    """Lets columnists write below every list of columns: to be called once the page tree is made."""
    indexes = apps.get_model("articles", "ColumnIndexPage").objects.values_list("pk", flat=True)
    group = apps.get_model("auth", "Group").objects.get(name=COLUMNISTS)
    _grant_on_pages(apps, {COLUMNISTS: group}, COLUMN_PERMISSIONS, list(indexes))


def permission(apps: Any, label: str) -> Any:
    """The permission `app.action_model`. Made here if it is not there yet: Django makes its own only after the last migration."""
    app, codename = label.split(".")
    action, model = codename.rsplit("_", 1)
    model = "admin" if codename == "access_admin" else model
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {action} {model}"}
    )
    return found


def _grant_on_pages(apps: Any, groups: dict[str, Any], table: dict[str, set[str]], pages: list[int]) -> None:
    grants = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for name, labels in table.items():
        for label in sorted(labels):
            for page in pages:
                grants.get_or_create(group=groups[name], page_id=page, permission=permission(apps, label))


def _grant_on_collections(apps: Any, groups: dict[str, Any]) -> None:
    grants = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name, labels in COLLECTION_PERMISSIONS.items():
        for label in sorted(labels):
            grants.get_or_create(group=groups[name], collection=root, permission=permission(apps, label))

"""A value for every argument of every address, taken from the demo. An argument without one fails the walk: give it a value here."""

from types import SimpleNamespace

from django.contrib.auth.models import Group
from wagtail.images import get_image_model
from wagtail.models import Collection, Site, Task, Workflow

from accounts.models import Credential, Evidence, Notice, Policy, Profession, User, Voucher
from accounts.unsubscribing import link_for
from articles.models import Author, Call, ColumnIndexPage, ColumnPage, Topic
from comments.claims.filing import sign as sign_claim
from comments.models import Appeal, Claim, Comment, Decision, Discussion, Rule, Sanction
from comments.quarters import Quarter
from comments.strangers import Complaint, sign
from demo.accounts import PROFESSIONAL
from tests.portal.addresses import Address

ABSENT = 999_999  # where the demo has nothing of the kind: what is refused must be refused before anything is looked up


class NoSample(Exception):
    """An address has an argument that nobody has given a value."""


def samples(demo: SimpleNamespace) -> dict[str, dict[str, object]]:
    """Values by the beginning of the address; the longest beginning that fits and knows the argument wins."""
    column = ColumnPage.objects.live().get(title="초벌을 잃은 직업들")
    comment = Comment.objects.on(Discussion.on(column)).published().first()
    image = get_image_model().objects.first()
    claim = Claim.objects.owed().last()
    everywhere = {
        "page_id": column.pk, "parent_page_id": ColumnIndexPage.objects.get().pk, "page_to_move_id": column.pk, "page_pk": column.pk,
        "destination_id": ColumnIndexPage.objects.get().pk, "revision_id": column.latest_revision_id,
        "revision_id_a": column.latest_revision_id, "revision_id_b": "live",
        "app_label": "articles", "app_name": "articles", "model_name": "columnpage",
        "content_type_app_name": "articles", "content_type_model_name": "columnpage", "object_id": column.pk,
        "action_name": "approve", "action": "publish", "task_state_id": ABSENT, "workflow_state_id": ABSENT, "session_id": ABSENT,
        "task_id": Task.objects.get().pk, "workflow_pk": Workflow.objects.get().pk, "collection_id": Collection.objects.get().pk,
        "redirect_id": ABSENT, "document_id": ABSENT, "doc_id": ABSENT, "uploaded_file_id": ABSENT,
        "image_id": image.pk, "filter_spec": "width-100", "uidb64": "MQ", "token": "set-password",
        "number": comment.pk, "handle": comment.author.handle, "slug": "lawyer", "block": column.body[0].id,
        "restriction_id": ABSENT, "page_view_restriction_id": ABSENT,
    }  # fmt: skip
    return {
        "/": everywhere | {"_0": "columns/"},
        "/cms/api/main/images/": {"pk": image.pk},
        "/cms/api/main/documents/": {"pk": ABSENT},
        "/cms/api/main/pages/": {"pk": column.pk},
        "/cms/bulk/": {"app_label": "wagtailcore", "model_name": "page"},
        "/cms/pages/": {"pk": column.pk},
        "/cms/collections/": {"pk": Collection.objects.get().pk},
        "/cms/workflows/": {"pk": Workflow.objects.get().pk},
        "/cms/workflows/tasks/": {"pk": Task.objects.get().pk, "app_label": "wagtailcore", "model_name": "groupapprovaltask"},
        "/cms/calls/": {"number": column.pk, "call": Call.objects.filter(column=column).first().pk},
        "/cms/desk/bulk/": {"verb": "publish"},
        "/cms/desk/comments/": {"note": ABSENT},
        "/cms/desk/limits/": {"number": ABSENT},
        "/cms/desk/ledger/": {"number": Decision.objects.first().number},
        "/log/": {"number": Decision.objects.first().number, "quarter": "2026-q1"},
        "/transparency/": {"quarter": Quarter.of(demo.now), "table": "rules"},
        "/cms/desk/appeals/": {"number": Appeal.objects.first().pk},
        "/cms/desk/members/": {"number": comment.author_id},
        "/cms/desk/sanctions/": {"number": Sanction.objects.first().pk},
        "/cms/desk/": {"tab": "waiting", "pk": Rule.objects.first().pk},
        "/cms/settings/": {"pk": ABSENT},
        "/cms/tag-autocomplete/": {"app_name": "taggit", "model_name": "tag"},
        "/cms/snippets/articles/author/": {"pk": Author.objects.first().pk},
        "/cms/snippets/articles/topic/": {"pk": Topic.objects.first().pk},
        "/cms/snippets/choose/articles/author/": {"pk": Author.objects.first().pk},
        "/cms/snippets/choose/articles/topic/": {"pk": Topic.objects.first().pk},
        "/cms/sites/": {"pk": Site.objects.get().pk},
        "/cms/users/": {"pk": User.objects.get(handle="mungaram").pk},
        "/cms/groups/": {"pk": Group.objects.get(name="Readers").pk},
        "/cms/credentials/": {"pk": Credential.objects.first().pk},
        "/cms/verification/": {"pk": Credential.objects.ready().first().pk, "tab": "ready"},
        "/accounts/credentials/": {
            "pk": Credential.objects.open().get(user__email=PROFESSIONAL.email).pk,
            "how": "document",
            "token": Evidence.objects.kept().filter(kind="document", credential__user__email=PROFESSIONAL.email).first().token,
        },
        "/accounts/credentials/vouch/": {"pk": Voucher.objects.asked().filter(giver__email=PROFESSIONAL.email).first().pk},
        "/cms/policies/": {"pk": Policy.objects.first().pk},
        "/cms/professions/": {"pk": Profession.objects.get(slug="lawyer").pk},
        "/cms/screened-words/": {"pk": ABSENT},
        "/cms/rules/": {"pk": Rule.objects.first().pk},
        "/cms/documents/": {"pk": ABSENT},
        "/cms/images/": {"pk": image.pk},
        "/documents/": {"_0": ABSENT, "_1": "none.pdf"},
        "/topics/": {"slug": Topic.objects.first().slug},
        "/feeds/topics/": {"slug": Topic.objects.first().slug},
        "/feeds/people/": {"handle": column.authors[0].handle},
        "/media/": {"path": image.file.name},
        "/rules/": {"version": Policy.current(Policy.Kind.RULES).version},
        "/%(kind)s/": {"kind": Policy.Kind.TERMS, "version": Policy.current(Policy.Kind.TERMS).version},
        "/accounts/export/": {"pk": ABSENT},
        "/accounts/sessions/": {"label": "0" * 20},
        "/accounts/inbox/": {"pk": Notice.objects.filter(recipient__email=PROFESSIONAL.email).first().pk},
        "/accounts/unsubscribe/": {"signed": link_for(User.objects.get(email=PROFESSIONAL.email), "replies").split("/")[-2]},
        "/following/": {"kind": "professions", "name": "lawyer"},
        "/comments/": {"signed": sign(Complaint(comment.pk, Rule.objects.first().pk, "", "stranger@example.org", "ko"))},
        "/comments/decisions/": {"number": Decision.objects.filter(comment__author__email=PROFESSIONAL.email).first().number},
        "/comments/claims/": {"number": Claim.objects.closed().filter(comment__author__email=PROFESSIONAL.email).last().pk, "signed": sign_claim(claim)},
        "/cms/desk/claims/": {"number": claim.pk},
        "/c/": {"number": column.pk, "pk": column.pk, "digest": "0123456789abcdef"},
    }  # fmt: skip


def fill(address: Address, table: dict[str, dict[str, object]]) -> str:
    """The path of `address` with a value in every argument. Raises NoSample."""
    values = {}
    for argument in address.arguments:
        known = [start for start, values_there in table.items() if address.template.startswith(start) and argument in values_there]
        if not known:
            raise NoSample(f"{address} has an argument ‘{argument}’ that tests/portal/samples.py has no value for")
        values[argument] = table[max(known, key=len)][argument]
    return address.template % values

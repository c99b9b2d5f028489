"""After a member has left for good, a search of the whole database, of all files and of the cache finds neither name, address nor handle.

Outside of the search: mail that was sent (it is the recipients'), backups, and what people have typed themselves, the leaver into comments
that stay by choice, others into theirs (docs/decisions/0014-leaving.md).
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from wagtail.admin.models import FormState
from wagtail.images import get_image_model
from wagtail.models import APIToken, ModelLogEntry, UploadedFile
from wagtail.users.models import UserProfile

from accounts import exporting
from accounts.models import Credential, Departure, Export, Notice, User
from accounts.searching.building import build_all
from accounts.searching.changes import index_all
from accounts.searching.question import ask as ask_index
from accounts.searching.ranking import found as rank_found
from accounts.searching.tables import forget_deleted
from articles.models import ColumnPage
from comments import reacting
from comments.following import follow
from comments.models import Comment, Decision, Discussion, HeldMember, KeptDraft, Reaction, Report, Rule, State
from comments.muting import mute
from portal.clock import JOBS
from tests.accounts.test_admin import edit
from tests.cast import PASSWORD, log_in, make_member, say
from tests.portal.kept.conftest import Site, ask, keeping  # noqa: F401 - fixtures
from tests.portal.searching import database_file, every_file, every_row, every_session, found

pytestmark = pytest.mark.django_db(transaction=True)

NAME, HANDLE, EMAIL = "연두빛바람결", "바람결-yeondu7", "yeondu.baramgyeol@example.org"
OLD_NAME, OLD_HANDLE, OLD_EMAIL = "잿빛구름장", "구름장-jaetbit3", "jaetbit.gureumjang@example.org"
WORDS = (NAME, HANDLE, EMAIL, OLD_NAME, OLD_HANDLE, OLD_EMAIL)
SAID = "제가 일하는 자리에서는 이렇게 보입니다."


@pytest.fixture
def var(settings: Any, tmp_path: Path, keeping: Path) -> Path:  # noqa: F811
    """Where the site keeps its files; all of them below one folder, the cache as well, and background work as on a real site."""
    settings.MEDIA_ROOT, settings.EXPORTS_DIR = tmp_path / "media", tmp_path / "private" / "exports"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path / "cache"}}
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    return tmp_path


@pytest.fixture
def leaver(db: None) -> User:
    user = make_member(OLD_HANDLE, OLD_NAME, profession="translator")
    User.objects.filter(pk=user.pk).update(email=OLD_EMAIL, bio=f"{NAME}의 한 줄")
    user.emailaddress_set.update(email=OLD_EMAIL)
    user.groups.add(Group.objects.get(name="Editors"))
    return User.objects.get(pk=user.pk)


def work(*_: Any) -> None:
    """The background worker does what there is to do."""
    call_command("db_worker", queue_name="*", batch=True, startup_delay=False, interval=0, reload=False)


def enter(user: User, password: str = PASSWORD) -> Client:
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    client.post("/accounts/login/", {"login": user.email, "password": password})
    client.post("/accounts/reauthenticate/", {"password": password})
    return client


def rename(user: User) -> Client:
    """Another name, handle and address, each as the member would do it."""
    client = enter(user)
    form = {"name": NAME, "handle": HANDLE, "profession": user.profession_id, "bio": f"{NAME}의 한 줄", "language": "ko"}
    assert client.post("/accounts/settings/", form).status_code == 302
    user.emailaddress_set.update(email=EMAIL)
    User.objects.filter(pk=user.pk).update(email=EMAIL)
    user.refresh_from_db()
    return client


def converse(leaver: User, reader: User, lawyer: User, moderator: User, abuse: Rule, discussion: Discussion) -> None:
    first = say(discussion, reader)
    own = say(discussion, leaver, SAID, parent=first)
    own.edit(by=leaver, source=f"{SAID} 한 마디 더합니다.")
    say(discussion, lawyer, "거기에 답합니다.", parent=own)
    say(discussion, leaver, f"{NAME}: 아직 읽히지 않은 말입니다.", state=State.PENDING)
    refused = say(discussion, leaver, "물리친 말입니다.")
    refused.reject(by=moderator, rule=abuse, reason="사람을 나무랐습니다.")
    follow(reader, discussion)
    follow(lawyer, discussion)
    say(discussion, leaver, "따르는 사람들이 알게 되는 말입니다.")
    reacting.react(first, leaver, Reaction.Value.AGREE)
    reacting.react(own, reader, Reaction.Value.AGREE)
    Report.file(first, by=leaver, rule=abuse, words="살펴봐 주세요.")
    Report.file(own, by=reader, rule=abuse, words="이 말을 살펴봐 주세요.")
    mute(leaver, lawyer)
    mute(reader, leaver)
    follow(leaver, discussion)
    HeldMember.hold(leaver, by=moderator, reason="말다툼이 이어졌습니다.")
    KeptDraft.keep(discussion.page, f"{NAME}의 쓰다 만 글", user=leaver)
    deciding = say(discussion, reader, "다른 사람의 말입니다.")
    deciding.reject(by=leaver, rule=abuse, reason="원칙에 어긋납니다.")
    assert Decision.objects.filter(actor=leaver).exists()


def serve_on_the_staff(leaver: User, administrator: User, column: ColumnPage) -> None:
    """Edited, granted a credential and looked at by staff, and at work in the newsroom."""
    admin = log_in(administrator)
    assert edit(admin, leaver, name=NAME).status_code == 302
    admin.get(f"/cms/users/?q={HANDLE}")
    grant = {"member": HANDLE, "profession": leaver.profession_id, "method": "register", "expires_at": "", "note": f"{NAME} 님의 역서"}
    assert admin.post("/cms/credentials/new/", grant).status_code == 302
    assert Credential.objects.filter(user=leaver).exists()
    assert ModelLogEntry.objects.filter(label__contains=NAME).count() >= 2
    kinds = {"content_type": ModelLogEntry.objects.filter(label=NAME)[0].content_type, "last_updated_at": timezone.now()}
    FormState.objects.create(user=administrator, object_id=str(leaver.pk), data=f"name={NAME}&email={EMAIL}", **kinds)
    leaver.refresh_from_db()
    desk = log_in(leaver)
    assert desk.get(reverse("wagtailadmin_pages:edit", args=[column.pk])).status_code == 200
    column.save_revision(user=leaver, log_action=True).publish(user=leaver)
    profile = UserProfile.get_for_user(leaver)
    profile.avatar.save(f"{OLD_HANDLE}.png", ContentFile(picture()))
    get_image_model().objects.create(title="강가", file=ImageFile(BytesIO(picture()), "river.png"), uploaded_by_user=leaver)
    UploadedFile.objects.create(file=ContentFile(picture(), f"{HANDLE}.png"), uploaded_by_user=leaver)
    APIToken.objects.create(user=leaver, name=f"{NAME}의 열쇠", key_hash="0" * 64, prefix="abc")


def picture() -> bytes:
    file = BytesIO()
    Picture.new("RGB", (8, 8), "teal").save(file, "PNG")
    return file.getvalue()


def knock(leaver: User) -> None:
    """At the doors: a wrong password, a code that was never entered, a password to be reset, joining once more with the same address."""
    Client().post("/accounts/login/", {"login": leaver.email, "password": "틀린 암호입니다"})
    Client().post("/accounts/login/code/", {"email": leaver.email})
    Client().post("/accounts/password/reset/", {"email": leaver.email})
    enter(leaver)


def be_read(ask: Site, *addresses: str) -> None:  # noqa: F811
    """By strangers, twice, so that the pages are kept."""
    for address in addresses:
        for _time in range(2):
            ask(address)


def search(var: Path) -> set[tuple[str, str]]:
    return found(WORDS, every_row(), every_session(), database_file(), every_file(var))


def found_by_search(name: str) -> bool:
    question = ask_index(name)
    return bool(question and rank_found(User.objects.all(), question, limit=1))


def words_in(traces: set[tuple[str, str]]) -> set[str]:
    return {word for word, _where in traces}


@pytest.mark.parametrize("comments", Departure.Comments)
def test_nothing_is_found_of_who_has_left(
    var: Path, ask: Site, leaver: User, reader: User, lawyer: User, moderator: User, administrator: User, abuse: Rule,  # noqa: F811
    discussion: Discussion, comments: str,
) -> None:  # fmt: skip
    column = ColumnPage.objects.get(pk=discussion.page_id)
    rename(leaver)
    converse(leaver, reader, lawyer, moderator, abuse, discussion)
    serve_on_the_staff(leaver, administrator, column)
    knock(leaver)
    exporting.ask(leaver)
    work()
    assert Export.objects.get(member=leaver).is_there
    pages = (column.url, "/", f"/people/{HANDLE}/", f"/people/{OLD_HANDLE}/", "/professions/translator/", "/sitemap.xml", "/professions/")
    be_read(ask, *pages)
    build_all()
    assert found_by_search(NAME)
    Notice.tell(reader, "reply", url="/", author=leaver.pk, comment=1, page="글")
    before = search(var)
    assert words_in(before) == {NAME, HANDLE, EMAIL, OLD_EMAIL} | (words_in(before) & {OLD_NAME, OLD_HANDLE}), (
        "the search finds what is there"
    )
    client = enter(leaver)
    assert client.post("/accounts/close/", {"comments": comments, "sure": "on"}).status_code == 302
    knock(leaver)  # the way back is looked at, and not taken
    work()
    be_read(ask, *pages)
    Departure.objects.update(final_at=timezone.now())
    for job in JOBS:
        job.run()  # the clock, once around
    work()
    index_all()  # what search's own process does a second later
    forget_deleted()  # and the clock within a day
    assert not found_by_search(NAME)
    assert search(var) == set()
    be_read(ask, *pages)
    for address in pages:
        log_in(reader).get(address)
    log_in(moderator).get("/cms/desk/waiting/")
    log_in(administrator).get("/cms/reports/site-history/")
    assert search(var) == set()
    said = Comment.objects.filter(author=leaver, state=State.PUBLISHED)
    assert said.exists() == (comments == Departure.Comments.KEEP)
    assert User.objects.get(pk=leaver.pk).is_erased

"""Requests for a check that wait in the demo, with evidence that is drawn here and says that it is none."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.credentials import asking, vouching
from accounts.credentials.asking import Claim
from accounts.evidence.washing import Clean
from accounts.models import Credential, Evidence, Profession
from demo.accounts import PROFESSIONAL
from demo.clock import at
from demo.people import People
from portal.share.lettering import font

Method = Credential.Method
NUMBER = "견본20417"
PAPER, INK, PALE = "#f9faf8", "#15181b", "#848c90"


@dataclass(frozen=True)
class Asking:
    """Who asked for what, how many hours ago; `paper` is what a drawn document says."""

    by: str
    profession: str
    hours: int
    method: str
    paper: str = ""
    more: dict[str, object] = field(default_factory=dict)


ASKINGS = (
    Asking("ga-eun-law", "lawyer", 76, Method.REGISTER, more={"number": NUMBER}),
    Asking("seojio", "translator", 53, Method.DOCUMENT, "번역 계약서", {"words": "이름과 날짜만 남기고 가렸습니다."}),
    Asking("naheeju", "reporter", 40, Method.EMAIL, more={"address": "heeju@sinmun.example"}),
    Asking(
        "dohyeonu", "developer", 31, Method.REGISTER, more={"link": "https://example.org/dohyeonu", "words": "공개 저장소의 기록입니다."}
    ),
    Asking("thursday-eve", "lawyer", 22, Method.REGISTER, more={"number": NUMBER}),
    Asking(PROFESSIONAL.handle, "columnist", 15, Method.DOCUMENT, "연재 확인서", {"words": "법률 칼럼을 두 해째 씁니다."}),
    Asking("ttuimpyo", "translator", 9, Method.VOUCHER, more={"handles": ["mungaram", "choi-ian"]}),
    Asking("hanyeoul", "essayist", 5, Method.VOUCHER, more={"handles": [PROFESSIONAL.handle, "baek-ran"]}),
)


def make_requests(people: People, now: datetime) -> None:
    _verify_as_essayist(people, now)
    for one in ASKINGS:
        with at(now - timedelta(hours=one.hours)):
            files = [Clean("image/png", drawn(one.paper))] if one.paper else []
            claim = Claim(method=one.method, files=files, **one.more)  # type: ignore[arg-type]
            credential = asking.ask(people.users[one.by], Profession.objects.get(slug=one.profession), claim)
            _finish(credential, people)


def _verify_as_essayist(people: People, now: datetime) -> None:
    """The lawyer of the demo writes as well, so there is somebody who can vouch, and who may choose what to speak from."""
    user, essayist = people.users[PROFESSIONAL.handle], Profession.objects.get(slug="essayist")
    user.take_up(essayist)
    then = now - timedelta(days=90)
    Credential.objects.create(
        user=user,
        profession=essayist,
        note="견본",
        method=Method.DOCUMENT,
        checked_by=people.administrator,
        checked_at=then,
        decided_at=then,
    )


def _finish(credential: Credential, people: People) -> None:
    """The code has been entered; the first of the colleagues has confirmed."""
    if credential.method == Method.EMAIL:
        Evidence.objects.filter(credential=credential).update(verified_at=timezone.now())
        asking.settle_readiness(credential)
    voucher = credential.vouchers.filter(giver=people.users["mungaram"]).first()
    if voucher:
        vouching.give(voucher, words="같은 번역 모임에서 두 해째 원고를 바꿔 봅니다.")


def drawn(title: str) -> bytes:
    """A sheet that says what it stands for and, across it, that it is a specimen (PNG)."""
    sheet = Image.new("RGB", (900, 1200), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((40, 40, 860, 1160), outline=INK, width=3)
    draw.text((450, 160), title, font=font(56), fill=INK, anchor="mm")
    for line in range(8):
        draw.rectangle((120, 300 + line * 70, 780 - (line * 97) % 260, 318 + line * 70), fill=PALE)
    draw.text((450, 1000), "견본", font=font(120), fill="#a3202f", anchor="mm")
    draw.text((450, 1100), "지어낸 자료입니다", font=font(30), fill=INK, anchor="mm")
    out = BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()

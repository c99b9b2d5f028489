"""The accounts anybody may log in with on a demo site. `make run` prints them."""

from dataclasses import dataclass

from portal.roles import ADMINISTRATORS, COLUMNISTS, EDITORS, MODERATORS, READERS

# Public on purpose: a demo outside this machine is built with another (`build_demo --password`).
DEMO_PASSWORD = "gongron-demo-2026"  # noqa: S105


@dataclass(frozen=True)
class DemoAccount:
    """`role` is what the account is for, in Korean; `handle` that of a member or columnist of the demo, if the account is theirs."""

    role: str
    name: str
    handle: str
    email: str
    group: str
    profession: str = ""
    bio: str = ""


READER = DemoAccount("독자", "강보리", "boribori", "reader@example.org", READERS, bio="읽는 쪽이 더 편합니다.")
PROFESSIONAL = DemoAccount("인증된 직업인(변호사)", "윤해인", "yunhaein", "professional@example.org", READERS, "lawyer")
COLUMNIST = DemoAccount("칼럼니스트", "한서윤", "han-seoyun", "columnist@example.org", COLUMNISTS)
EDITOR = DemoAccount("편집자", "심여백", "sim-yeobaek", "editor@example.org", EDITORS, "editor", "공론의 글을 고르고 다듬습니다.")
MODERATOR = DemoAccount("운영자", "정가온", "jeong-gaon", "moderator@example.org", MODERATORS, bio="토론이 말로 남도록 살핍니다.")
ADMINISTRATOR = DemoAccount("관리자", "표정민", "pyo-jeongmin", "administrator@example.org", ADMINISTRATORS, bio="사이트를 돌봅니다.")

DEMO_ACCOUNTS = (READER, PROFESSIONAL, COLUMNIST, EDITOR, MODERATOR, ADMINISTRATOR)

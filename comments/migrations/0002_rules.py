"""The seven rules that a report names and a decision cites, and the first link of the ledger's chain."""

from django.db import migrations

RULES = [
    ("abuse", "욕설·비방", "Abuse", "사람을 깎아내리거나 위협하는 말", "Words that belittle or threaten a person"),
    ("hate", "혐오·차별", "Hate", "성별, 출신, 장애, 직업 등을 이유로 한 비하", "Contempt for sex, origin, disability, occupation and the like"),
    ("spam", "스팸·광고", "Spam", "홍보, 도배, 같은 글 반복", "Advertising, flooding, the same text again and again"),
    ("falsehood", "거짓 정보", "False information", "사실과 다른 내용을 사실처럼 주장", "What is not so, asserted as fact"),
    ("impersonation", "직업 사칭", "False profession", "가지지 않은 직업이나 자격을 내세움", "Claiming a profession or licence that one does not hold"),
    ("privacy", "개인정보 노출", "Personal data", "이름, 연락처, 환자·의뢰인 정보 등", "Names, contact details, what patients or clients confided"),
    (
        "rights", "내 권리 침해", "My rights", "명예훼손·사생활 침해. 임시조치 신청으로 이어집니다",
        "Defamation or invasion of privacy; leads to a request for a temporary measure",
    ),
]


def load(apps, schema_editor):
    Rule = apps.get_model("comments", "Rule")
    for order, (key, name, name_en, summary, summary_en) in enumerate(RULES, start=1):
        Rule.objects.get_or_create(
            key=key, defaults={"name": name, "name_en": name_en, "summary": summary, "summary_en": summary_en, "order": order}
        )
    apps.get_model("comments", "LedgerHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

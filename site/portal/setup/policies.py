"""Terms, privacy policy and house rules in their first version, from the texts that come with the software."""

from accounts.models import Policy
from comments import house_rules
from portal.setup.texts import read_text


def ensure_policies(publication: str, contact: str, operator: str) -> list[Policy]:
    """Adds each kind of policy that the site does not have yet, and returns those that were added.

    A kind of which the site has any version is left alone: from then on its texts are the operator's.
    """
    made = []
    for kind in Policy.Kind.values:
        if Policy.objects.filter(kind=kind).exists():
            continue
        text = read_text(kind, publication=publication, contact=contact, operator=operator)
        made.append(Policy.objects.create(kind=kind, version=text.version, effective_on=text.effective, body=text.html))
        if kind == Policy.Kind.RULES:
            house_rules.begin(made[-1])
    return made

"""The house rules in the admin: which there are, and writing what one says from a version on."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import Policy, User
from comments import house_rules
from comments.desk.access import rule_to_write, writers_only
from comments.desk.rule_form import RuleForm
from comments.models import Rule


@require_safe
@writers_only
def index(request: HttpRequest) -> HttpResponse:
    rows = [(rule, house_rules.newest_text(rule)) for rule in Rule.objects.all()[:50]]
    return render(request, "comments/desk/rules.html", {"rows": rows, "current": Policy.current(house_rules.RULES)})


@require_safe
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    found = rule_to_write(cast(User, request.user), pk)
    return _ask(request, found, RuleForm.of(house_rules.newest_text(found)))


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    found = rule_to_write(cast(User, request.user), pk)
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _ask(request, found, form, status=422)
    said = form.cleaned_data
    words = {name: said[name] for name in house_rules.FIELDS}
    try:
        text = house_rules.write(found, words, version=said["version"], effective_on=said["effective_on"], seen=said["seen"])
    except house_rules.InForce:
        form.add_error("version", _("There is such a version already. What is in force is never changed: choose another name."))
        return _ask(request, found, form, status=409)
    except house_rules.WrittenMeanwhile:
        form.add_error(
            None, _("Somebody else has written this rule anew in the meantime. Nothing was saved; your words are still here to copy.")
        )
        return _ask(request, found, form, status=409)
    messages.success(request, _("Version %(version)s of the house rules says it so.") % {"version": text.since.version})
    return redirect("comments_desk:rules")


def _ask(request: HttpRequest, found: Rule, form: RuleForm, status: int = 200) -> HttpResponse:
    return render(request, "comments/desk/rule.html", {"rule": found, "form": form}, status=status)

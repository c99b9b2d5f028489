"""The transparency report, quarter by quarter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.desk.ages import PROMISED
from comments.models import Action
from comments.quarters import Quarter
from portal.transparency.charts import median_line, month_columns, rule_bars
from portal.transparency.report import known_quarters, report_of
from portal.transparency.tables import TABLES, labels_of_rules
from portal.transparency.words import hours, share, span, with_small_units

LATEST = 8  # quarters whose links stand beside the report


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest that is over; while there is none, the one that runs."""
    quarters = known_quarters()
    return _page(request, quarters[min(1, len(quarters) - 1)], quarters)


@require_safe
def show(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    return _page(request, quarter, _known(quarter))


@require_safe
def table(request: HttpRequest, quarter: Quarter, table: str) -> HttpResponse:
    _known(quarter)
    if table not in TABLES:
        raise Http404
    text = TABLES[table](report_of(quarter), labels_of_rules()).as_csv()
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="transparency-{quarter}-{table}.csv"'
    return answer


def _known(quarter: Quarter) -> list[Quarter]:
    """All of which there is a report. Raises Http404 where this one is none of them."""
    quarters = known_quarters()
    if quarter not in quarters:
        raise Http404
    return quarters


def _page(request: HttpRequest, quarter: Quarter, quarters: list[Quarter]) -> HttpResponse:
    report, labels = report_of(quarter), labels_of_rules()
    context = {
        "quarter": quarter,
        "quarters": quarters[:LATEST],
        "older": quarters[LATEST:],
        "report": report,
        "tables": {key: make(report, labels) for key, make in TABLES.items()},
        "bars": rule_bars(report.lines, labels),
        "columns": month_columns(report.months),
        "line": median_line(report.months),
        "answered": with_small_units(span(report.time_to_answer)),
        "reviewed": span(report.time_to_review),
        "goal": hours(PROMISED),
        "reversed": report.made(Action.REVERSE),
        "hidden_share": share(report.measures, report.written),
        "a_thousand": round(1000 * report.reports.received / report.written) if report.written else None,
        "blinded": report.made(Action.BLIND),
        "shown_again": report.made(Action.UNBLIND),
        "claims_refused": report.made(Action.REFUSE),
    }
    return render(request, "portal/transparency.html", context)

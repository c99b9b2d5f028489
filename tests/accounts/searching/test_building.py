"""Building an index beside the one that answers."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import SearchEntry, SearchIndex
from accounts.searching import analysers, building, keeping, state
from accounts.searching.building import Builder, LookedAfter, build_all
from accounts.searching.changes import index_all
from accounts.searching.question import ask
from accounts.searching.ranking import found
from comments.models import Comment
from tests.cast import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def comments(column, discussion, reader, monkeypatch) -> list[Comment]:
    monkeypatch.setattr(building, "BATCH", 2)
    return [say(discussion, reader, f"파도가 {number}번 쳤습니다.") for number in range(5)]


def hits(typed: str) -> int:
    question = ask(typed)
    return len(found(Comment.objects.all(), question, limit=100)) if question else 0


def stopped_halfway(builder: Builder) -> None:
    for progress in builder.batches():
        if progress.kind == "comments.comment":
            break


def test_the_old_index_answers_until_the_new_one_is_whole_and_building_goes_on_where_it_stopped(comments, discussion, reader):
    old = build_all()
    assert hits("파도") == 5
    begun = Builder()
    stopped_halfway(begun)
    assert state.answering() == old
    assert hits("파도") == 5
    say(discussion, reader, "파도가 또 쳤습니다.")  # what is written meanwhile is in both
    index_all()
    assert hits("파도") == 6
    begun.leave()
    again = Builder()
    assert again.index == begun.index
    kinds = [progress.kind for progress in again.batches()]
    assert set(kinds) == {"comments.comment"}, "nothing is read twice"
    assert state.answering() == begun.index
    assert hits("파도") == 6
    building.take_away_old()
    assert set(SearchEntry.objects.values_list("index", flat=True)) == {begun.index.pk}


def test_only_one_builds_and_whoever_forsook_it_is_relieved(comments):
    first = Builder()
    with pytest.raises(LookedAfter):
        Builder()
    SearchIndex.objects.update(looked_after_at=timezone.now() - timedelta(minutes=5))
    second = Builder()
    assert second.index == first.index
    with pytest.raises(LookedAfter):
        list(first.batches())
    list(second.batches())
    assert hits("파도") == 5


def test_an_index_is_never_of_two_analysers(comments, settings, discussion, reader):
    build_all()
    settings.SEARCH_ANALYSER = "kiwi"
    new = say(discussion, reader, "파도를 보았습니다.")
    index_all()
    assert state.analyser_in_use() == analysers.Bigrams.name
    stopped_halfway(Builder())
    assert state.analyser_in_use() == analysers.Bigrams.name
    assert hits("파도") == 6
    index_all()
    of_kiwi = SearchEntry.objects.filter(index=state.building(), object_pk=new.pk, kind="comments.comment")
    assert not of_kiwi.exists() or "보다" in of_kiwi.get().body


def test_an_index_of_an_analyser_that_is_not_here_takes_nothing_in_and_loses_what_was_erased(comments):
    build_all()
    SearchIndex.objects.update(analyser="kiwi 0.1.0/1")
    Comment.objects.filter(pk=comments[0].pk).update(source="")
    index_all()
    assert not SearchEntry.objects.filter(kind="comments.comment", object_pk=comments[0].pk).exists()
    assert ask("파도").is_rough


def test_the_keeper_builds_where_there_is_no_index_and_reads_what_changes(comments, discussion, reader):
    keeper = keeping.Keeper()
    while keeper.step():
        pass
    assert hits("파도") == 5
    say(discussion, reader, "파도는 그쳤습니다.")
    assert keeper.step()
    assert hits("파도") == 6
    assert not keeper.step()


def test_the_keeper_builds_anew_for_a_better_analyser_and_never_for_a_worse(comments, settings):
    build_all()
    assert not keeping.is_due()
    settings.SEARCH_ANALYSER = "kiwi"
    assert keeping.is_due()
    SearchIndex.objects.update(analyser="kiwi 0.1.0/1")
    assert keeping.is_due()
    settings.SEARCH_ANALYSER = "bigrams"
    assert not keeping.is_due()


def test_the_command_says_how_far_it_is(comments, capsys):
    call_command("rebuild_search")
    said = capsys.readouterr().out
    assert "comments.comment: 5 of 5" in said
    assert "The new index answers." in said
    assert hits("파도") == 5


def test_the_command_stops_at_ctrl_c_and_goes_on(comments, monkeypatch):
    build_all()
    written = []

    def interrupted(entries):
        written.append(entries)
        if len(written) == 3:
            raise KeyboardInterrupt
        return write(entries)

    write = building.write
    monkeypatch.setattr(building, "write", interrupted)
    with pytest.raises(CommandError, match="run this again"):
        call_command("rebuild_search", verbosity=0)
    assert hits("파도") == 5
    begun = state.building()
    call_command("rebuild_search", verbosity=0)
    assert state.answering() == begun


def test_update_index_of_wagtail_reads_everything_into_the_index_that_answers(comments):
    index = build_all()
    SearchEntry.objects.all().delete()
    call_command("update_index", verbosity=0)
    assert state.answering() == index
    assert hits("파도") == 5

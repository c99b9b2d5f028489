"""How a write to each table of the database matters to the pages that strangers see: one table, to be read aloud.

What is not named here, and what cannot be read, counts as a change of everything. A test walks all models and demands a decision on each.
"""

from dataclasses import dataclass, field
from enum import Flag, auto


class Effect(Flag):
    NOTHING = 0
    DISCUSSION = auto()  # what its discussion shows: the one that the transaction touches (`Discussion.touch`)
    LISTS = auto()  # lists and counts: who speaks where, and how many have joined
    EVERYTHING = auto()


NOTHING, DISCUSSION, LISTS, EVERYTHING = Effect.NOTHING, Effect.DISCUSSION, Effect.LISTS, Effect.EVERYTHING
TALK = DISCUSSION | LISTS


@dataclass(frozen=True)
class Table:
    """`write` is the effect of a write; of an INSERT where `insert` differs; of an UPDATE of certain `columns` where theirs differ."""

    write: Effect
    insert: Effect | None = None
    columns: dict[str, Effect] = field(default_factory=dict)

    def effect_of(self, verb: str, columns: frozenset[str]) -> Effect:
        if verb == "INSERT":
            return self.write if self.insert is None else self.insert
        if verb == "UPDATE" and columns:
            effect = NOTHING
            for column in columns:
                effect |= self.columns.get(column, self.write)
            return effect
        return self.write


def each(effect: Effect, *columns: str) -> dict[str, Effect]:
    return dict.fromkeys(columns, effect)


# An editor's draft, and who is at work on a page: nothing that readers see.
DRAFT = each(
    NOTHING, "draft_title", "latest_revision_id", "latest_revision_created_at", "has_unpublished_changes",
    "locked", "locked_at", "locked_by_id",
)  # fmt: skip

TABLES: dict[str, Table] = {
    # What readers say
    "comments_comment": Table(TALK, columns=each(DISCUSSION, "agree_count", "disagree_count", "score_top", "score_across", "reply_count")),
    "comments_discussion": Table(
        EVERYTHING,
        insert=LISTS,  # a page without a discussion depends on the lists: the first comment makes one
        columns={
            **each(DISCUSSION, "version", "closed_at", "held_by_moderators", "guard", "guarded_until"),
            **each(TALK, "comment_count", "arrivals"),
        },
    ),
    "comments_passage": Table(DISCUSSION),
    "comments_passagetally": Table(DISCUSSION),
    "comments_pick": Table(TALK),
    "comments_reaction": Table(DISCUSSION),
    "comments_tally": Table(TALK),
    # What only its owner or the moderators see
    "accounts_searchchange": Table(NOTHING),
    "accounts_searchentry": Table(NOTHING),
    "accounts_searchindex": Table(NOTHING),
    "accounts_searchentry_words": Table(NOTHING),
    "accounts_searchentry_pages": Table(NOTHING),
    "comments_appeal": Table(NOTHING),
    "comments_claim": Table(NOTHING, columns=each(DISCUSSION, "outcome", "until")),  # what stands in the place of what is hidden
    "comments_claimletter": Table(NOTHING),
    "comments_commentversion": Table(NOTHING),
    "comments_decision": Table(NOTHING),
    "comments_decisiontext": Table(NOTHING),
    "comments_desklimit": Table(NOTHING),
    "comments_follow": Table(NOTHING),
    "comments_handling": Table(NOTHING),
    "comments_heldmember": Table(NOTHING),
    "comments_keptdraft": Table(NOTHING),
    "comments_ledgerhead": Table(NOTHING),
    "comments_membernote": Table(NOTHING),
    "comments_mute": Table(NOTHING),
    "comments_publishedhead": Table(NOTHING),
    "comments_report": Table(NOTHING),
    "comments_screenedword": Table(NOTHING),
    "comments_screening": Table(NOTHING, columns=each(EVERYTHING, "holds_everything")),  # said above every composer
    "comments_sanction": Table(NOTHING),
    # What is published
    "articles_call": Table(EVERYTHING, columns=each(NOTHING, "told_up_to", "told_at")),  # above the discussion: who was asked
    "articles_author": Table(EVERYTHING),
    "articles_columnauthor": Table(EVERYTHING),
    "articles_columnindexpage": Table(EVERYTHING),
    "articles_columnpage": Table(EVERYTHING),
    "articles_columnpage_professions": Table(EVERYTHING),
    "articles_columnpage_topics": Table(EVERYTHING),
    "articles_homepage": Table(EVERYTHING),
    "articles_textpage": Table(EVERYTHING),
    "articles_topic": Table(EVERYTHING),
    "comments_rule": Table(EVERYTHING),
    "comments_ruletext": Table(EVERYTHING),
    "portal_demomarker": Table(EVERYTHING),
    "taggit_tag": Table(EVERYTHING),
    "taggit_taggeditem": Table(EVERYTHING),
    "wagtailcore_collection": Table(EVERYTHING),
    "wagtailcore_collectionviewrestriction": Table(EVERYTHING),
    "wagtailcore_collectionviewrestriction_groups": Table(EVERYTHING),
    "wagtailcore_locale": Table(EVERYTHING),
    "wagtailcore_page": Table(EVERYTHING, columns=DRAFT),
    "wagtailcore_pageviewrestriction": Table(EVERYTHING),
    "wagtailcore_pageviewrestriction_groups": Table(EVERYTHING),
    "wagtailcore_site": Table(EVERYTHING),
    "wagtaildocs_document": Table(EVERYTHING),
    "wagtailembeds_embed": Table(EVERYTHING),
    "wagtailimages_image": Table(EVERYTHING),
    "wagtailimages_rendition": Table(EVERYTHING, insert=NOTHING),  # made by the first rendering that shows it
    "wagtailredirects_redirect": Table(EVERYTHING),
    # Who people are
    # What a request waits for, and what staff note of it, is shown to its member and to staff; its state is what others see.
    "accounts_credential": Table(
        EVERYTHING,
        columns=each(NOTHING, "asked_at", "edition", "ready_at", "decided_at", "number_digest", "warned_at", "doubted_at", "note"),
    ),
    "accounts_formerslug": Table(EVERYTHING),  # addresses that lead elsewhere
    "accounts_policy": Table(EVERYTHING),
    "accounts_profession": Table(EVERYTHING),
    "accounts_user": Table(EVERYTHING, insert=LISTS, columns=each(NOTHING, "password", "last_login", "email", "language")),
    "accounts_user_further": Table(LISTS),  # counts of members; what is shown of a profession changes with the profession's own row
    # What they keep to themselves
    "account_emailaddress": Table(NOTHING),
    "account_emailconfirmation": Table(NOTHING),
    "accounts_addresscode": Table(NOTHING),
    "accounts_consent": Table(NOTHING),
    "accounts_credentialevent": Table(NOTHING),
    "accounts_evidence": Table(NOTHING),
    "accounts_evidencelook": Table(NOTHING),
    "accounts_departure": Table(NOTHING),  # that somebody has left is a write to their own row
    "accounts_export": Table(NOTHING),
    "accounts_handle": Table(NOTHING),
    "accounts_letter": Table(NOTHING),
    "accounts_mailchoice": Table(NOTHING),
    "accounts_notice": Table(NOTHING),
    "accounts_professionfollow": Table(NOTHING),
    "articles_authorfollow": Table(NOTHING),
    "articles_topicfollow": Table(NOTHING),
    "accounts_session": Table(NOTHING),
    "accounts_user_groups": Table(NOTHING),
    "accounts_user_user_permissions": Table(NOTHING),
    "accounts_voucher": Table(NOTHING),
    "django_session": Table(NOTHING),
    "socialaccount_socialaccount": Table(NOTHING),
    "socialaccount_socialapp": Table(NOTHING),
    "socialaccount_socialtoken": Table(NOTHING),
    "wagtailusers_userprofile": Table(NOTHING),
    # The newsroom's own
    "auth_group": Table(NOTHING),
    "auth_group_permissions": Table(NOTHING),
    "auth_permission": Table(NOTHING),
    "django_content_type": Table(NOTHING),
    "django_tasks_database_dbtaskresult": Table(NOTHING),
    "wagtailadmin_admin": Table(NOTHING),
    "wagtailadmin_editingsession": Table(NOTHING),
    "wagtailadmin_formstate": Table(NOTHING),
    "wagtailcore_apitoken": Table(NOTHING),
    "wagtailcore_comment": Table(NOTHING),
    "wagtailcore_commentreply": Table(NOTHING),
    "wagtailcore_groupapprovaltask": Table(NOTHING),
    "wagtailcore_groupapprovaltask_groups": Table(NOTHING),
    "wagtailcore_groupcollectionpermission": Table(NOTHING),
    "wagtailcore_grouppagepermission": Table(NOTHING),
    "wagtailcore_groupsitepermission": Table(NOTHING),
    "wagtailcore_modellogentry": Table(NOTHING),
    "wagtailcore_pagelogentry": Table(NOTHING),
    "wagtailcore_pagesubscription": Table(NOTHING),
    "wagtailcore_referenceindex": Table(NOTHING),
    "wagtailcore_revision": Table(NOTHING),
    "wagtailcore_task": Table(NOTHING),
    "wagtailcore_taskstate": Table(NOTHING),
    "wagtailcore_uploadedfile": Table(NOTHING),
    "wagtailcore_workflow": Table(NOTHING),
    "wagtailcore_workflowcontenttype": Table(NOTHING),
    "wagtailcore_workflowpage": Table(NOTHING),
    "wagtailcore_workflowstate": Table(NOTHING),
    "wagtailcore_workflowtask": Table(NOTHING),
    "wagtailsearch_indexentry": Table(NOTHING),
    "wagtailsearch_indexentry_fts": Table(NOTHING),
}
UNKNOWN = Table(EVERYTHING)

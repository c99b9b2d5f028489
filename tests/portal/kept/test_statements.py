"""What a statement writes is read from its words."""

import pytest

from portal.kept.statements import UNREADABLE, Write, read
from portal.kept.tables import DISCUSSION, EVERYTHING
from portal.kept.written import effect_of


@pytest.mark.parametrize(
    ("sql", "write"),
    [
        ('SELECT "a" FROM "t" FOR UPDATE', None),
        ('(SELECT 1) UNION (SELECT 2)', None),
        ('SAVEPOINT "s1"', None),
        ("PRAGMA foreign_keys", None),
        ('INSERT INTO "t" ("a") VALUES (%s) RETURNING "t"."id"', Write("INSERT", "t")),
        ('INSERT OR IGNORE INTO "t" ("a") SELECT %s', Write("INSERT", "t")),
        ('DELETE FROM "t" WHERE "t"."id" IN (%s)', Write("DELETE", "t")),
        ('UPDATE "t" SET "a" = %s, "b" = ("t"."b" + %s) WHERE "t"."id" = %s', Write("UPDATE", "t", frozenset("ab"))),
        ('UPDATE "t" SET "a" = (SELECT 1 FROM "u" WHERE "u"."c" = 1), "b" = 2', Write("UPDATE", "t", frozenset("ab"))),
        ('WITH "x" AS (DELETE FROM "t" RETURNING 1) SELECT 1', UNREADABLE),
        ('TRUNCATE "t", "u"', UNREADABLE),
        ('ALTER TABLE "t" ADD COLUMN "a" integer', UNREADABLE),
        ("COMMIT", UNREADABLE),
        (b"SELECT 1", UNREADABLE),
    ],
)  # fmt: skip
def test_statements_are_read(sql: object, write: Write | None):
    assert read(sql) == write


WHERE = 'UPDATE "comments_discussion" SET "version" = ("comments_discussion"."version" + %s) WHERE '


@pytest.mark.parametrize(
    ("where", "touches"),
    [
        ('"comments_discussion"."id" = %s', 1),
        ('("comments_discussion"."id" = %s AND "comments_discussion"."closed_at" IS NULL)', 1),
        ('("comments_discussion"."page_id" = %s AND "comments_discussion"."id" = %s)', 2),
        (
            '("comments_discussion"."id" = %s AND EXISTS(SELECT 1 FROM "p" U0 WHERE (U0."live" OR NOT U0."draft")) AND "closed_at" IS NULL)',
            1,
        ),
        ('("comments_discussion"."closed_at" IS NULL OR ("comments_discussion"."id" = %s AND "comments_discussion"."version" = 1))', None),
        ('("comments_discussion"."id" = %s OR "comments_discussion"."closed_at" IS NULL)', None),
        ('NOT ("comments_discussion"."id" = %s)', None),
        ('"comments_discussion"."id" IN (%s, %s)', None),
        ('"comments_discussion"."page_id" = %s', None),
    ],
)
def test_the_discussion_that_is_touched_is_read(where: str, touches: int | None):
    write = read(WHERE + where)
    assert write is not None
    assert write.touches == touches
    assert effect_of(write) == (EVERYTHING if touches is None else DISCUSSION)

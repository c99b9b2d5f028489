"""Django's SQLite, noticing what is written. A transaction of SQLite ends with its process: no number is needed."""

from django.db.backends.sqlite3 import base

from portal.kept.databases.noticing import NoticingWrites


class DatabaseWrapper(NoticingWrites, base.DatabaseWrapper):
    pass

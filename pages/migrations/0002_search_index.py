"""The databases' own indexes over the search entries: FTS5 on SQLite, GIN on PostgreSQL.

Both follow `pages_searchentry` by themselves: triggers on SQLite, generated columns on PostgreSQL, so that whatever
removes an edition removes it from the search too. A later migration that alters SearchEntry makes SQLite copy the
table, which drops its triggers: it must run `build` again. (`manage.py rebuild_search --check` finds that out.)

SQLite: the table of words holds no text of its own (`content`) and no positions (`detail=column`). The tokeniser is
`ascii` because keys are words already: it leaves every letter beyond ASCII alone, whatever its script.

PostgreSQL: each column holds its own tier and all above it, so that one condition says "every word is in this tier or
a better one". Keys do not pass a parser. The rows are kept narrow (toast_tuple_target), because a common word
visits very many; without a list of pending entries (fastupdate) a search costs the same after publishing as before.
"""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE pages_search USING fts5(
        title, aliases, headings, text,
        content='pages_searchentry', content_rowid='edition_id', detail='column', columnsize=0, tokenize='ascii'
    )""",
    """CREATE TRIGGER pages_searchentry_made AFTER INSERT ON pages_searchentry BEGIN
        INSERT INTO pages_search (rowid, title, aliases, headings, text)
        VALUES (new.edition_id, new.title, new.aliases, new.headings, new.text);
    END""",
    """CREATE TRIGGER pages_searchentry_gone AFTER DELETE ON pages_searchentry BEGIN
        INSERT INTO pages_search (pages_search, rowid, title, aliases, headings, text)
        VALUES ('delete', old.edition_id, old.title, old.aliases, old.headings, old.text);
    END""",
    """CREATE TRIGGER pages_searchentry_changed AFTER UPDATE ON pages_searchentry BEGIN
        INSERT INTO pages_search (pages_search, rowid, title, aliases, headings, text)
        VALUES ('delete', old.edition_id, old.title, old.aliases, old.headings, old.text);
        INSERT INTO pages_search (rowid, title, aliases, headings, text)
        VALUES (new.edition_id, new.title, new.aliases, new.headings, new.text);
    END""",
    "INSERT INTO pages_search (pages_search) VALUES ('rebuild')",
]
SQLITE_UNDO = [
    "DROP TRIGGER IF EXISTS pages_searchentry_made",
    "DROP TRIGGER IF EXISTS pages_searchentry_gone",
    "DROP TRIGGER IF EXISTS pages_searchentry_changed",
    "DROP TABLE IF EXISTS pages_search",
]
TIERS = ["title", "aliases", "headings", "text"]


def postgresql():
    for number, tier in enumerate(TIERS, 1):
        keys = " || ".join(f"string_to_array({name}, ' ')" for name in TIERS[:number])
        yield (
            f"ALTER TABLE pages_searchentry ADD COLUMN {tier}_index tsvector"
            f" GENERATED ALWAYS AS (array_to_tsvector({keys})) STORED"
        )
        yield f"CREATE INDEX pages_search_{tier} ON pages_searchentry USING gin ({tier}_index) WITH (fastupdate = off)"
    yield "ALTER TABLE pages_searchentry SET (toast_tuple_target = 128)"


def postgresql_undo():
    for tier in TIERS:
        yield f"ALTER TABLE pages_searchentry DROP COLUMN IF EXISTS {tier}_index"


def build(apps, schema_editor):
    statements = {"sqlite": [*SQLITE_UNDO, *SQLITE], "postgresql": [*postgresql_undo(), *postgresql()]}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    statements = {"sqlite": SQLITE_UNDO, "postgresql": list(postgresql_undo())}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunPython(build, undo)]

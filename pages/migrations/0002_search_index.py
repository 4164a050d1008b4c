"""The databases' own indexes over the search entries: FTS5 on SQLite, GIN on PostgreSQL.

Both follow `pages_searchentry` by themselves: triggers on SQLite, an index over the column on PostgreSQL, so that
whatever removes an edition removes it from the search too. A later migration that alters SearchEntry makes SQLite copy
the table, which drops its triggers: it must run `build` again. (`manage.py rebuild_search --check` finds that out.)

SQLite: the table of words holds no text of its own (`content`) and no positions (`detail=none`). The tokeniser is
`ascii` because keys are words already: it leaves every letter beyond ASCII alone, whatever its script.

PostgreSQL: keys do not pass a parser. Its planner takes unpacking a text's keys for free, and would rather read the
whole table than the index (140 ms), or compile a query that takes one (30 ms): a function of ours, which is the one
way to ask, forbids both for itself. Rows are kept narrow (toast_tuple_target), because a common word visits very many,
but for the keys above the text, which are read with every hit (MAIN); without a list of pending entries (fastupdate) a
search costs the same after publishing as before.
"""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE pages_search USING fts5(
        keys, content='pages_searchentry', content_rowid='edition_id', detail='none', columnsize=0, tokenize='ascii'
    )""",
    """CREATE TRIGGER pages_searchentry_made AFTER INSERT ON pages_searchentry BEGIN
        INSERT INTO pages_search (rowid, keys) VALUES (new.edition_id, new.keys);
    END""",
    """CREATE TRIGGER pages_searchentry_gone AFTER DELETE ON pages_searchentry BEGIN
        INSERT INTO pages_search (pages_search, rowid, keys) VALUES ('delete', old.edition_id, old.keys);
    END""",
    """CREATE TRIGGER pages_searchentry_changed AFTER UPDATE ON pages_searchentry BEGIN
        INSERT INTO pages_search (pages_search, rowid, keys) VALUES ('delete', old.edition_id, old.keys);
        INSERT INTO pages_search (rowid, keys) VALUES (new.edition_id, new.keys);
    END""",
    "INSERT INTO pages_search (pages_search) VALUES ('rebuild')",
]
SQLITE_UNDO = [
    "DROP TRIGGER IF EXISTS pages_searchentry_made",
    "DROP TRIGGER IF EXISTS pages_searchentry_gone",
    "DROP TRIGGER IF EXISTS pages_searchentry_changed",
    "DROP TABLE IF EXISTS pages_search",
]
POSTGRESQL = [
    """CREATE FUNCTION pages_search_keys(keys text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
        AS $$ BEGIN RETURN array_to_tsvector(string_to_array(keys, ' ')); END $$""",
    "ALTER TABLE pages_searchentry SET (toast_tuple_target = 128)",
    *(f"ALTER TABLE pages_searchentry ALTER COLUMN {name} SET STORAGE MAIN" for name in ("title", "aliases", "headings")),
    "CREATE INDEX pages_search ON pages_searchentry USING gin (pages_search_keys(keys)) WITH (fastupdate = off)",
    # By a number that no index has, or it may walk through all editions by number and look into each. PL/pgSQL keeps its plan.
    """CREATE FUNCTION pages_search_all(condition tsquery, most integer) RETURNS bigint[] LANGUAGE plpgsql STABLE
        AS $$ BEGIN RETURN ARRAY(
            SELECT edition_id FROM pages_searchentry WHERE pages_search_keys(keys) @@ condition
            ORDER BY -edition_id LIMIT most
        ); END $$""",
    # The newest that meet a condition. Each key n… holds a thousand editions (pages.search_keys): the newest of these
    # are looked through first, then as many more as it takes at the rate at which they meet it; all where that is most.
    """CREATE FUNCTION pages_search_newest(condition tsquery, most integer) RETURNS bigint[] LANGUAGE plpgsql STABLE
        AS $$
        DECLARE
            found bigint[] := '{}';
            known integer := (SELECT max(edition_id) / 1000 + 1 FROM pages_searchentry);
            seen integer := 0;
            stretches integer := 2;
        BEGIN
            WHILE most IS NOT NULL AND seen + stretches < known LOOP
                found := found || pages_search_all(
                    condition && (
                        SELECT string_agg('n' || n, '|') FROM generate_series(known - seen - stretches, known - seen - 1) n
                    )::tsquery,
                    most - cardinality(found)
                );
                seen := seen + stretches;
                IF cardinality(found) = most THEN
                    RETURN found;
                END IF;
                EXIT WHEN cardinality(found) * known < 8 * most * seen;
                stretches := ceil(1.3 * seen * (most - cardinality(found)) / cardinality(found));
            END LOOP;
            RETURN pages_search_all(condition, most);
        END $$""",
    # What was found, then the newest that meet the first of some conditions, then the next, until there are enough.
    """CREATE FUNCTION pages_search_on(numbers bigint[], conditions tsquery[], most integer)
        RETURNS bigint[] LANGUAGE plpgsql STABLE
        AS $$
        DECLARE
            condition tsquery;
        BEGIN
            FOREACH condition IN ARRAY conditions LOOP
                EXIT WHEN cardinality(numbers) >= most;
                numbers := numbers || ARRAY(
                    SELECT number FROM unnest(pages_search_newest(condition, most)) WITH ORDINALITY newest(number, place)
                    WHERE number <> ALL (numbers) ORDER BY place
                );
            END LOOP;
            RETURN numbers;
        END $$""",
    # The two ways to ask.
    """CREATE FUNCTION pages_search(conditions tsquery[], most integer) RETURNS bigint[] LANGUAGE plpgsql STABLE
        SET enable_seqscan = off SET jit = off
        AS $$ BEGIN RETURN pages_search_on('{}', conditions, most); END $$""",
    # What the search asks first, in one statement: pages.search_engine._best tells what it gives.
    """CREATE FUNCTION pages_search_best(
            in_text tsquery[], above_text tsquery[], most integer, OUT numbers bigint[], OUT above bigint[]
        ) LANGUAGE plpgsql STABLE SET enable_seqscan = off SET jit = off
        AS $$
        DECLARE
            best bigint[] := pages_search_newest(in_text[1], most);
        BEGIN
            IF cardinality(best) < most THEN
                numbers := pages_search_newest(in_text[cardinality(in_text)], most);
                IF cardinality(numbers) < most THEN
                    RETURN;
                END IF;
            END IF;
            -- By the spelling alone, then by all forms: where very many have it, the first look says so.
            above := pages_search_newest(above_text[1 + cardinality(above_text) - cardinality(in_text)], most);
            IF cardinality(above) < most THEN
                above := pages_search_newest(above_text[cardinality(above_text)], most);
            END IF;
            IF cardinality(above) < most THEN
                numbers := pages_search_on(best, in_text[2:], most);
            ELSE
                numbers := pages_search_on('{}', above_text, most);
                above := '{}';
            END IF;
        END $$""",
]
POSTGRESQL_UNDO = [
    "DROP FUNCTION IF EXISTS pages_search_best",
    "DROP FUNCTION IF EXISTS pages_search",
    "DROP FUNCTION IF EXISTS pages_search_on",
    "DROP FUNCTION IF EXISTS pages_search_newest",
    "DROP FUNCTION IF EXISTS pages_search_all",
    "DROP INDEX IF EXISTS pages_search",
    "DROP FUNCTION IF EXISTS pages_search_keys",
]


def build(apps, schema_editor):
    statements = {"sqlite": [*SQLITE_UNDO, *SQLITE], "postgresql": [*POSTGRESQL_UNDO, *POSTGRESQL]}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    statements = {"sqlite": SQLITE_UNDO, "postgresql": POSTGRESQL_UNDO}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunPython(build, undo)]

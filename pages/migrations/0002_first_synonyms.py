"""The synonyms that a new site starts with; from then on they are the editors' own."""

from django.db import migrations

from pages.words import phrases
from pages.search import synonyms


def add(apps, schema_editor):
    Synonym, SynonymKey = apps.get_model("pages", "Synonym"), apps.get_model("pages", "SynonymKey")
    for terms in synonyms.shipped():
        group = Synonym.objects.create(terms=terms)
        SynonymKey.objects.bulk_create(SynonymKey(synonym=group, key=key) for key in sorted(phrases.keys_of(terms)))


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]

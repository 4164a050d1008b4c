"""The roles, as groups (docs/decisions/0015-roles.md). A group of that name that is there already stays as it is.

Django makes permissions only after all migrations: those that a group gets here are made here, just as Django would.
"""

from django.db import migrations

# Rights by model: the verbs that Django knows, and `publish`.
WRITING = {
    "pages.page": "add change delete view",
    "procedures.procedure": "add change delete view",
    "articles.article": "add change delete view",
    "pages.section": "add change delete view",
    "pages.source": "add change delete view",
    "pages.link": "add change delete view",
    "procedures.indication": "add change delete view",
    "procedures.candidate": "add change delete view",
    "procedures.step": "add change delete view",
    "procedures.benefit": "add change delete view",
    "procedures.risk": "add change delete view",
    "procedures.aspect": "add change delete view",
    "procedures.question": "add change delete view",
    "pages.picture": "add change view",
    "pages.synonym": "add change view",
    "pages.refusedmention": "delete view",
    "pages.previewlink": "add change view",
    "pages.handover": "add",
    "pages.remark": "add",
    "pages.topic": "view",
    "pages.wording": "view",
    "doctors.doctor": "view",
    "doctors.review": "add view",
    "doctors.reviewrequest": "add delete view",
    "doctors.reviewlink": "add change view",
    "doctors.comment": "change view",
    "doctors.minorcorrection": "view",
    "pageviews.dailyviews": "view",
    "pageviews.viewcorrection": "view",
    "pageviews.feedback": "view",
    "pageviews.answerededition": "view",
    "pageviews.unansweredsearch": "delete view",
}
PUBLISHING = {
    "pages.page": "publish",
    "pages.picture": "delete",
    "pages.synonym": "delete",
    "pages.topic": "add change delete",
    "pages.wording": "change delete",
    "pages.deed": "view",
    "doctors.minorcorrection": "add",
    "pageviews.viewcorrection": "add",
    "pageviews.feedback": "delete",
}
PEOPLE_AND_SETTINGS = {
    "auth.user": "add change delete view",
    "auth.group": "add change delete view",
    "axes.accessattempt": "delete view",
    "axes.accesslog": "view",
    "axes.accessfailurelog": "view",
    "clinic.clinic": "add change view",
    "clinic.featuredprocedure": "add change delete view",
    "clinic.branch": "add change delete view",
    "clinic.openinghours": "add change delete view",
    "doctors.doctor": "add change delete",
}
# Nobody gives a right that they do not have: whoever makes publishers has a publisher's rights.
ROLES = {
    "Editor": (WRITING,),
    "Publisher": (WRITING, PUBLISHING),
    "Administrator": (WRITING, PUBLISHING, PEOPLE_AND_SETTINGS),
    "Doctor": (),  # what a doctor does at their own desk hangs on who they are
}


def make(apps, schema_editor=None):
    """Makes the groups that are missing."""
    Group = apps.get_model("auth", "Group")
    for name, told in ROLES.items():
        group, is_new = Group.objects.get_or_create(name=name)
        if is_new:
            group.permissions.set(
                _right(apps, model, verb) for part in told for model, verbs in part.items() for verb in verbs.split()
            )
    _make_members(apps, Group.objects.get(name="Doctor"))


def _right(apps, label, verb):
    options = apps.get_model(label)._meta
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=options.app_label, model=options.model_name
    )
    codename = f"{verb}_{options.model_name}"
    name = dict(options.permissions).get(codename) or f"Can {verb} {options.verbose_name_raw}"
    right, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return right


def _make_members(apps, group):
    """Doctors who had an account before there were roles."""
    doctors = apps.get_model("doctors", "Doctor").objects.exclude(user=None)
    group.user_set.add(*doctors.values_list("user", flat=True))


class Migration(migrations.Migration):
    dependencies = [
        ("clinic", "0001_initial"),
        ("articles", "0001_initial"),
        ("doctors", "0002_reviews"),
        ("pages", "0002_first_synonyms"),
        ("pageviews", "0001_initial"),
        ("procedures", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("axes", "0008_accessfailurelog"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]

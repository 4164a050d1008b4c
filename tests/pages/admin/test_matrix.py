"""The matrix of pages by language: what is stored at each save, how it is narrowed, and who sees it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission

from pages import clock
from pages.drafting import drafts
from pages.models import Page
from pages.publishing import editions, handovers, progress
from tests import factories

pytestmark = pytest.mark.django_db

MATRIX = "/admin/matrix/"


def saved(page):
    drafts.record(page, by=None)
    return Page.objects.get(pk=page.pk)


def outdated():
    """An article whose Arabic section was made from another original than there is now."""
    made = factories.article()
    section = made.sections.get()
    section.body_en = "<p>Something else entirely.</p>"
    section.save()
    return saved(made)


def untranslated():
    """An article whose section is in English only."""
    made = factories.article()
    made.sections.update(heading_ar="", body_ar="")
    return saved(made)


def in_english_only():
    made = factories.article(title_ar="", summary_ar="")
    made.sections.update(heading_ar="", body_ar="")
    return saved(made)


def published(page, *codes, **told):
    for code in codes or ("en", "ar"):
        editions.publish(page, code, by=None, **told)
    return Page.objects.get(pk=page.pk)


def in_state(state, language):
    return set(
        progress.pages(["article", "page"]).filter(progress.condition(state, language)).values_list("pk", flat=True)
    )


def undone(page, language="ar"):
    return getattr(page, f"missing_{language}"), getattr(page, f"outdated_{language}")


def test_each_save_stores_how_many_parts_are_in_each_state():
    assert undone(factories.article()) == (None, None)  # as it was before it was recorded
    assert undone(saved(factories.article())) == undone(saved(factories.article()), "en") == (0, 0)
    assert undone(outdated()) == (0, 1)
    assert undone(untranslated()) == (1, 0)


def test_a_page_that_was_read_earlier_does_not_set_the_states_back():
    made = factories.article()
    Page.objects.get(pk=made.pk)
    made.save()  # read before it was recorded
    assert undone(Page.objects.get(pk=made.pk)) == (0, 0)


def test_the_states_tell_pages_apart():
    every = {
        "current": published(factories.article()),
        "old": outdated(),
        "half": untranslated(),
        "one": in_english_only(),
        "changed": published(factories.article()),
        "later": published(factories.article(), at=clock.now() + timedelta(days=1)),
        "gone": published(factories.article()),
    }
    every["changed"].set_text("title", "en", "Another title")
    every["changed"].save()
    saved(every["changed"])
    editions.withdraw(every["gone"], "ar", by=None)
    names = {page.pk: name for name, page in every.items()}

    def named(state, language):
        return {names[pk] for pk in in_state(state, language)}

    assert named("missing", "ar") == {"half", "one"}
    assert named("missing", "en") == set()
    assert named("outdated", "ar") == {"old", "changed"}
    assert named("draft", "ar") == {"old", "half"}
    assert named("draft", "en") == {"old", "half", "one"}
    assert named("changed", "en") == {"changed"}
    assert named("changed", "ar") == set()
    assert named("scheduled", "ar") == {"later"}
    assert named("published", "en") == {"current", "gone"}
    assert named("published", "ar") == {"current", "changed"}
    assert named("ended", "ar") == {"gone"}


def test_every_cell_says_what_its_filter_finds():
    for make in (factories.article, outdated, untranslated, in_english_only):
        make()
    published(factories.article())
    published(factories.article(), at=clock.now() + timedelta(days=1))
    for page in progress.pages(["article"]):
        for cell in progress.row(page):
            found = {state for state in progress.STATES if page.pk in in_state(state, cell.language)}
            told = {cell.standing.state} & set(progress.STATES) if cell.standing.state != "missing" else {"missing"}
            told |= {"missing"} if cell.missing else set()
            told |= {"outdated"} if cell.outdated else set()
            assert found == told, (page, cell)


def test_what_was_not_recorded_yet_is_counted_when_it_is_shown():
    made = untranslated()
    Page.objects.update(missing_en=None, missing_ar=None)
    [page] = progress.pages(["article"])
    assert page.pk == made.pk
    assert [cell.missing for cell in progress.row(page)] == [0, 1]


def test_counts_are_those_of_the_filters():
    outdated(), untranslated(), in_english_only(), published(factories.article())
    counted = progress.counts(progress.pages(["article"]))
    assert counted == {key: len(in_state(*key)) for key in counted}
    assert counted["missing", "ar"] == 2


def test_the_matrix_shows_what_is_handed_over_in_its_language_is_narrowed_by_it_and_leads_there(
    admin_client, admin_user
):
    ready, back = saved(factories.article(title_en="Ready")), saved(factories.article(title_en="Back"))
    for page in (ready, back):
        handovers.hand_over(page, "ar", by=admin_user)
    handovers.hand_back(back, "ar", by=admin_user, reason="A source")
    shown = admin_client.get(MATRIX, {"state": "ready"})
    assert rows(shown) == ["Ready"]
    english, arabic = BeautifulSoup(shown.content, "html.parser").select(".matrix td")
    assert (english.a, arabic.a.text) == (None, "ready to publish")
    assert arabic.a["href"].endswith(f"/{ready.pk}/publish/ar/")
    assert rows(admin_client.get(MATRIX, {"state": "returned", "language": "ar"})) == ["Back"]
    assert rows(admin_client.get(MATRIX, {"state": "returned", "language": "en"})) == []


def rows(response):
    return [row.a.text for row in BeautifulSoup(response.content, "html.parser").select(".matrix tbody th")]


def test_the_matrix_is_narrowed_by_each_of_its_fields(admin_client):
    article, plain = untranslated(), factories.page(title_en="Prices", title_ar="الأسعار")
    assert rows(admin_client.get(MATRIX)) == ["Prices", str(article)]
    assert rows(admin_client.get(MATRIX, {"kind": "page"})) == ["Prices"]
    assert rows(admin_client.get(MATRIX, {"state": "missing"})) == [str(article)]
    assert rows(admin_client.get(MATRIX, {"state": "missing", "language": "en"})) == []
    assert rows(admin_client.get(MATRIX, {"q": "الاسعار"})) == ["Prices"]
    hostile = {"q": "%\x00'\"" * 100, "kind": "nothing", "state": "x", "language": "fr", "page": "99999999999999999999"}
    assert admin_client.get(MATRIX, hostile).status_code == 200
    assert plain.pk


def test_the_parts_to_be_done_are_counted_in_words(admin_client):
    outdated()
    text = BeautifulSoup(admin_client.get(MATRIX).content, "html.parser").select_one(".matrix").text
    assert "1 part outdated" in text
    made = untranslated()
    factories.section(made, body_ar="", heading_ar="", order=2)
    saved(made)
    assert "2 parts to be translated" in admin_client.get(MATRIX, {"state": "missing"}).content.decode()


def test_the_other_pages_of_the_list_stay_narrowed(admin_client, settings):
    for _ in range(51):
        factories.article()
    soup = BeautifulSoup(admin_client.get(MATRIX, {"kind": "article"}).content, "html.parser")
    following = soup.select_one("a[rel=next]")["href"]
    assert following.startswith("?kind=article&below=")
    assert len(rows(admin_client.get(MATRIX + following))) == 1


def test_a_page_of_the_matrix_costs_the_same_however_many_pages(admin_client, django_assert_max_num_queries):
    for _ in range(12):
        factories.article()
    with django_assert_max_num_queries(7):  # what is handed over of all of them is one
        admin_client.get(MATRIX)


def test_only_who_may_change_pages_sees_it_and_only_their_kinds(client, user):
    factories.article(title_en="For writers of articles"), factories.page()
    client.force_login(user)
    assert client.get(MATRIX).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="change_article"))
    assert rows(client.get(MATRIX)) == ["For writers of articles"]


def test_the_first_page_counts_the_work_and_leads_to_it(admin_client):
    page, _other = untranslated(), published(factories.article())
    tasks = BeautifulSoup(admin_client.get("/admin/").content, "html.parser").select(".first-tasks a")
    told = {" ".join(task.text.split()): task["href"] for task in tasks}
    assert list(told) == [
        "1 page that lacks Arabic text",
        "1 page never published in English",
        "1 page never published in Arabic",
    ]
    assert rows(admin_client.get(told["1 page that lacks Arabic text"])) == [str(page)]


def test_the_first_page_says_where_nothing_waits(admin_client):
    published(factories.article())
    assert "Nothing waits" in admin_client.get("/admin/").content.decode()


def test_only_publishers_are_told_what_could_be_published(client, user):
    factories.article()
    client.force_login(user)
    user.user_permissions.set([Permission.objects.get(codename="change_article")])
    assert "never published" not in client.get("/admin/").content.decode()
    user.user_permissions.add(Permission.objects.get(codename="publish_page"))
    assert "never published" in client.get("/admin/").content.decode()

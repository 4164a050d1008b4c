"""A process that starts reads what its first readers need, and asks the database nothing: it may be away."""

from django.template import engines

from clinic import warming


def test_the_templates_of_public_pages_are_compiled_at_the_start():
    compiled = engines["django"].engine.template_loaders[0].get_template_cache
    compiled.clear()
    warming.warm()  # this test has no database: a query would fail
    named = {"base.html", "404.html", "articles/article.html", "pages/_section.html", "clinic/home.html"}
    assert named <= set(compiled)
    assert not [name for name in compiled if name.startswith(("admin/", "handouts/", "doctors/desk/"))]

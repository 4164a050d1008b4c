import re

from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.storage import StaticFilesStorage

from clinic.static_files import JoinedStaticFilesStorage


def collected(folder):
    """The site's style sheets collected into a folder as `collectstatic` does it: the storage, and what it named."""
    storage = JoinedStaticFilesStorage(location=folder, base_url="/static/")
    source = find("css/site.css").rpartition("/")[0]
    files = StaticFilesStorage(location=source, base_url="/")
    paths = {}
    for name in files.listdir("")[1]:
        with files.open(name) as file:
            storage.save(f"css/{name}", file)
        paths[f"css/{name}"] = (storage, f"css/{name}")
    list(storage.post_process(paths))
    return storage


def packed(css):
    """What minifying leaves alone."""
    return "".join(css.split())


def test_the_style_sheets_are_joined_into_one_without_imports_and_comments(tmp_path):
    storage = collected(tmp_path)
    with storage.open(storage.stored_name("css/site.css")) as file:
        joined = file.read().decode()
    with open(find("css/site.css")) as file:
        named = re.findall(r'@import "([^"]+)"', file.read())
    assert len(named) > 5
    assert "@import" not in joined
    for name in named:
        with open(find(f"css/{name}")) as file:
            rules = [
                line for line in file.read().splitlines() if line.endswith("{") and not line.startswith((" ", "/", "@"))
            ]
        assert all(packed(rule) in packed(joined) for rule in rules), name
    assert "/*" not in joined


def test_collecting_twice_gives_the_same_name(tmp_path):
    first, second = (collected(tmp_path / name).stored_name("css/site.css") for name in ("a", "b"))
    assert first == second
    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", first)

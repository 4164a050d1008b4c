"""Lighthouse (mobile) on the demo clinic, served as production serves it. Prints the scores as a table of Markdown.

    python benchmarks/lighthouse.py                 all pages, in both languages
    python benchmarks/lighthouse.py en/ ar/contact/ these only
    python benchmarks/lighthouse.py --at=/ checkout of another state of the project

Needs what the tests of deploy/ need (nginx, Redis, PostgreSQL's server), Chromium, and Node with the npm package
`lighthouse` (LIGHTHOUSE names its command; else npx fetches it). Not part of the suite: its scores are times.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import private_postgres  # noqa: E402

from tests.deploy.production import DOMAIN, Production  # noqa: E402

COMMAND = shlex.split(os.environ.get("LIGHTHOUSE", "npx --yes lighthouse@12.8.2"))
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WANTED = 98
LONGEST = (
    "SELECT DISTINCT ON (language, kind) '/' || language || '/' || kind || 's/' || slug || '/' FROM pages_edition"
    " WHERE kind IN ('procedure', 'article') AND ends_at IS NULL"
    " ORDER BY language, kind, length(content::text) DESC"
)


def main(paths):
    """The exit status: 0 where every score is as wanted."""
    with private_postgres.running() as url:
        production = Production(url)
        try:
            start(production)
            return report(production, paths or chosen(production))
        finally:
            production.end()


def start(production):
    production.build()
    production.run(
        ["python", "manage.py", "load_demo"], production.application_environment("migrate") | {"DEMO_ALLOWED": "1"}
    )
    production.start_redis()
    production.start_application("app1")
    production.start_application("app2")
    production.start_nginx()


def chosen(production):
    """The home pages, and the longest procedure and article of each language."""
    code = f"from django.db import connection as c; k = c.cursor(); k.execute({LONGEST!r}); print(*(r[0] for r in k), sep='\\n')"
    told = production.run(
        ["python", "manage.py", "shell", "--no-imports", "-c", code], production.application_environment("migrate")
    )
    return ["/en/", "/ar/", *(line for line in told.splitlines() if line.startswith("/"))]


def report(production, paths):
    print("| page | " + " | ".join(CATEGORIES) + " |\n|---|" + "---|" * len(CATEGORIES))
    failed, worst = [], 100
    for path in paths:
        found = measured(production, path)
        scores = [round((found["categories"][name]["score"] or 0) * 100) for name in CATEGORIES]
        worst = min(worst, *scores)
        print(f"| {path} | " + " | ".join(map(str, scores)) + " |", flush=True)
        failed += [f"{path}: {line}" for line in faults(found)]
    print("\nWhat is below its mark:\n", *failed, sep="\n")
    return 0 if worst >= WANTED else 1


def measured(production, path):
    """Lighthouse's report on one page. The name of the clinic leads to this machine, its certificate is its own."""
    rule = f'--host-resolver-rules="MAP {DOMAIN}:443 127.0.0.1:{production.https}"'
    flags = f"--headless=new --no-sandbox --ignore-certificate-errors {rule}"
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [*COMMAND, f"https://{DOMAIN}{path}", "--quiet", f"--chrome-flags={flags}"]
        command += ["--output=json", f"--output-path={file.name}", f"--only-categories={','.join(CATEGORIES)}"]
        subprocess.run(command, check=True)
        return json.load(file)


def faults(found):
    """The audits that count and did not get their full mark, each with what it points at."""
    counted = {ref["id"] for category in found["categories"].values() for ref in category["auditRefs"] if ref["weight"]}
    for name in sorted(counted):
        audit = found["audits"][name]
        if audit["score"] is not None and audit["score"] < 1:
            items = audit.get("details", {}).get("items", [])[:4]
            where = "; ".join(item.get("node", {}).get("selector", "") or item.get("url", "") for item in items)
            yield f"{name} {audit['score']:.2f} {audit.get('displayValue', '')} {where}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

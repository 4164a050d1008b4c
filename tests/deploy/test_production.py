"""What patients and attackers get from production as a whole, and what they get while a piece of it is away."""

import re
import signal
import socket
import ssl
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.deploy import files
from tests.deploy.production import BARE, DOMAIN, OTHER, refused

pytestmark = pytest.mark.postgres

READER = {"User_Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


def first(pattern, text):
    return re.search(pattern, text)[1]


def a_procedure(production, language):
    """The address of a procedure that the home page leads to."""
    return first(rf'href="(/{language}/procedures/[^"/]+/)"', production.ask(f"/{language}/").text)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_pages_come_over_https(production, language, direction):
    answer = production.ask(a_procedure(production, language))
    assert answer.status == 200
    assert f'lang="{language}" dir="{direction}"' in answer.text
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert answer.headers["Server"] == "nginx"


def test_the_handshake_offers_http_2_and_refuses_what_is_old(production):
    context = production.trust()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", production.https)) as plain,
        context.wrap_socket(plain, server_hostname=DOMAIN) as secured,
    ):
        assert secured.selected_alpn_protocol() == "h2"
        assert secured.version() == "TLSv1.3"


def test_cookies_of_the_admin_are_for_https_only(production):
    cookie = production.ask("/admin/login/").headers["Set-Cookie"]
    assert "csrftoken=" in cookie
    assert "; Secure" in cookie


@pytest.mark.parametrize("host", [DOMAIN, OTHER])
def test_http_leads_to_https(production, host):
    answer = production.ask("/en/?q=1", http=True, host=host)
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{DOMAIN}/en/?q=1")


def test_another_name_leads_to_the_one_that_pages_have(production):
    answer = production.ask("/ar/contact/", host=OTHER)
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{DOMAIN}/ar/contact/")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", f"{DOMAIN}.evil.example"])
def test_an_unknown_host_gets_nothing(production, host):
    assert production.ask("/en/").status == 200
    assert production.ask("/en/", http=True).status == 301
    assert refused(lambda: production.ask("/en/", host=host))
    assert refused(lambda: production.ask("/en/", host=host, http=True))
    assert refused(lambda: production.ask("/en/", host=host, name=host))


def test_a_request_for_no_host_is_refused(production):
    assert production.ask("/en/", host="").status == 400


def test_what_a_client_forges_changes_nothing(production):
    path = a_procedure(production, "en")
    forged = {
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Proto": "http",
        "X_Forwarded_Port": "81",
        "X_Forwarded_For": "203.0.113.9",
        "Forwarded": "host=evil.example;proto=http",
    }
    answer = production.ask(f"{path}?asked-of-the-application", **forged)
    assert answer.status == 200
    assert f'<link rel="canonical" href="https://{DOMAIN}{path}">' in answer.text
    assert "evil.example" not in answer.text
    assert production.ask("/sitemap-pages-1.xml", **forged).text.count(f"<loc>https://{DOMAIN}/") > 10


def test_wrong_passwords_are_counted_whatever_address_is_claimed(production):
    form = production.ask("/admin/login/")
    token = first(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
    cookie = form.headers["Set-Cookie"].partition(";")[0]
    body = f"username=nobody&password=wrong&csrfmiddlewaretoken={token}".encode()
    headers = {
        "Cookie": cookie,
        "Referer": f"https://{DOMAIN}/admin/login/",
        "Content_Type": "application/x-www-form-urlencoded",
    }
    answers = [
        production.ask("/admin/login/", "POST", body=body, **headers, X_Forwarded_For=f"198.51.100.{number}").status
        for number in range(6)
    ]
    assert answers[0] == 200
    assert answers[-1] in (403, 429)


def test_static_files_are_nginxs_own(production):
    sheet = first(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', production.ask("/en/").text)
    answer = production.ask(sheet, Accept_Encoding="gzip")
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == "text/css"
    assert "Content-Security-Policy" not in answer.headers  # the application adds one to whatever it serves
    named = production.ask("/static/css/site.css")
    assert (named.status, named.headers["Cache-Control"]) == (200, "public, max-age=3600")
    assert production.ask("/static/css/none.0123456789ab.css").headers.get("Cache-Control") is None
    assert production.ask("/static/../state/privkey.pem").status in (400, 404)


def test_pictures_are_served_as_nothing_but_pictures(production):
    picture = first(r'"(/media/pictures/[^"]+)"', production.ask("/en/").text)
    answer = production.ask(picture)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("image/")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    (production.folder / "public/media/page.html").write_text("<script>alert(1)</script>")
    assert "sandbox" in production.ask("/media/page.html").headers["Content-Security-Policy"]


def test_text_is_compressed(production):
    answer = production.ask("/en/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < len(production.ask("/en/").content) / 2


def test_a_body_that_is_too_large_is_refused_in_both_languages(production):
    answer = production.ask("/admin/login/", "POST", body=b"x" * (20 * 1024 * 1024 + 1))
    assert answer.status == 413
    assert "The file is too large" in answer.text
    assert "الملف كبير جدًا" in answer.text


def test_slow_clients_keep_nobody_waiting(production):
    connections = []
    for _ in range(60):
        connection = production.connection()
        connection.putrequest("POST", "/admin/login/")
        connection.putheader("Content-Length", "1000")
        connection.endheaders(b"half")
        connections.append(connection)
    assert production.ask("/en/").seconds < 1
    for connection in connections:
        connection.close()


def test_the_log_tells_no_readers_address(production):
    production.ask("/en/search/?who=1")
    production.wait_until(lambda: '"GET /en/search/" 200' in production.log("nginx").read_text(), "nginx")
    log = production.log("nginx").read_text()
    assert "127.0.0.0 [" in log
    assert "127.0.0.1 [" not in log
    assert "who=1" not in log


# -- While a piece is away -------------------------------------------------------------------------


def test_health_checks_succeed(production):
    assert all(production.is_healthy(name) for name in ("app1", "app2", "counter", "nginx", "redis"))


@pytest.mark.parametrize("name", ["app1", "app2"])
def test_one_application_server_may_be_killed(production, name):
    production.stop(name, signal.SIGKILL)
    assert not production.is_healthy(name)
    answers = [production.ask(f"/en/?asked-of-the-application={number}") for number in range(30)]
    assert {answer.status for answer in answers} == {200}
    assert max(answer.seconds for answer in answers) < 2
    production.start_application(name)  # on the socket that the killed one left behind
    assert production.is_healthy(name)


def test_readers_notice_no_restart(production):
    statuses = []
    for name in ("app1", "app2"):
        production.running[name].terminate()
        while production.running[name].poll() is None:
            statuses += [production.ask(path).status for path in ("/ar/", "/ar/?asked-of-the-application")]
        production.running.pop(name)
        production.start_application(name)
    assert set(statuses) == {200}


def test_without_any_application_server_a_page_says_so_in_both_languages(production):
    for name in ("app1", "app2"):
        production.stop(name)
    answer = production.ask("/en/?asked-of-the-application")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "15")
    assert "Something went wrong on our side" in answer.text
    assert "حدث خطأ لدينا" in answer.text
    assert answer.seconds < 2


def test_the_application_starts_without_a_database(production):
    production.stop("app2")
    production.start_application("app2", DATABASE_URL="postgres://bayan@127.0.0.1:1/none?connect_timeout=2")
    assert production.is_healthy("app2")
    production.stop("app2")


def test_without_redis_pages_are_served_and_views_counted(production):
    path = a_procedure(production, "en")
    counting = first(r'"(/views/[^"]+)"', production.ask(path).text)
    origin = {"Origin": f"https://{DOMAIN}", "Sec_Fetch_Site": "same-origin"} | READER

    def views():
        answer = production.ask(counting, "POST", **origin | {"User_Agent": f"{READER['User_Agent']} {time.time()}"})
        assert answer.status == 200
        return int(first(r'"views": (\d+)', answer.text)), answer.seconds

    before, _ = views()
    usual = max(production.ask(path).seconds for _ in range(10))
    production.stop("redis", signal.SIGKILL)
    assert max(production.ask(path).seconds for _ in range(10)) < usual + 0.5
    counted = [views() for _ in range(10)]
    assert [number for number, _ in counted] == [before + n for n in range(1, 11)]
    assert max(seconds for _, seconds in counted) < 0.6
    production.start_redis()
    assert views()[0] == before + 11


def test_a_thousand_views_at_once_are_a_thousand_more(production):
    counting = first(r'"(/views/[^"]+)"', production.ask(a_procedure(production, "ar")).text)
    origin = {"Origin": f"https://{DOMAIN}", "Sec_Fetch_Site": "same-origin"}

    def read(number):
        agent = f"{READER['User_Agent']} reader/{number}"
        answer = production.ask(counting, "POST", **origin, User_Agent=agent)
        return int(first(r'"views": (\d+)', answer.text))

    before = read("first")
    with ThreadPoolExecutor(16) as readers:
        totals = list(readers.map(read, range(1000)))
    assert max(totals) == before + 1000
    assert read("last") == before + 1001


def test_the_scheduler_does_its_round(production):
    environment = production.application_environment("scheduler")
    command = production.service("scheduler")["command"]
    said = production.run([word for word in command if "--alive" not in word] + ["--once"], environment)
    assert [name for name in ("prune revisions", "forget sign-ins", "clear sessions") if name in said] == [
        "prune revisions",
        "forget sign-ins",
        "clear sessions",
    ]


def test_the_scheduler_is_healthy_and_ends_when_told(production):
    alive = production.folder / "alive"
    command = [word.replace("/tmp/alive", str(alive)) for word in production.service("scheduler")["command"]]
    production.start("scheduler", command, production.application_environment("scheduler"))
    check = production.service("scheduler")["healthcheck"]["test"][1].replace("/tmp/alive", str(alive))
    production.wait_until(
        lambda: not subprocess.call(["sh", "-c", check], env=BARE, stderr=subprocess.DEVNULL), "scheduler"
    )
    began = time.monotonic()
    production.running["scheduler"].terminate()
    assert production.running.pop("scheduler").wait(10) == 0
    assert time.monotonic() - began < 2


def test_the_database_check_of_compose_succeeds(production, database_url):
    command = production.service("postgres")["healthcheck"]["test"][1:]
    options = [word for word in command[1:] if not word.startswith(("--username", "--dbname"))]
    assert subprocess.call([command[0], *options, f"--dbname={database_url.partition('?')[0]}"]) == 0


# -- Certificates ----------------------------------------------------------------------------------


def test_nginx_answers_the_challenge_of_the_certificates_authority(production):
    folder = production.folder / "challenges/.well-known/acme-challenge"
    folder.mkdir(parents=True)
    (folder / "token").write_text("proof")
    for host in (DOMAIN, OTHER):
        answer = production.ask("/.well-known/acme-challenge/token", http=True, host=host)
        assert (answer.status, answer.text) == (200, "proof")


def test_a_renewed_certificate_is_taken_without_a_restart(production, tmp_path):
    """certbot's own work needs the authority; everything around it is the real thing."""
    certificates = production.folder / "certificate"
    stand_in = tmp_path / "certbot"
    stand_in.write_text(
        f'#!/bin/sh\necho "$@" >{tmp_path}/told\n'
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj /CN={DOMAIN} -addext subjectAltName=DNS:{DOMAIN}"
        f" -keyout {certificates}/privkey.pem -out {certificates}/fullchain.pem\n"
    )
    stand_in.chmod(0o755)
    before, running = serial(production), production.running["nginx"].pid
    environment = production.nginx_environment() | production.service("certificate")["environment"]
    environment |= {"PATH": f"{tmp_path}:{environment['PATH']}", "CHALLENGES": str(production.folder / "challenges")}
    production.start("certificate", production.service("certificate")["command"], environment)
    production.wait_until(lambda: serial(production) != before, "certificate")
    production.stop("certificate")
    assert production.ask("/en/").status == 200
    assert production.running["nginx"].pid == running
    told = (tmp_path / "told").read_text()
    assert f"--domain {DOMAIN} --domain {OTHER}\n" in told
    assert f"--webroot-path {production.folder}/challenges " in told


def serial(production):
    """The number of the certificate that nginx shows."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", production.https)) as plain,
        context.wrap_socket(plain, server_hostname=DOMAIN) as secured,
    ):
        return hash(secured.getpeercert(binary_form=True))


def test_every_start_command_is_a_file_that_the_image_holds():
    for image in ("application", "nginx"):
        shell, script = files.instruction(image, "CMD")
        assert shell == "sh"
        assert (files.ROOT / script).is_file()

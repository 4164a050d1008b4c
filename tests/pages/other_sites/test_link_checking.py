"""One address of another site is looked at, and never one of a private network."""

import contextlib
import shutil
import socket
import ssl
import subprocess
import time

import pytest

from pages.other_sites.link_checking import check
from pages.other_sites.public_hosts import PUBLIC, Reach, addresses_of, is_public
from tests.pages.other_sites.other_sites import ANY, GUARDED, HERE, site

INTERNAL = [
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
    "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    "2001:0:7f00:1::", "::127.0.0.1", "fec0::1", "not an address", "",
]  # fmt: skip


@pytest.mark.parametrize("ip", INTERNAL)
def test_no_address_of_a_private_network_is_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(ip):
    assert is_public(ip)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "127.1", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]"]
)
def test_a_server_of_this_machine_is_never_asked(host):
    with site({"/": (200, {})}) as server:
        assert check(server.at("/", host), reach=PUBLIC._replace(ports=ANY))[:2] in [
            ("broken", "internal"),
            ("broken", "no_host"),
        ]
        assert server.asked == []
        assert check(server.at("/"), reach=HERE).state == "ok"


def test_a_redirect_into_a_private_network_is_not_followed():
    with site({"/inner": (200, {})}) as server:
        server.answers["/"] = (302, {"Location": f"http://127.9.9.9:{server.server_port}/inner"})
        assert check(server.at("/"), reach=GUARDED)[:2] == ("broken", "internal")
        assert [path for _, path, _ in server.asked] == ["/"]


def test_a_name_that_changes_its_mind_is_asked_once_and_the_checked_address_is_the_one_connected_to():
    answers = iter([["127.0.0.1"]])
    with site({"/": (200, {})}) as server:
        told = HERE._replace(resolve=lambda host, port: next(answers, ["10.0.0.1"]))
        assert check(server.at("/", "rebinding.example"), reach=told).state == "ok"
        assert check(server.at("/", "rebinding.example"), reach=told).reason == "internal"


def test_a_name_with_one_public_and_one_private_address_is_refused():
    mixed = Reach(lambda host, port: ["93.184.216.34", "10.0.0.1"], is_public)
    assert check("http://mixed.example/", reach=mixed).reason == "internal"


@pytest.mark.parametrize(
    ("answers", "state", "status", "methods"),
    [
        ({"/": (200, {})}, "ok", 200, ["HEAD"]),
        ({"/": (204, {})}, "ok", 204, ["HEAD"]),
        ({("HEAD", "/"): (405, {}), "/": (200, {})}, "ok", 200, ["HEAD", "GET"]),
        ({("HEAD", "/"): (403, {}), "/": (200, {})}, "ok", 200, ["HEAD", "GET"]),
        ({("HEAD", "/"): (501, {}), "/": (200, {})}, "ok", 200, ["HEAD", "GET"]),
        ({("HEAD", "/"): (404, {}), "/": (200, {})}, "ok", 200, ["HEAD", "GET"]),
        ({"/": (404, {})}, "broken", 404, ["HEAD", "GET"]),
        ({"/": (410, {})}, "broken", 410, ["HEAD", "GET"]),
        ({"/": (500, {})}, "broken", 500, ["HEAD", "GET"]),
        ({"/": (403, {})}, "unsure", 403, ["HEAD", "GET"]),
        ({"/": (429, {})}, "unsure", 429, ["HEAD"]),
        ({"/": (999, {})}, "unsure", 999, ["HEAD", "GET"]),
        ({"/": (301, {})}, "ok", 301, ["HEAD"]),
    ],
)
def test_head_is_asked_first_and_get_where_it_is_refused(answers, state, status, methods):
    with site(answers) as server:
        assert check(server.at("/"), reach=HERE)[:3] == (
            state,
            {"broken": "status", "unsure": "closed"}.get(state, ""),
            status,
        )
        assert [method for method, *_ in server.asked] == methods


def test_a_server_that_hangs_up_on_head_is_asked_by_get():
    with site({("HEAD", "/"): lambda handler: None, "/": (200, {})}) as server:
        assert check(server.at("/"), reach=HERE).state == "ok"


def test_the_check_says_who_it_is(settings):
    settings.SITE_URL = "https://clinic.example"
    with site({"/": (200, {})}) as server:
        check(server.at("/"), reach=HERE)
        assert server.asked[0][2]["User-Agent"] == "Bayan link check (+https://clinic.example)"
        assert server.asked[0][2]["Host"] == f"site.example:{server.server_port}"


def test_what_moved_for_good_says_where_to():
    with site({"/c": (200, {}), "/ظهر": (200, {})}) as server:
        server.answers |= {
            "/a": (301, {"Location": "/b"}),
            "/b": (308, {"Location": f"//other.example:{server.server_port}/c"}),
        }
        moved = check(server.at("/a#part"), reach=HERE)
        assert (moved.state, moved.moved_to) == ("moved", server.at("/c", "other.example"))


def test_what_moved_for_now_has_not_moved():
    with site({"/a": (302, {"Location": "/b"}), "/b": (301, {"Location": "/c"}), "/c": (200, {})}) as server:
        assert check(server.at("/a"), reach=HERE)[:4] == ("ok", "", 200, "")


def test_what_moved_to_nowhere_is_broken():
    with site({"/a": (301, {"Location": "/b"})}) as server:
        assert check(server.at("/a"), reach=HERE)[:3] == ("broken", "status", 404)


@pytest.mark.parametrize("location", ["/a", "/1", "javascript:alert(1)", "file:///etc/passwd", "http://[", "ftp://x/"])
def test_redirects_that_lead_nowhere_end(location):
    answers = {"/a": (301, {"Location": location})} | {f"/{n}": (302, {"Location": f"/{n + 1}"}) for n in range(1, 20)}
    with site(answers) as server:
        found = check(server.at("/a"), reach=HERE)
        assert (found.state, found.reason) == ("broken", "redirects" if location[0] == "/" else "no_address")
        assert len(server.asked) <= 6


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://", "no_address"),
        ("http:///x", "no_address"),
        ("http://x:99999/", "no_address"),
        ("http://[::1", "no_address"),
        ("gopher://x/", "no_address"),
        ("http://" + "a" * 70 + ".example/", "no_address"),
        ("http://a..example/", "no_address"),
        ("", "no_address"),
        ("http://nothing.invalid/", "no_host"),
    ],
)
def test_what_is_no_address_is_broken(address, reason):
    assert check(address)[:2] == ("broken", reason)


@pytest.mark.parametrize("path", ["/ظهر?س=١", "/a b", "/a%20b%ZZ", "/é", "/a\u202eb"])
def test_addresses_in_any_script_are_asked_for(path):
    with site({}) as server:
        assert check(server.at(path), reach=HERE).status == 404
        assert server.asked[0][1].isascii()


def test_a_closed_port_and_a_site_that_never_answers():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert check(f"http://x.example:{port}/", reach=HERE, wait=0.2)[:2] == ("broken", "timeout")
    assert check(f"http://x.example:{port}/", reach=HERE)[:2] == ("broken", "no_answer")


def _has_hung_up(connection):
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False


def test_a_site_that_drips_is_cut_off():
    def drip(handler):
        handler.connection.settimeout(0.05)
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        with contextlib.suppress(BrokenPipeError, ConnectionError):
            while not _has_hung_up(handler.connection):
                handler.wfile.write(b"y")

    with site({"/": drip}) as server:
        assert check(server.at("/"), reach=HERE, longest=0.5)[:2] == ("broken", "timeout")


def test_a_flood_of_headers_and_what_is_no_http_are_no_answer():
    with site({"/many": (200, {f"X-{n}": "y" for n in range(300)}), "/long": (200, {"X": "y" * 100_000})}) as server:
        server.answers["/odd"] = lambda handler: handler.wfile.write(b"SSH-2.0-x\r\n") and None
        for path in ("/many", "/long", "/odd"):
            assert check(server.at(path), reach=HERE)[:2] == ("broken", "no_answer")


def test_a_site_without_its_certificate_is_broken():
    with site({}) as server:
        assert check(server.at("/").replace("http:", "https:"), reach=HERE)[:2] == ("broken", "no_answer")


def test_a_slow_site_is_slow_and_waiting_for_a_turn_is_not():
    @contextlib.contextmanager
    def busy(host):
        time.sleep(0.3)
        yield

    def slowly(handler):
        time.sleep(0.2)
        return 200, {}

    with site({"/slow": slowly, "/": (302, {"Location": "/end"}), "/end": (200, {})}) as server:
        slow, quick = (check(server.at(path), reach=HERE, turn=busy, slow=150) for path in ("/slow", "/"))
        assert (slow.state, quick.state) == ("slow", "ok")
        assert 200 <= slow.milliseconds < 300 > quick.milliseconds


@pytest.mark.parametrize("address", ["http://x.example:22/", "https://x.example:8443/", "http://x.example:0/"])
def test_only_the_ports_of_web_sites_are_asked(address):
    asked = []
    told = PUBLIC._replace(resolve=lambda host, port: asked.append(port) or ["127.0.0.1"])
    assert check(address, reach=told)[:2] == ("unsure", "port")
    assert asked == []
    assert check("https://x.example:443/", reach=told)[:2] == ("broken", "internal")
    assert asked == [443]


@pytest.mark.parametrize(("status", "headers"), [(429, {}), (429, {"Retry-After": "9"}), (503, {"Retry-After": "9"})])
def test_a_site_that_asks_for_a_pause_is_asked_once_and_its_turn_is_over(status, headers):
    class Turn:
        is_over = False

    turn = Turn()
    with site({"/": (status, headers)}) as server:
        found = check(server.at("/"), reach=HERE, turn=lambda host: contextlib.nullcontext(turn))
        assert (found[:3], len(server.asked), turn.is_over) == (("unsure", "closed", status), 1, True)


@pytest.fixture
def certified(tmp_path, monkeypatch):
    """A server by TLS, with a certificate of its own for site.example that this process trusts."""
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    names = ["-subj", "/CN=site.example", "-addext", "subjectAltName=DNS:site.example"]
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-keyout",
            key,
            "-out",
            cert,
            *names,
        ],
        check=True,
        capture_output=True,
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with site({"/": (200, {})}) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        yield server


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl")
def test_a_certificate_is_checked_against_the_name_that_was_asked_for(certified):
    secure = certified.at("/").replace("http:", "https:")
    assert check(secure, reach=HERE).state == "ok"
    assert check(secure.replace("site.example", "other.example"), reach=HERE)[:2] == ("broken", "certificate")


def test_names_are_looked_up_as_the_system_does():
    assert "127.0.0.1" in addresses_of("localhost", 80)
    assert Reach(addresses_of, is_public) == PUBLIC

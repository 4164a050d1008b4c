"""One address of another site is looked at: is it there, has it moved, is it slow?"""

import http.client
import socket
import ssl
import threading
import time
from contextlib import contextmanager, nullcontext
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from pages import addresses, plain_text
from pages.other_sites.public_hosts import PUBLIC

WAIT = 10  # seconds for a connection, and for each answer of a socket
LONGEST = 20  # seconds for one request, however slowly it drips
SLOW = 5_000  # milliseconds
MOST_HOPS = 5
MOST_IPS = 3
REDIRECTS, PERMANENT = {301, 302, 303, 307, 308}, {301, 308}
# The site is there and does not want to be asked by a machine: no reader need see it so. 999 is LinkedIn's.
CLOSED = {401, 403, 405, 406, 407, 425, 429, 451, 999}
TOO_OFTEN = 429


class Result(NamedTuple):
    """What a check gave: `state` and `reason` are those of `ExternalAddress`."""

    state: str
    reason: str = ""
    status: int | None = None
    moved_to: str = ""
    milliseconds: int = 0


class _Fault(Exception):
    """Why there was no answer: a reason of `ExternalAddress.REASONS`."""


class Later(Exception):
    """The host asked for a pause, so it is asked nothing now."""


class _Answer(NamedTuple):
    status: int
    location: str
    asks_for_pause: bool


class _Plain(http.client.HTTPConnection):
    """A connection to the very address that was checked: asked again, a name could give another one."""

    ip = ""

    def connect(self):
        self.sock = socket.create_connection((self.ip, self.port), self.timeout)


class _Secure(http.client.HTTPSConnection):
    ip = ""

    def connect(self):
        sock = socket.create_connection((self.ip, self.port), self.timeout)
        self.sock = self._context.wrap_socket(sock, server_hostname=self.host)


def at_once(host):
    """A turn that waits for nothing, and is never over."""
    return nullcontext()


def check(address, *, reach=PUBLIC, turn=at_once, wait=WAIT, longest=LONGEST, slow=SLOW):
    """The Result of looking at an address: HEAD, then GET where a server answers no HEAD; at most five redirects.

    `turn(host)` is a context in which a host is asked: who checks many makes it wait, which does not count as the
    site's time, and raises Later; where it gives something, `is_over` is set once the host asks for a pause. `reach`
    says which hosts there are; each redirect is asked of it anew. A body is never read.
    """
    clock = _Clock(turn)
    try:
        answer, moved_to = _follow(address, reach, clock.turn, wait, longest)
    except _Fault as fault:
        state = "unsure" if str(fault) == "port" else "broken"
        return Result(state, str(fault), milliseconds=clock.milliseconds)
    status, took = answer.status, clock.milliseconds
    if status in CLOSED or answer.asks_for_pause:
        return Result("unsure", "closed", status, milliseconds=took)
    if status >= 400 or status < 200:
        return Result("broken", "status", status, milliseconds=took)
    state = "moved" if moved_to else "slow" if took > slow else "ok"
    return Result(state, "", status, moved_to, took)


class _Clock:
    """The time since it was made, without that in which a turn was waited for."""

    def __init__(self, turn):
        self.asked_for, self.begun = turn, time.monotonic()

    @contextmanager
    def turn(self, host):
        waiting = time.monotonic()
        with self.asked_for(host) as turn:
            self.begun += time.monotonic() - waiting
            yield turn

    @property
    def milliseconds(self):
        return round((time.monotonic() - self.begun) * 1000)


def _follow(address, reach, turn, wait, longest):
    """The last answer, and where the address moved to for good ("" where it did not)."""
    moved_to, permanent, seen = "", True, set()
    while len(seen) <= MOST_HOPS and address not in seen:
        seen.add(address)
        answer = _ask(address, reach, turn, wait, longest)
        if answer.status not in REDIRECTS or not answer.location:
            return answer, moved_to
        permanent = permanent and answer.status in PERMANENT
        address = _joined(address, answer.location)
        moved_to = address if permanent else moved_to
    raise _Fault("redirects")


def _joined(address, location):
    try:
        # http.client reads headers as Latin-1; many sites write UTF-8.
        location = plain_text.clean(location.encode("latin-1").decode("utf-8", "replace"))
        return urljoin(address, location).partition("#")[0]
    except ValueError as error:
        raise _Fault("no_address") from error


def _ask(address, reach, turn, wait, longest):
    try:
        answer = _request("HEAD", address, reach, turn, wait, longest)
        if answer.status < 400 or answer.asks_for_pause:
            return answer
    except _Fault as fault:
        if str(fault) != "no_answer":
            raise
    return _request("GET", address, reach, turn, wait, longest)


def _request(method, address, reach, turn, wait, longest):
    scheme, host, port, target = _parts(address)
    if port not in reach.ports:
        raise _Fault("port")
    with turn(host) as own:
        for ip in _checked(host, port, reach):
            connection = (_Secure if scheme == "https" else _Plain)(host, port, timeout=wait)
            connection.ip = ip
            try:
                answer = _answer(connection, method, target, longest)
                if own and answer.asks_for_pause:
                    own.is_over = True
                return answer
            except ConnectionError:
                continue
            except TimeoutError as error:
                raise _Fault("timeout") from error
            except ssl.SSLCertVerificationError as error:
                raise _Fault("certificate") from error
            except (http.client.InvalidURL, UnicodeError) as error:
                raise _Fault("no_address") from error
            except (OSError, http.client.HTTPException) as error:
                raise _Fault("no_answer") from error
            finally:
                connection.close()
    raise _Fault("no_answer")


def _answer(connection, method, target, longest):
    expired = threading.Event()
    timer = threading.Timer(longest, _cut, (connection, expired))
    timer.start()
    try:
        connection.request(method, target, headers={"User-Agent": agent(), "Accept": "*/*", "Connection": "close"})
        response = connection.getresponse()
        if expired.is_set():  # headers that were cut off look as though they had ended
            raise TimeoutError
        asks_for_pause = response.status == TOO_OFTEN or (response.status == 503 and "Retry-After" in response.headers)
        return _Answer(response.status, response.getheader("Location", ""), asks_for_pause)
    except (OSError, http.client.HTTPException) as error:
        raise TimeoutError if expired.is_set() else error from error
    finally:
        timer.cancel()


def _cut(connection, expired):
    """Ends a request that drips: each byte came in time, the whole does not."""
    expired.set()
    if sock := connection.sock:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it ended just now


def agent():
    """How the check names itself to other sites."""
    return f"Bayan link check (+{settings.SITE_URL})" if settings.SITE_URL else "Bayan link check"


def _parts(address):
    """Scheme, host, port and path of an address, as a request says them."""
    try:
        if not addresses.of_another_site(address):
            raise _Fault("no_address")
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode() if ":" not in (parts.hostname or "") else parts.hostname
        port = (443 if parts.scheme.lower() == "https" else 80) if parts.port is None else parts.port
    except ValueError as error:
        raise _Fault("no_address") from error
    if not host:
        raise _Fault("no_address")
    target = iri_to_uri(parts.path or "/") + (f"?{iri_to_uri(parts.query)}" if parts.query else "")
    return parts.scheme.lower(), host, port, target


def _checked(host, port, reach):
    """The IP addresses to connect to. Where any is not public, none is."""
    try:
        found = reach.resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise _Fault("no_host") from error
    if not found:
        raise _Fault("no_host")
    if not all(map(reach.is_allowed, found)):
        raise _Fault("internal")
    return found[:MOST_IPS]

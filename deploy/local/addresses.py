"""Where the site is served: HOST and PORT, whether they are free, and by which names it answers."""

import contextlib
import errno
import socket
import time
from dataclasses import dataclass

from processes import Stopped

EVERYWHERE = ("0.0.0.0", "::")
# No packet is sent to these (RFC 5737, 1918 and 3849): the kernel only says which of our addresses it would use.
FAR = ["192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254", "2001:db8::1"]


@dataclass(frozen=True)
class Place:
    """An address of this machine: as it was asked for, as a number, and the port."""

    host: str
    number: str
    port: int
    family: socket.AddressFamily
    names: tuple[str, ...]

    @property
    def url(self):
        host = "127.0.0.1" if self.number in EVERYWHERE else self.host
        return f"http://{bracketed(host)}:{self.port}/"

    @property
    def other_urls(self):
        """Where other machines reach the site, if it is served to them."""
        if self.number not in EVERYWHERE:
            return []
        return [f"http://{bracketed(number)}:{self.port}/" for number in own_numbers()]

    @property
    def nearest(self):
        """The number by which this machine itself reaches the site."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.number, self.number)


def chosen(variables):
    """The Place that HOST and PORT ask for, and the names that it may be called by (ALLOWED_HOSTS adds some)."""
    host, port = (variables.get("HOST") or "127.0.0.1").strip("[]"), variables.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise Stopped(f"PORT={port} is not a port: choose a number from 1 to 65535.")
    try:
        family, _, _, _, (number, *_) = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise Stopped(f"HOST={host} is not an address of this machine.") from None
    names = ["127.0.0.1", "localhost", "[::1]", bracketed(host), bracketed(number)]
    names += [name.strip() for name in variables.get("ALLOWED_HOSTS", "").split(",") if name.strip()]
    if number in EVERYWHERE:
        names += [*own_names(), *map(bracketed, own_numbers())]
    return Place(host, number, int(port), family, tuple(dict.fromkeys(names)))


def claim(place):
    """Raises Stopped where the place cannot be served at, with what to do instead."""
    for patience in (0.3, 0.6, 0):  # seconds: a server that was just told to end still holds its port
        error = _refusal(place)
        if error is None:
            return
        if error.errno != errno.EADDRINUSE or not patience:
            raise Stopped(_reason(error, place))
        time.sleep(patience)


def own_names():
    """This machine's name, as its neighbours may type it."""
    name = socket.gethostname().lower()
    first = name.partition(".")[0]
    return [name, first, f"{first}.local"]


def own_numbers():
    """The addresses by which other machines reach this one."""
    return list(dict.fromkeys(number for far in FAR if (number := _number_towards(far))))


def bracketed(host):
    """A host as it stands in a URL: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def _refusal(place):
    with socket.socket(place.family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((place.number, place.port))
        except OSError as error:
            return error


def _number_towards(far):
    family = socket.AF_INET6 if ":" in far else socket.AF_INET
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((far, 9))
        return probe.getsockname()[0]


def _reason(error, place):
    if error.errno == errno.EADDRINUSE:
        other = place.port + 1 if place.port < 65535 else 8000
        return f"Port {place.port} is taken. Stop what uses it, or choose another: make run PORT={other}"
    if error.errno == errno.EACCES:
        return f"Port {place.port} is not yours to use: choose one above 1023."
    return f"HOST={place.host} is not an address of this machine."

"""Which hosts the site may ask anything of: those of the public internet, never one of its own network."""

import ipaddress
import socket
from collections.abc import Callable, Container
from typing import NamedTuple

# Addresses that carry another one within them, or that the library calls global and no router does.
CARRIERS = [
    ipaddress.ip_network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10", "::/96", "192.88.99.0/24")
]


# What else answers on a host, a mail server say, is none of a check's business.
WEB_PORTS = frozenset({80, 443})


class Reach(NamedTuple):
    """How a host's addresses are found, which of them may be connected to, and at which ports."""

    resolve: Callable
    is_allowed: Callable
    ports: Container = WEB_PORTS


def is_public(address):
    """Whether an IP address is one of the public internet: not loopback, private, link-local, multicast or reserved."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    carried = any(found.version == net.version and found in net for net in CARRIERS)
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified or carried)


def addresses_of(host, port):
    """The IP addresses of a host, each once. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(address[0] for *_, address in found))


PUBLIC = Reach(addresses_of, is_public)

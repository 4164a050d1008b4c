"""Exits with 0 where the application server on the socket SOCKET answers /healthz."""

import os
import socket
import sys
from http.client import HTTPConnection

connection = HTTPConnection(os.environ.get("ALLOWED_HOSTS", "localhost").partition(",")[0], timeout=4)
connection.sock = socket.socket(socket.AF_UNIX)
connection.sock.settimeout(connection.timeout)
connection.sock.connect(os.environ["SOCKET"])
connection.request("GET", "/healthz")
sys.exit(connection.getresponse().status != 200)

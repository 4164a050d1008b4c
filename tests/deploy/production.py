"""Production without Docker: the same commands and files as in the images, on this machine's own addresses."""

import contextlib
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from types import SimpleNamespace

from tests.deploy import files

DOMAIN = "clinic.example"
OTHER = f"www.{DOMAIN}"
APPLICATION_SERVERS = ("app1", "app2", "counter")
PATIENCE = 40  # seconds
PATH = f"{Path(sys.executable).parent}:{os.environ['PATH']}:/usr/sbin"
BARE = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ} | {"PATH": PATH}


class Production:
    """Two application servers, one that counts, nginx, Redis and a database, started piece by piece and each killed at will."""

    def __init__(self, database_url, domain=DOMAIN):
        # Not one of pytest's folders: nginx's workers, who are not root, must reach what is public.
        self.folder = Path(tempfile.mkdtemp(prefix="bayan-"))
        self.folder.chmod(0o755)
        self.running = {}
        self.http, self.https, self.health, self.redis = (free_port() for _ in range(4))
        for name in ("public/media", "sockets", "challenges", "certificate", "logs", "kept"):
            (self.folder / name).mkdir(parents=True)
        dotenv = files.example()[0] | {"DOMAIN": domain, "OTHER_DOMAINS": f"www.{domain}"}
        dotenv |= {"SECRET_KEY": "0123456789abcdef" * 4, "POSTGRES_PASSWORD": "secret"}
        self.service = lambda name: files.service(name, dotenv)
        self.database_url = database_url

    # -- The pieces --------------------------------------------------------------------------

    def application_environment(self, name):
        """What a container of the application gets, with this machine's addresses."""
        told = files.environment("application") | self.service(name)["environment"]
        places = {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": f"redis://127.0.0.1:{self.redis}/0",
            "SOCKET": str(self.folder / "sockets" / Path(told["SOCKET"]).name),
            "STATIC_ROOT": str(self.folder / "public/static"),
            "MEDIA_ROOT": str(self.folder / "public/media"),
            "VAR_DIR": str(self.folder / "kept"),
            "ENV_FILE": os.devnull,  # no image holds a .env
        }
        return BARE | {key: str(value) for key, value in told.items()} | places

    def nginx_environment(self):
        told = self.service("nginx")["environment"]
        places = {"HTTP": self.http, "HTTPS": self.https, "HEALTH": self.health}
        places = {key: f"127.0.0.1:{port}" for key, port in places.items()} | {"LOOK_EVERY": "0.2"}
        for key in ("PUBLIC", "SOCKETS", "CHALLENGES", "CERTIFICATE", "STATE"):
            places[key] = str(self.folder / key.lower())
        return BARE | told | places | {"PAGES": str(files.ROOT / "deploy/pages")}

    def build(self):
        """What the image does when it is built, and a service of its own before the servers start."""
        line = next(line for line in files.stage("application") if "collectstatic" in line)
        self.run(["sh", "-c", line.removeprefix("RUN ")], self.application_environment("migrate"))
        self.run(self.service("migrate")["command"], self.application_environment("migrate"))

    def start_application(self, name, **changes):
        environment = self.application_environment(name) | changes
        self.start(name, files.instruction("application", "CMD"), environment)
        self.wait_until(lambda: self.is_healthy(name, environment), name)

    def start_redis(self):
        where = ["--port", str(self.redis), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        self.start("redis", [*self.service("redis")["command"], *where], BARE)
        self.wait_until(lambda: self.is_healthy("redis"), "redis")

    def start_nginx(self, **changes):
        self.start("nginx", files.instruction("nginx", "CMD"), self.nginx_environment() | changes)
        self.wait_until(lambda: self.is_healthy("nginx"), "nginx")

    def is_healthy(self, name, environment=None):
        """Whether the health check of a container succeeds."""
        if name == "redis":
            command = [*self.service("redis")["healthcheck"]["test"][1:]]
            command[1:1] = ["-p", str(self.redis)]
        elif name == "nginx":
            command = files.instruction("nginx", "HEALTHCHECK")
            command = [word.replace("127.0.0.1:8090", f"127.0.0.1:{self.health}") for word in command]
        else:
            command = files.instruction("application", "HEALTHCHECK")
        environment = environment or (BARE if name in ("redis", "nginx") else self.application_environment(name))
        done = subprocess.run(command, cwd=files.ROOT, env=environment, capture_output=True, check=False)
        return done.returncode == 0

    # -- Processes ---------------------------------------------------------------------------

    def run(self, command, environment):
        done = subprocess.run(command, cwd=files.ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def start(self, name, command, environment):
        with self.log(name).open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, cwd=files.ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def stop(self, name, number=signal.SIGTERM):
        """Ends a piece as Docker does (SIGTERM to its first process), or kills all of it as a lost container."""
        process = self.running.pop(name)
        if number != signal.SIGKILL:
            process.send_signal(number)
            process.wait(PATIENCE)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # what Docker does to the rest of a container
        process.wait(PATIENCE)

    def wait_until(self, holds, name):
        until = time.monotonic() + PATIENCE
        while not holds():
            assert self.running[name].poll() is None, f"{name} ended: {self.log(name).read_text()}"
            assert time.monotonic() < until, f"{name} is not there: {self.log(name).read_text()}"
            time.sleep(0.05)

    def log(self, name):
        return self.folder / "logs" / name

    def end(self):
        for name in list(self.running):
            self.stop(name, signal.SIGKILL)
        shutil.rmtree(self.folder)

    # -- Asking ------------------------------------------------------------------------------

    def ask(self, path, method="GET", host=DOMAIN, name=DOMAIN, body=None, http=False, **headers):
        """What a client gets that trusts nginx's certificate: `.status`, `.headers`, `.text`, `.seconds`.

        `host` is the Host header, `name` the one in the TLS handshake.
        """
        began = time.monotonic()
        connection = self.connection(name, http)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            given = {key.replace("_", "-"): value for key, value in headers.items()}
            for key, value in ({"Host": host} | given | ({"Content-Length": str(len(body))} if body else {})).items():
                connection.putheader(key, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        seconds = time.monotonic() - began
        return SimpleNamespace(
            status=answer.status,
            headers=answer.headers,
            content=content,
            text=content.decode(errors="replace"),
            seconds=seconds,
        )

    def connection(self, name=DOMAIN, http=False):
        if http:
            return HTTPConnection("127.0.0.1", self.http, timeout=PATIENCE)
        connection = HTTPSConnection(name, self.https, timeout=PATIENCE, context=self.trust())
        connection._create_connection = lambda address, *rest: socket.create_connection(
            ("127.0.0.1", self.https), PATIENCE
        )
        return connection

    def trust(self):
        """A TLS context that trusts only the certificate that nginx has now."""
        return ssl.create_default_context(cafile=self.folder / "state/fullchain.pem")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def refused(ask):
    """Whether asking is answered by nothing at all."""
    try:
        ask()
    except (OSError, HTTPException):
        return True
    return False

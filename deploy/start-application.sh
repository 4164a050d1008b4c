#!/bin/sh
# One application server. It listens on a Unix socket that nginx shares: the path stays when a container is made anew.
set -eu

rm -f "$SOCKET" # a server that was killed leaves its socket behind, and the next one could not start
exec granian --interface=wsgi --workers=2 --blocking-threads=8 --backpressure=64 --no-ws \
    --workers-kill-timeout=20 --respawn-failed-workers --log-level=warning \
    --uds="$SOCKET" --uds-permissions=666 clinic.wsgi:application

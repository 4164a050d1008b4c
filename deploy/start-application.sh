#!/bin/sh
# One application server. It listens on a Unix socket that nginx shares: the path stays when a container is made anew.
# PROCESSES and THREADS of each: the server that counts views has others than those of pages (docker-compose.yml).
set -eu

rm -f "$SOCKET" # a server that was killed leaves its socket behind, and the next one could not start
exec granian --interface=wsgi --workers="${PROCESSES:-2}" --blocking-threads="${THREADS:-8}" --backpressure="${AT_ONCE:-64}" --no-ws \
    --workers-kill-timeout=20 --respawn-failed-workers --log-level=warning \
    --uds="$SOCKET" --uds-permissions=666 clinic.wsgi:application

#!/bin/sh
# Asks Let's Encrypt for a certificate, and again when it nears its end. nginx answers the challenge and takes the result.
set -eu

domains="--domain $DOMAIN"
for other in ${OTHER_DOMAINS:-}; do domains="$domains --domain $other"; done

while true; do
    # Twice a day is what Let's Encrypt asks for. After a failure an hour: it allows five an hour.
    if certbot certonly --non-interactive --agree-tos --email "$CERTIFICATE_EMAIL" --cert-name bayan \
        --webroot --webroot-path "${CHALLENGES:-/srv/challenges}" \
        --keep-until-expiring --renew-with-new-domains $domains; then
        pause=43200
    else
        pause=3600
        echo "No certificate yet: does $DOMAIN lead here, and is port 80 open? Asking again in $pause seconds."
    fi
    sleep "$pause" &
    wait $!
done

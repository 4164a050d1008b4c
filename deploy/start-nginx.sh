#!/bin/sh
# nginx with deploy/nginx.conf. It starts before there is a certificate, with one of its own, and takes each new one.
# What may differ is a variable with its place in the container: the tests start this very script elsewhere.
set -eu

export DOMAIN OTHER_DOMAINS="${OTHER_DOMAINS:-}"
export HTTP="${HTTP:-80}" HTTPS="${HTTPS:-443}" HEALTH="${HEALTH:-127.0.0.1:8090}"
export PUBLIC="${PUBLIC:-/srv/public}" SOCKETS="${SOCKETS:-/run/bayan}" CHALLENGES="${CHALLENGES:-/srv/challenges}"
export STATE="${STATE:-/run/nginx}" PAGES="${PAGES:-/srv/bayan/deploy/pages}"
CERTIFICATE="${CERTIFICATE:-/etc/letsencrypt/live/bayan}" # where renew-certificate.sh puts the real one
LOOK_EVERY="${LOOK_EVERY:-60}"                            # seconds
export POSTS="${POSTS:-100}"                              # a second that one address may send, beside 2,000 at once

# Puts the real certificate in its place. Fails where there is none, or none that is new.
take_certificate() {
    [ -s "$CERTIFICATE/fullchain.pem" ] && [ -s "$CERTIFICATE/privkey.pem" ] || return 1
    cmp -s "$CERTIFICATE/fullchain.pem" "$STATE/fullchain.pem" && return 1
    cp "$CERTIFICATE/privkey.pem" "$STATE/privkey.new" && cp "$CERTIFICATE/fullchain.pem" "$STATE/fullchain.new" || return 1
    mv "$STATE/privkey.new" "$STATE/privkey.pem" && mv "$STATE/fullchain.new" "$STATE/fullchain.pem"
}

mkdir -p "$STATE" && chmod 755 "$STATE"
umask 077
take_certificate || [ -s "$STATE/fullchain.pem" ] || openssl req -x509 -newkey rsa:2048 -nodes -days 30 \
    -subj "/CN=$DOMAIN" -addext "subjectAltName=DNS:$DOMAIN" \
    -keyout "$STATE/privkey.pem" -out "$STATE/fullchain.pem" 2>/dev/null
# Only these names are replaced: nginx's own variables look the same.
envsubst '$DOMAIN $OTHER_DOMAINS $HTTP $HTTPS $HEALTH $PUBLIC $SOCKETS $CHALLENGES $STATE $PAGES $POSTS' \
    <deploy/nginx.conf >"$STATE/nginx.conf"
umask 022

while sleep "$LOOK_EVERY"; do
    if take_certificate; then
        nginx -c "$STATE/nginx.conf" -s reload && echo "nginx took a new certificate"
    fi
done &

exec nginx -c "$STATE/nginx.conf" -g "daemon off;"

#!/bin/sh
# Makes what compose.yaml and compose.single.yaml want in infra/secrets, once: passwords, connection strings, the master key.
# The certificate of the proxy is yours: put it there as tls.crt and tls.key. Nothing that is there already is changed.
set -eu
umask 077
directory=${1:-$(dirname "$0")/secrets}
mkdir -p "$directory"
cd "$directory"

random() { od -An -v -tx1 -N32 /dev/urandom | tr -d ' \n'; }
new() { [ -e "$1" ] && { echo "$1 is there already" >&2; return 1; } || true; }

if new master.key; then random > master.key; fi
if new eventstore.env && new redis.conf && new sagsspor.env; then
  admin=$(random) user=$(random) redis=$(random)
  printf 'EVENTSTORE_DEFAULT_ADMIN_PASSWORD=%s\nEVENTSTORE_DEFAULT_OPS_PASSWORD=%s\n' "$admin" "$(random)" > eventstore.env
  printf 'requirepass %s\n' "$redis" > redis.conf
  nodes=eventstore1:2113,eventstore2:2113,eventstore3:2113
  printf 'SAGSSPOR_EVENTSTORE=esdb://sagsspor:%s@%s?tls=true&tlsCAFile=/etc/eventstore/ca/ca.crt\nSAGSSPOR_JOBS=redis://:%s@redis:6379\n' \
    "$user" "$nodes" "$redis" > sagsspor.env
fi

# The containers read two of them as users of their own; on this machine the directory keeps everybody else out.
[ "$(id -u)" = 1000 ] || chown 1000:1000 master.key 2> /dev/null || echo 'chown 1000:1000 master.key: the containers run as that user' >&2
chmod 400 master.key
chmod 444 redis.conf
for file in tls.crt tls.key; do [ -e "$file" ] || echo "$file is still missing: certificate and key of the proxy, readable for user 1000" >&2; done
echo "secrets in $(pwd). Keep a copy of master.key apart from the data and from the backups."

#!/bin/sh
# Called by /data/rc.local at every boot: /service is a copy in memory, made anew from the system's own services.
set -u
here=$(cd "$(dirname "$0")" && pwd -P)
cd /
for part in common daemon config; do . "$here/installer/$part.sh"; done

rm -rf "/service/.$name.new"
[ -d "$service" ] || (put_service)
# rc.local goes on with the lines of others meanwhile.
[ -e "$config" ] || wait_for_batteries </dev/null >/dev/null 2>&1 &
exit 0

#!/bin/sh
# After Venus unpacked the archive from a USB stick into /data; $1 says how that went (before v3.10: nothing).
here=$(cd "$(dirname "$0")" && pwd)
folder=/data/BmsAggregator-$(cat "$here/version")
mkdir -p /var/log/bms-aggregator
if [ "${1:-success}" = success ]; then
    sh "$folder/install.sh" install --yes 2>&1
else
    echo "bms-aggregator: the archive could not be unpacked, is /data full? Nothing was changed"
fi | tee /var/log/bms-aggregator/install
rm -rf "$folder"

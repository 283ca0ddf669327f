#!/bin/sh
# Before Venus unpacks the archive from a USB stick into /data. Not 0 skips it: the stick may stay in for years.
here=$(cd "$(dirname "$0")" && pwd)
installed=/data/bms_aggregator/current/SHA256SUMS
if [ -f $installed ] && grep -q "$(sha256sum <$installed | cut -d' ' -f1)" "$here/releases"; then
    echo "bms-aggregator: this version is installed already"
    exit 1
fi
exit 0

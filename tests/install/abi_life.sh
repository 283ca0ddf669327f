# abi_life ABI MACHINE OTHER: the release archive on a device of this ABI under qemu-user: installed, rebooted, removed;
# shellcheck shell=sh
# and refused if it is only for the OTHER one.
abi_life() {
    new_device "$1"
    cp build/package/BmsAggregator-*.tar.gz "$device/data/release.tar.gz"
    echo "$2 $1 $3" >"$device/data/expected"
    boot <<'END'
read -r machine abi other </data/expected
same "$(uname -m)" "$machine"
ls /lib/*/libc-2.31.so >/dev/null || fail "the root has another glibc"
cd /tmp && tar xzf /data/release.tar.gz && cd /
install="$(echo /tmp/BmsAggregator-*)/install.sh"
cp -a /tmp/BmsAggregator-* /tmp/archive-other
rm /tmp/archive-other/$abi.payload.tar.gz
grep -v " $abi.payload" "$(dirname "$install")/SHA256SUMS" >/tmp/archive-other/SHA256SUMS
is_refused /tmp/archive-other/install.sh install --yes
says "none of the programs in this archive ($other.payload.tar.gz ) runs on this device ($machine)"
[ ! -e /data/bms_aggregator ] || fail "something was written"
step "the other ABI is refused"

succeeds "$install" install --yes
must "nothing is published" within 60 is_published
same "$($program status | grep -c 'Pack [123] .*online')" 3
step "installed: $(du -sk /data/bms_aggregator | cut -f1) kB on /data"

# The emulator's own memory is not the program's. A 32-bit program lies below 4 GiB in it, the emulator above.
if [ "$abi" = armv7hf ]; then
    resident=$(awk '/^[0-9a-f]+-/ { split($1, range, "-"); own = length(range[2]) <= 8 }
        /^Rss:/ && own { kb += $2 } END { print kb }' "/proc/$(pid_of_service)/smaps")
    [ "$resident" -gt 1000 ] || fail "the program is not where it was looked for"
    [ "$resident" -le 6144 ] || fail "$resident kB are resident"
    step "$resident kB resident (the program's own part of the emulator's memory)"
fi

# Another release of which not one file is the same: what two of them take at most. What stands behind an ELF file's end
# is nothing to the loader.
second=/tmp/archive-second
cp -a /tmp/BmsAggregator-* $second
rm $second/*.payload.tar.gz
mkdir /tmp/payload && cd /tmp/payload
tar xzf "$(dirname "$install")/$abi.payload.tar.gz"
find . -type f ! -name version | while read -r file; do echo >>"$file"; done
echo 2.9.0 >version
find . -type f ! -name SHA256SUMS | sed 's,^[.]/,,' | xargs sha256sum >SHA256SUMS
tar czf $second/$abi.payload.tar.gz .
cd $second
find . -type f ! -name SHA256SUMS | sed 's,^[.]/,,' | xargs sha256sum >SHA256SUMS
cd /
succeeds $second/install.sh install --yes
same "$(release_of current) $(release_of previous)" "2.9.0 2.0.0"
must "nothing is published by the second release" within 60 is_published
used=$(du -sk /data/bms_aggregator | cut -f1)
[ "$used" -le 14336 ] || fail "$used kB are used on /data"
step "two releases with no file in common: $used kB on /data"
succeeds /data/bms_aggregator/current/install.sh rollback
same "$(release_of current)" 2.0.0
END
    boot <<'END'
must "nothing is published after a reboot" within 60 is_published
succeeds /data/bms_aggregator/current/install.sh uninstall
must_be_gone
step "rebooted and uninstalled"
END
}

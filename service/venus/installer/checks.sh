# What must hold before anything is touched; sourced by install.sh.
# shellcheck shell=sh disable=SC2034
oldest_venus=2.80
margin_kb=1024

check_root() { [ "$(id -u)" = 0 ] || die "run this as root"; }

check_device() {
    check_root
    [ -d /data ] || die "there is no /data: this is no Venus OS device, or its data partition is not mounted; nothing was changed"
    [ -r /opt/victronenergy/version ] || die "there is no /opt/victronenergy/version: this is no Venus OS device; nothing was changed"
    venus=$(head -n 1 /opt/victronenergy/version)
    is_new_enough "$venus" || die "Venus OS $venus is too old, v$oldest_venus is needed; nothing was changed"
    command -v svc >/dev/null && [ -d /service ] || die "there are no daemontools or no /service; nothing was changed"
    touch "/data/.$name.probe" 2>/dev/null || die "/data cannot be written; nothing was changed"
    rm -f "/data/.$name.probe"
}

# v3.55, v3.70~12 and the like; text that is no version is a developer's own image and his to judge.
is_new_enough() {
    numbers=${1#v}
    major=${numbers%%.*}
    minor=${numbers#*.}
    minor=${minor%%[!0-9]*}
    case "$major$minor" in "" | *[!0-9]*) return 0 ;; esac
    [ "$major" -gt "${oldest_venus%.*}" ] || { [ "$major" = "${oldest_venus%.*}" ] && [ "${minor:-0}" -ge "${oldest_venus#*.}" ]; }
}

check_archive() {
    [ -f "$here/SHA256SUMS" ] && [ -n "$(payloads)" ] ||
        die "this is not the unpacked archive; get BmsAggregator-X.Y.Z.tar.gz, tar xzf it, and run the install.sh in there"
    damaged=$(cd "$here" && sha256sum -c SHA256SUMS 2>/dev/null | grep -v ': OK$')
    [ -z "$damaged" ] || die "the archive is damaged, copy it again ($(echo "$damaged" | tr '\n' ' ')); nothing was changed"
}

payloads() { (cd "$here" && ls -- *.payload.tar.gz 2>/dev/null); }

# The likely one first; whether it really runs here decides.
payloads_in_order() {
    case "$(uname -m)" in
        aarch64) likely=aarch64 ;;
        arm*) likely=armv7hf ;;
        *) likely=$(uname -m) ;;
    esac
    payloads | grep "^$likely"
    payloads | grep -v "^$likely"
}

# Into a folder in memory: what does not run on this device never reaches its flash.
unpack_payload() {
    work=$(mktemp -d "/tmp/$name-install.XXXXXX") || die "cannot write to /tmp; nothing was changed"
    for payload in $(payloads_in_order); do
        rm -rf "$work/release"
        mkdir "$work/release"
        tar xzf "$here/$payload" -C "$work/release" || die "cannot unpack into /tmp, is it full? Nothing was changed"
        version=$("$work/release/bin/$name" --version 2>/dev/null) && return
    done
    die "none of the programs in this archive ($(payloads | tr '\n' ' ')) runs on this device ($(uname -m)); nothing was changed"
}

# Files that the release in use has in the same form are shared with it, see stage_release.
check_space() {
    needed=$((margin_kb + $(
        cd "$work/release" && find . -type f | while read -r file; do
            cmp -s "$file" "$data/current/$file" || du -k "$file"
        done | awk '{ kb += $1 } END { print kb + 0 }'
    )))
    free=$(df -Pk /data | awk 'NR == 2 { print $4 }')
    [ "$free" -ge "$needed" ] || die "too little space on /data: $free kB are free, $needed kB are needed; nothing was changed"
}

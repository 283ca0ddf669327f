# Places, messages and the lock of the installer; sourced by install.sh and boot.sh.
# shellcheck shell=sh disable=SC2034  # used and set by the other parts
name=bms-aggregator
data=/data/bms_aggregator
config=$data/config.ini
releases=$data/releases
service=/service/$name
log_folder=/var/log/$name
lock=/run/$name.lock
work=""

say() { echo "$name: $*"; }
warn() { echo "$name: $*" >&2; }

# Nothing that was there before is changed when this is called before stage_release.
die() {
    warn "$*"
    exit 1
}

give_back() {
    [ -z "$work" ] || rm -rf "$work"
    rm -rf "$lock"
}

# has_argument /proc/PID TEXT: whether the process's command line has it.
has_argument() { tr '\0' ' ' 2>/dev/null <"$1/cmdline" | grep -qF "$2"; }

# Two installers at once would take each other's staging for leftovers. A lock whose owner is gone is nobody's.
take_lock() {
    if ! mkdir "$lock" 2>/dev/null; then
        owner=$(cat "$lock/pid" 2>/dev/null)
        [ -n "$owner" ] && has_argument "/proc/$owner" install.sh &&
            die "another installation is running (process $owner)"
        rm -rf "$lock"
        mkdir "$lock" || die "cannot write to /run"
    fi
    echo $$ >"$lock/pid"
    trap give_back EXIT
    trap 'exit 1' HUP INT TERM
}

# What a killed run left; of the files none was in use.
remove_leftovers() {
    finish_removal
    rm -rf "$releases"/.new-* "/service/.$name.new" "/tmp/$name-install".??????
    rm -f "$config.new" "$data"/.current.* "$data"/.previous.* /data/rc.local."$name"* /data/rc.local.disabled."$name"*
}

# replace_link LINK TARGET: without a moment in which there is no link, where mv can do that (busybox from 1.31 on).
replace_link() {
    temporary=$data/.${1##*/}.$$
    ln -s "$2" "$temporary" || die "cannot write to $data"
    mv -T "$temporary" "$1" 2>/dev/null && return
    rm -f "$temporary"
    ln -sfn "$2" "$1" || die "cannot write to $data"
}

answer_is_yes() {
    [ "$ask" = yes ] || return 1
    printf '%s: %s [y/N] ' "$name" "$1"
    read -r answer || return 1
    case "$answer" in [yY]*) return 0 ;; *) return 1 ;; esac
}

# has_command PROGRAM COMMAND: whether this version of the program knows it.
has_command() { "$1" --help 2>/dev/null | grep -q "^  $2 "; }

# The line in /data/rc.local that starts the service again after a reboot or a firmware update; sourced by install.sh.
# shellcheck shell=sh
rc_local=/data/rc.local
hook="[ -x $data/current/boot.sh ] && $data/current/boot.sh # $name"
own_file="# made for $name"

has_hook() { [ -f "$1" ] && grep -qF "$data/current/boot.sh" "$1"; }

# "Custom startup scripts: disabled" in the menu renames the file. A fresh rc.local beside it would keep the menu
# from bringing it back, with the lines of all others.
hook_file() {
    if [ ! -e $rc_local ] && [ -e $rc_local.disabled ]; then echo $rc_local.disabled; else echo $rc_local; fi
}

put_hook() {
    file=$(hook_file)
    has_hook "$file" || insert_hook "$file"
    [ "$file" = $rc_local ] ||
        warn "custom startup scripts are disabled in the menu (Settings, General, Support status): it will not start at a reboot until they are enabled"
    # Whoever took the permission away wants none of the lines to run; that is not ours to turn round.
    [ "$file" != $rc_local ] || [ -x $rc_local ] ||
        warn "$rc_local may not be executed, so Venus ignores it and it will not start at a reboot: chmod +x $rc_local"
}

# As the second line: many end with "exit 0". Every other byte stays.
insert_hook() {
    if [ ! -s "$1" ]; then
        printf '#!/bin/sh\n%s\n%s\n' "$own_file" "$hook" >"$1.$name" && chmod 755 "$1.$name" && mv "$1.$name" "$1" || die "cannot write $1"
        return
    fi
    {
        if head -n 1 "$1" | grep -q '^#!'; then
            head -n 1 "$1" | tr -d '\n'
            printf '\n%s\n' "$hook"
            tail -n +2 "$1"
        else
            printf '%s\n' "$hook"
            cat "$1"
        fi
    } >"$1.$name.text" && replace_text "$1"
}

# Keeps the owner, the permissions and, where it is one, the link.
replace_text() {
    target=$(readlink -f "$1")
    cp -p "$target" "$target.$name" && cat "$1.$name.text" >"$target.$name" && mv "$target.$name" "$target" || die "cannot write $1"
    rm -f "$1.$name.text"
    sync
}

remove_hook() {
    for file in $rc_local $rc_local.disabled; do
        has_hook "$file" || continue
        grep -vF "$data/current/boot.sh" "$file" >"$file.$name.text"
        if grep -qxF "$own_file" "$file" && [ "$(wc -l <"$file.$name.text")" = 2 ]; then
            rm -f "$file" "$file.$name.text"
            continue
        fi
        # grep ends the last line where it had no end.
        if [ -n "$(tail -c 1 "$file")" ]; then
            printf '%s' "$(cat "$file.$name.text")" >"$file.$name.whole" && mv "$file.$name.whole" "$file.$name.text"
        fi
        replace_text "$file"
    done
}

show_hook() {
    if has_hook $rc_local && [ -x $rc_local ]; then
        echo "start at boot: by $rc_local"
    elif has_hook $rc_local; then
        echo "start at boot: NO, $rc_local may not be executed (chmod +x $rc_local)"
    elif has_hook $rc_local.disabled; then
        echo "start at boot: NO, custom startup scripts are disabled in the menu (Settings, General, Support status)"
    else
        echo "start at boot: NO, the line in $rc_local is missing; install again"
    fi
}

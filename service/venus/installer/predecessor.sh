# The Python Battery Aggregator 1.1.0 and 1.2.0 that this program replaces; sourced by install.sh.
# 1.1.0 lived in /data/bms_aggregator by its documentation, 1.2.0's installer wrote to /data/battery-aggregator.
# shellcheck shell=sh
old_folder=/data/battery-aggregator
old_config=$old_folder/config.ini
old_manifest=/data/etc/venus-mods/$name.json
old_program=bms_aggregator.py

old_services() { grep -lF "$old_program" /service/*/run 2>/dev/null | sed 's,/run$,,'; }

old_places() {
    for place in "$data/$old_program" "$old_folder" "$old_manifest" $(old_services); do
        [ ! -e "$place" ] || echo "$place"
    done
    grep -nF -e "$old_program" -e "$old_folder" "$rc_local" 2>/dev/null | sed "s,^,$rc_local line ,"
}

find_predecessor() {
    places=$(old_places)
    [ -n "$places" ] || return 0
    say "found the Python aggregator, which this one replaces:"
    echo "$places" | sed 's/^/    /'
}

# 1.2.0 wrote its file where it did not read it (it read only $data/config.ini): its values may never have been in force.
take_old_config() {
    cp "$old_config" "$config.new" && keep_new_config
    say "took over $old_config as $config; version 1.2.0 never read it there, so please check its values"
}

stop_predecessor() {
    for folder in $(old_services); do
        stop_service "$folder" "/service/.${folder##*/}.old" || die "cannot stop $folder"
        say "stopped $folder"
    done
    # Started by hand or by rc.local, it would publish a second bank with the same instance.
    for process in /proc/[0-9]*; do
        has_argument "$process" "$old_program" || continue
        kill "${process#/proc/}" 2>/dev/null && say "stopped process ${process#/proc/} of the Python aggregator"
    done
}

remove_predecessor() {
    [ -n "$places" ] || return 0
    if [ "$remove_old" = no ]; then
        say "it is stopped, its files are kept; --remove-old deletes them"
        [ -z "$(old_rc_lines)" ] || warn "$rc_local starts it at a reboot: remove its lines there (install.sh install --remove-old does)"
        return
    fi
    rm -rf "$old_folder" "$old_manifest" "${data:?}/$old_program" /service/.*.old
    rmdir /data/etc/venus-mods 2>/dev/null
    if [ -n "$(old_rc_lines)" ]; then
        grep -vF -e "$old_program" -e "$old_folder" "$rc_local" >"$rc_local.$name.text"
        replace_text "$rc_local"
    fi
    say "the Python aggregator is deleted; $config stays"
}

old_rc_lines() { grep -F -e "$old_program" -e "$old_folder" "$rc_local" 2>/dev/null; }

show_predecessor() {
    places=$(old_places)
    [ -z "$places" ] || { echo "left of the Python aggregator:"; echo "$places" | sed 's/^/    /'; }
}

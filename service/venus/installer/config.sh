# The first configuration, and what is asked and said about it; sourced by install.sh and boot.sh.
# shellcheck shell=sh

# config_from_scan PROGRAM: writes the proposal for the batteries on the bus; says by its status whether there are any.
config_from_scan() { "$1" scan --ini >"$config.new" 2>/dev/null && [ -s "$config.new" ]; }

keep_new_config() {
    sync
    mv "$config.new" "$config" || die "cannot write $config"
}

make_config() {
    [ ! -e "$config" ] || return 0
    [ ! -f "$old_config" ] || { take_old_config; return; }
    program=$releases/$id/bin/$name
    if config_from_scan "$program"; then
        keep_new_config
        say "wrote $config for the batteries found on the bus:"
        sed 's/^/    /' "$config"
        say_what_to_check
        return
    fi
    rm -f "$config.new"
    # With the system still starting, the batteries come later: boot.sh waits for them.
    ! has_command "$program" scan || svscan_runs || { say "the configuration is made when the batteries are on the bus"; return; }
    cp "$releases/$id/config.ini" "$config.new" && keep_new_config
    found="found no battery on the bus"
    has_command "$program" scan || found="this version cannot look for batteries"
    say "$found; wrote the sample to $config: name your BMSes in its section [BMS]"
}

say_what_to_check() {
    say "please check the lines marked CHECK, and: are these all packs of the bank and no others; is the capacity that of the whole bank; are the
    ceilings of current and voltage right for cables, fuses and cells? ($data/current/bin/$name print-config shows every key)"
}

# wait_for_batteries: at a boot without a configuration. Two equal proposals: no pack is still on its way.
wait_for_batteries() {
    last=""
    tries=60
    while [ $tries -gt 0 ] && [ ! -e "$config" ]; do
        tries=$((tries - 1))
        sleep 10
        config_from_scan "$data/current/bin/$name" || continue
        proposal=$(sha256sum <"$config.new")
        if [ "$proposal" = "$last" ]; then
            keep_new_config
            svc -t "$service"
            return
        fi
        last=$proposal
    done
    rm -f "$config.new"
}

check_config() {
    [ -e "$config" ] || return 0
    "$data/current/bin/$name" check-config "$config" >"$work/errors" 2>&1 && return
    warn "the configuration has errors; charging is held low until they are mended:"
    sed 's/^/    /' "$work/errors" >&2
}

is_on_bus() { "$1" status >/dev/null 2>&1; }

say_what_next() {
    program=$data/current/bin/$name
    if has_command "$program" select && answer_is_yes "let Venus use it as battery monitor and controlling BMS now?"; then
        # The bank comes on the bus when every pack was heard, at the latest after startup_grace (60 s, if not configured).
        wait_for 90 is_on_bus "$program" || true
        "$program" select || warn "not selected; try again: $program select"
        return
    fi
    say "look at it:   $program status"
    if has_command "$program" select; then
        say "use it:       $program select"
    else
        say "use it:       Settings, System setup: Battery monitor and Controlling BMS"
    fi
}

# While it runs: Venus must not be left with a selected battery that is gone.
deselect() {
    program=$data/current/bin/$name
    has_command "$program" deselect || return 0
    "$program" --config "$config" deselect || warn "could not give back Venus's selection; check Settings, System setup, Battery monitor"
}

# When it does not run any more: it would claim its instance again. What is kept for the next time keeps its name too.
forget() {
    program=$data/current/bin/$name
    [ "$keep_config" = no ] && has_command "$program" forget || return 0
    "$program" --config "$config" forget || warn "could not take its entries out of Venus's settings; they do no harm"
}

show_config() {
    if [ ! -e "$config" ]; then
        echo "configuration: none yet"
    elif "$data/current/bin/$name" check-config "$config" >/dev/null 2>&1; then
        echo "configuration: $config is good"
    else
        echo "configuration: $config has ERRORS: $data/current/bin/$name check-config"
    fi
}

# The folder may hold the Python program too, which is the user's until he says otherwise.
remove_data() {
    rm -rf "$data/state"
    rm -f "$config.new"
    if [ "$keep_config" = yes ]; then
        say "removed; kept $config"
        return
    fi
    if [ -e "$data/bms_aggregator.py" ]; then
        say "removed; kept the Python program and its config.ini in $data"
        return
    fi
    rm -f "$config"
    # shellcheck disable=SC2012  # for people to read
    rmdir "$data" 2>/dev/null || [ ! -d "$data" ] || { warn "removed, but $data holds files of others: $(ls -A "$data" | tr '\n' ' ')"; return; }
    say "removed"
}

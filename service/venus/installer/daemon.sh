# The service under svscan; sourced by install.sh and boot.sh.
# shellcheck shell=sh
is_up() { svstat "$1" 2>/dev/null | grep -q ': up '; }
is_not_up() { ! is_up "$1"; }
is_ours() { grep -qF "$data/current" "$1/run" 2>/dev/null; }

# wait_for SECONDS COMMAND...: whether it came true in time.
wait_for() {
    left=$(($1 * 5))
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        usleep 200000 2>/dev/null || sleep 0.2
    done
}

# svscan must see the folder whole: with log/ added later the logger never starts.
put_service() {
    mkdir -p "$log_folder"
    if [ ! -d "$service" ]; then
        copy_service_to "/service/.$name.new" && mv "/service/.$name.new" "$service" || die "cannot write to /service"
        svrescan 2>/dev/null
        return 0
    fi
    for script in run log/run; do
        cmp -s "$data/current/service/$script" "$service/$script" && continue
        cp -p "$data/current/service/$script" "$service/$script.new" && mv "$service/$script.new" "$service/$script" ||
            die "cannot write to $service"
        [ $script = run ] || svc -t "$service/log"
    done
    # A start after a pause would be counted as one of a crash loop.
    rm -f "$service/starts"
    if is_up "$service"; then svc -t "$service"; else svc -u "$service"; fi
}

copy_service_to() {
    rm -rf "$1"
    mkdir -p "$1/log" && cp -p "$data/current/service/run" "$1/run" && cp -p "$data/current/service/log/run" "$1/log/run"
}

svscan_runs() { pidof svscan >/dev/null; }

# One that dies at once is started every second, and from the sixth time on it waits, which looks like being up.
stays_up() {
    [ "$(grep -c . "$service/starts" 2>/dev/null)" -le 2 ] || return 1
    seconds=$(svstat "$service" 2>/dev/null | sed -n 's/.*: up (pid [0-9]*) \([0-9]*\) seconds.*/\1/p')
    [ "${seconds:-0}" -ge 2 ]
}

wait_until_up() {
    svscan_runs || { say "it starts with the other services"; return; }
    wait_for 15 is_up "$service" || die "it does not start; see $log_folder/current"
    # The one before ends within a second.
    sleep 1
    wait_for 5 stays_up || die "it starts, but does not stay; see $log_folder/current"
    say "running: $(svstat "$service")"
}

# stop_service FOLDER HIDDEN: under its dot name svscan lets go of it.
stop_service() {
    rm -rf "$2"
    mv "$1" "$2" || return 1
    end_service "$2"
}

# The daemon goes first: a logger that is told to end while a line is under way waits for the next one, and svscan holds
# the pipe open.
end_service() {
    hidden=$1
    svc -dx "$hidden" 2>/dev/null
    wait_for 10 is_not_up "$hidden" || svc -k "$hidden"
    svc -dx "$hidden/log" 2>/dev/null
    wait_for 2 is_not_up "$hidden/log" || svc -kx "$hidden/log"
    wait_for 5 supervisors_ended "$hidden" || warn "its supervise is still running; a reboot ends it"
}
supervisors_ended() { ! svok "$1" && ! svok "$1/log"; }

gone_service=/service/.$name.gone

remove_service() {
    ! is_ours "$service" || stop_service "$service" "$gone_service" || die "cannot write to /service"
    rm -rf "$gone_service"
}

# What an uninstall that was cut off had hidden from svscan still runs.
finish_removal() {
    [ -d "$gone_service" ] || return 0
    end_service "$gone_service"
    rm -rf "$gone_service"
}

show_service() {
    if [ -d "$service" ]; then
        svstat "$service" "$service/log" 2>&1
        cmp -s "$data/current/service/run" "$service/run" || echo "service: $service/run is NOT the one of the current release"
    else
        echo "service: none in /service"
    fi
}

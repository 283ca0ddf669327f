# What the tests' scripts say on the device.
# shellcheck shell=sh
program=/data/bms_aggregator/current/bin/bms-aggregator
name=bms-aggregator

step() { echo "- $*"; }
fail() {
    echo "FAIL: $*"
    echo "  installer: $(tail -n 5 /tmp/out 2>/dev/null)"
    echo "  service: $(svstat /service/$name 2>&1)"
    tail -n 15 /var/log/$name/current 2>/dev/null
    cat /tmp/usb.log 2>/dev/null
    exit 1
}
# must WHAT COMMAND...
must() {
    what=$1
    shift
    "$@" || fail "$what"
}
# run COMMAND...: keeps what it says in /tmp/out and its status in $result.
run() { result=0; "$@" >/tmp/out 2>&1 </dev/null || result=$?; }
succeeds() { run "$@"; [ $result = 0 ] || fail "exit status $result: $*"; }
is_refused() { run "$@"; [ $result != 0 ] || fail "was not refused: $*"; }
says() { grep -q -e "$1" /tmp/out || fail "does not say \"$1\": $(cat /tmp/out)"; }
within() {
    left=$(($1 * 5))
    shift
    until "$@"; do
        left=$((left - 1))
        [ $left -gt 0 ] || return 1
        usleep 200000
    done
}
# kill_after MILLISECONDS COMMAND: the command and all it started die then.
kill_after() {
    setsid sh -c "exec $2" >/tmp/out 2>&1 </dev/null &
    victim=$!
    usleep $(($1 * 1000))
    kill -9 -$victim 2>/dev/null
    wait $victim 2>/dev/null
}
same() { [ "$1" = "$2" ] || fail "\"$1\" is not \"$2\""; }

is_published() { $program status 2>/dev/null | grep -q SOC; }
is_running() { svstat /service/$name 2>/dev/null | grep -q ': up '; }
must_run() { must "nothing is published" within 20 is_published; }
pid_of_service() { svstat /service/$name | sed -n 's/.*(pid \([0-9]*\)).*/\1/p'; }
release_of() { readlink "/data/bms_aggregator/$1" | sed 's,releases/\([^-]*\)-.*,\1,'; }

# What localsettings holds, which it writes to a file a little later than it answers.
setting() { sed -n "s,^[si] $1 ,,p" /venus/settings; }
setting_is() { [ "$(setting "/Settings/SystemSetup/$1")" = "$2" ]; }
selected() { setting_is BatteryService "com.victronenergy.battery/$1" && setting_is BmsInstance "$1"; }
no_setting_is_ours() { ! grep -q -e bms_aggregator -e 'battery/28[0-9]' /venus/settings; }

# must_be_gone: no file, process, hook or setting of ours.
must_be_gone() {
    left=$(find /data /service /run /tmp /var/log/ -name '*bms*aggregator*' ! -path '/run/media/*' ! -path '/tmp/archive*' ! -path '/tmp/BmsAggregator*' 2>/dev/null)
    [ -z "$left" ] || fail "files are left: $left"
    # shellcheck disable=SC2009  # the arguments tell, and pgrep finds itself
    left=$(ps -o pid,args | grep -e 'bms-aggregator' -e 'bms_aggregator' | grep -v -e grep -e 'bms-sim')
    [ -z "$left" ] || fail "processes are left: $left"
    ! grep -q bms_aggregator /data/rc.local 2>/dev/null || fail "the hook is left"
    within 5 no_setting_is_ours || fail "settings are left: $(grep -e bms_aggregator -e 'battery/28[0-9]' /venus/settings)"
}

# What the cases of the installer's test say; sourced. $work holds the archives that run made.
# shellcheck shell=sh
# new_device [FIRMWARE]: a device that never saw the package, with three packs. FIRMWARE: gx (x86-64), armv7hf, aarch64
new_device() {
    firmware=${1:-gx}
    device=$(mktemp -d "$work/device.XXXXXX")
    mkdir "$device/data" "$device/media" "$device/venus"
    ln -s "$work/firmware/$firmware" "$device/root"
    ln -s "$work/bms-sim" "$device/bms-sim"
    ln -s "$work/fake-localsettings" "$device/fake-localsettings"
    cat >"$device/venus/settings" <<'END'
s /Settings/SystemSetup/BatteryService com.victronenergy.battery/1
i /Settings/SystemSetup/BmsInstance 1
i /Settings/Services/Bol 1
END
    case "$firmware" in
        gx) : >"$device/native" ;;
        armv7hf) echo arm >"$device/emulators" ;;
        aarch64) echo aarch64 >"$device/emulators" ;;
    esac
    echo "--packs 3 --all soc=70,current=20,ccl=100,dcl=150,capacity=150" >"$device/packs"
}

# put ARCHIVE: as scp does.
put() { cp "$work/archives/$1" "$device/data/$1"; }

# boot <<EOF: power on, the script, power off.
boot() {
    cat >"$device/script"
    "$tests/boot" "$device" "$device/script" >"$device/log" 2>&1 && { [ -z "${VERBOSE:-}" ] || cat "$device/log"; return; }
    echo "FAILED in $case, at a boot whose script begins: $(head -n 2 "$device/script")"
    sed 's/^/    /' "$device/log"
    exit 1
}

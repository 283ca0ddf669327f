# What distinguishes the ABIs of the package; sourced. Usage: describe_abi armv7hf|aarch64|x86_64
# Sets debian (architecture), triplet, loader, emulator. x86_64 is for the tests of the installer only.
# shellcheck shell=sh disable=SC2034  # used by whoever sources this

# libsystemd wants these for its journals; for the bus it calls none of them. A third of the package's bytes.
stand_ins="libgcrypt.so.20 liblzma.so.5 libzstd.so.1 liblz4.so.1"

describe_abi() {
    case "$1" in
        armv7hf) debian=armhf triplet=arm-linux-gnueabihf loader=ld-linux-armhf.so.3 emulator=qemu-arm-static ;;
        aarch64) debian=arm64 triplet=aarch64-linux-gnu loader=ld-linux-aarch64.so.1 emulator=qemu-aarch64-static ;;
        x86_64) debian=amd64 triplet=x86_64-linux-gnu loader=ld-linux-x86-64.so.2 emulator="" ;;
        *) echo "no such ABI: $1 (armv7hf, aarch64)" >&2; return 2 ;;
    esac
}

#!/bin/sh
# Puts bms-aggregator on a Venus OS device, takes it off again. For busybox sh; root's file system is never touched.
#
#   install.sh install [--yes] [--remove-old]   also upgrades and repairs; config.ini and state stay
#   install.sh upgrade                          the same
#   install.sh rollback                         back to the release before, and forth again
#   install.sh uninstall [--keep-config]        leaves nothing but, if asked to, config.ini
#   install.sh status                           what is installed, and what stands in its way
#
# --yes asks nothing and selects nothing. --remove-old deletes the Python aggregator of before, which is only stopped otherwise.
# shellcheck disable=SC2034  # the parts use them
set -u
here=$(cd "$(dirname "$0")" && pwd -P)
cd /

for part in common checks release daemon hook config predecessor; do . "$here/installer/$part.sh"; done

usage() { sed -n '4,10s/^# *//p' "$here/install.sh"; }

install() {
    check_device
    check_archive
    take_lock
    remove_leftovers
    unpack_payload
    check_space
    find_predecessor
    stage_release
    make_config
    switch_release
    stop_predecessor
    put_service
    put_hook
    remove_old_releases
    wait_until_up
    check_config
    remove_predecessor
    say_what_next
}

rollback() {
    check_device
    take_lock
    swap_releases
    put_service
    put_hook
    wait_until_up
}

uninstall() {
    check_root
    # An uninstall that was cut off is finished by the next.
    [ -d "$data" ] || die "it is not installed"
    take_lock
    remove_leftovers
    deselect
    remove_hook
    remove_service
    forget
    rm -rf "$log_folder"
    remove_releases
    remove_data
}

status() {
    show_release
    show_service
    show_hook
    show_config
    show_predecessor
}

command=${1:-help}
[ $# -gt 0 ] && shift
ask=yes
remove_old=no
keep_config=no
for option; do
    case "$command $option" in
        "install --yes" | "upgrade --yes" | "rollback --yes" | "uninstall --yes") ask=no ;;
        "install --remove-old" | "upgrade --remove-old") remove_old=yes ;;
        "uninstall --keep-config") keep_config=yes ;;
        *) echo "not understood: $command $option" >&2; usage >&2; exit 2 ;;
    esac
done
[ -t 0 ] || ask=no

case "$command" in
    install | upgrade) install ;;
    rollback | uninstall | status) "$command" ;;
    help | --help | -h) usage ;;
    *) echo "not understood: $command" >&2; usage >&2; exit 2 ;;
esac
exit

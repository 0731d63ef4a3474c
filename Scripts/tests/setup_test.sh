# shellcheck shell=bash disable=SC2154
# Scripts/setup: its checks, with local files in place of downloads.

# A release folder with the library and header that `make setup` has installed.
make_release() {
    mkdir -p "$scratch/release"
    cp "$engine_prefix/lib/libduckdb.so" "$engine_prefix/include/duckdb.h" "$scratch/release/"
    export DUCKDB_RELEASE=$scratch/release
}

# A small library that claims a version: make_library VERSION
make_library() {
    local clang
    clang=$(command -v clang || echo "$(dirname "$(readlink -f "$(command -v swiftc)")")/clang")
    printf 'const char *duckdb_library_version(void) { return "%s"; }\n' "$1" |
        "$clang" -shared -fPIC -nostdlib -o "$DUCKDB_RELEASE/libduckdb.so" -x c -
}

machine=$(uname -m)

test_release_folder_is_installed_as_a_prefix() {
    make_release
    setup_as "$machine"
    cmp "$DUCKDB_RELEASE/libduckdb.so" "$DUCKDB_PREFIX/lib/libduckdb.so"
    cmp "$DUCKDB_RELEASE/duckdb.h" "$DUCKDB_PREFIX/include/duckdb.h"
    [ "$(PKG_CONFIG_PATH=$DUCKDB_PREFIX/lib/pkgconfig pkg-config --modversion duckdb)" = 1.5.4 ]
    [ -z "$(find "$DUCKDB_PREFIX" -name '*.new')" ]
}

test_second_run_does_nothing() {
    make_release
    setup_as "$machine"
    before=$(find "$DUCKDB_PREFIX" -type f -printf '%p %i %T@\n')
    [ -z "$(setup_as "$machine" 2>&1)" ]
    [ "$(find "$DUCKDB_PREFIX" -type f -printf '%p %i %T@\n')" = "$before" ]
}

test_release_of_another_version_is_refused() {
    make_release
    make_library v1.5.3
    setup_fails "$machine" "libduckdb.so reports v1.5.3, expected v1.5.4"
    [ ! -e "$DUCKDB_PREFIX" ]
}

test_release_for_another_machine_is_refused() {
    make_release
    make_library v1.5.4
    # The machine of an ELF file: 0x00f3 is RISC-V.
    printf '\xf3\x00' | dd of="$DUCKDB_RELEASE/libduckdb.so" bs=1 seek=18 conv=notrunc status=none
    setup_fails "$machine" "is for another machine, this machine is $machine"
    [ ! -e "$DUCKDB_PREFIX" ]
}

test_release_without_header_is_refused() {
    make_release
    rm "$DUCKDB_RELEASE/duckdb.h"
    setup_fails "$machine" "has no duckdb.h"
    [ ! -e "$DUCKDB_PREFIX" ]
}

test_release_with_another_header_is_refused() {
    make_release
    echo "// changed" >>"$DUCKDB_RELEASE/duckdb.h"
    setup_fails "$machine" "duckdb.h is not the header of v1.5.4" "$(sha256sum "$DUCKDB_RELEASE/duckdb.h" | cut -d' ' -f1)"
    [ ! -e "$DUCKDB_PREFIX" ]
}

test_machine_without_a_package_is_told_of_the_release() {
    setup_fails riscv64 "no packaged libduckdb for riscv64" "DUCKDB_RELEASE"
    [ ! -e "$DUCKDB_PREFIX" ]
}

# The package comes through pip, from a local folder, with one byte too many in its library.
test_package_with_another_checksum_is_refused() {
    make_wheel "$scratch/wheels"
    export PIP_NO_INDEX=1 PIP_FIND_LINKS=$scratch/wheels
    setup_fails x86_64 "libduckdb.so of bareduckdb==0.10.154 is not the file" \
        "expected SHA-256 d7f30ef2ef4b813edb94ce82906329cc689672624a4161617ea33431040ce174" \
        "found SHA-256    $(printf 'not the engine' | sha256sum | cut -d' ' -f1)"
    [ ! -e "$DUCKDB_PREFIX" ]
}

make_wheel() {
    mkdir -p "$1"
    python3 - "$1" <<'EOF'
import sys, zipfile
tag = "cp312-abi3-manylinux_2_28_x86_64"
with zipfile.ZipFile(f"{sys.argv[1]}/bareduckdb-0.10.154-{tag}.whl", "w") as wheel:
    wheel.writestr("bareduckdb/_libs/libduckdb.so", "not the engine")
    folder = "bareduckdb-0.10.154.dist-info"
    wheel.writestr(f"{folder}/METADATA", "Metadata-Version: 2.1\nName: bareduckdb\nVersion: 0.10.154\n")
    wheel.writestr(f"{folder}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tag}\n")
    wheel.writestr(f"{folder}/RECORD", "")
EOF
}

test_failed_download_says_how_to_mend_it() {
    mkdir "$scratch/empty"
    export PIP_NO_INDEX=1 PIP_FIND_LINKS=$scratch/empty
    setup_fails x86_64 "downloading failed" "Check the connection to the Python package index"
    [ ! -e "$DUCKDB_PREFIX" ]
}

test_foreign_library_is_neither_replaced_nor_removed() {
    make_release
    mkdir -p "$DUCKDB_PREFIX/lib"
    echo foreign >"$DUCKDB_PREFIX/lib/libduckdb.so"
    setup_fails "$machine" "lib/libduckdb.so is there already and not from this script" "FORCE=1"
    [ "$(cat "$DUCKDB_PREFIX/lib/libduckdb.so")" = foreign ]
    setup_as "$machine" --remove
    [ "$(cat "$DUCKDB_PREFIX/lib/libduckdb.so")" = foreign ]
}

test_force_replaces_a_foreign_library() {
    make_release
    mkdir -p "$DUCKDB_PREFIX/lib"
    echo foreign >"$DUCKDB_PREFIX/lib/libduckdb.so"
    FORCE=1 setup_as "$machine"
    cmp "$DUCKDB_RELEASE/libduckdb.so" "$DUCKDB_PREFIX/lib/libduckdb.so"
}

test_remove_takes_away_what_was_installed() {
    make_release
    setup_as "$machine"
    setup_as "$machine" --remove
    [ -z "$(find "$DUCKDB_PREFIX" -type f)" ]
    [ ! -e "$scratch/checkout/.tools" ]
}

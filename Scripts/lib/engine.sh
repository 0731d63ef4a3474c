# shellcheck shell=bash
# libduckdb as an ordinary prefix: include/duckdb.h, lib/libduckdb.so, lib/pkgconfig/duckdb.pc.
#
# duckdb.pc is also the receipt: it names the checksum of the library it was installed with, so that another
# library in the same place is noticed and neither replaced nor removed.

library=$prefix/lib/libduckdb.so
header=$prefix/include/duckdb.h
package=$prefix/lib/pkgconfig/duckdb.pc

install_engine() {
    if engine_is_installed; then return; fi
    refuse_foreign_engine
    if [ -n "${DUCKDB_RELEASE:-}" ]; then
        take_release "$DUCKDB_RELEASE"
    else
        fetch_engine
    fi
    say "installing libduckdb $duckdb_version in $prefix"
    write_package_file "$(sha256_of "$work/libduckdb.so")"
    install_whole 644 "$work/duckdb.h" "$header"
    install_whole 755 "$work/libduckdb.so" "$library"
    install_whole 644 "$work/duckdb.pc" "$package"
    if [ "$prefix" = /usr/local ]; then privileged /etc/ld.so.cache ldconfig; fi
}

engine_is_installed() {
    [ -e "$library" ] && [ -e "$header" ] && grep -qsx "Version: $duckdb_version" "$package" || return 1
    local sum
    sum=$(sha256_of "$library")
    [ "$sum" = "$(receipt)" ] || return 1
    [ -z "${DUCKDB_RELEASE:-}" ] || [ "$sum" = "$(sha256_of "$DUCKDB_RELEASE/libduckdb.so" 2>/dev/null)" ]
}

receipt() {
    sed -n 's/^libduckdb_sha256=//p' "$package" 2>/dev/null
}

# Whether what is in the prefix was put there by this script, or is the very library or header it would put there.
engine_is_ours() {
    if [ ! -e "$library" ]; then
        # A set-up that was killed half-way leaves the header.
        [ -e "$header" ] && [ "$(sha256_of "$header")" = "$header_sha256" ]
        return
    fi
    local sum
    sum=$(sha256_of "$library")
    [ "$sum" = "$libduckdb_sha256" ] || [ "$sum" = "$(receipt)" ]
}

refuse_foreign_engine() {
    local file
    if engine_is_ours || [ "${FORCE:-}" = 1 ]; then return; fi
    for file in "$library" "$header" "$package"; do
        [ ! -e "$file" ] || die "$file is there already and not from this script." \
            "Remove it, set DUCKDB_PREFIX to another folder, or set FORCE=1 to replace it."
    done
}

fetch_engine() {
    [ "$(uname -m)" = x86_64 ] || die "there is no packaged libduckdb for $(uname -m)." \
        "Unpack the official release libduckdb-linux-*.zip $duckdb_version and set DUCKDB_RELEASE to its folder."
    local platform platforms=()
    for platform in $libduckdb_platforms; do platforms+=(--platform "$platform"); done
    say "fetching libduckdb $duckdb_version (34 MB)"
    download "$work/engine" --only-binary :all: --python-version 3.12 "${platforms[@]}" "$libduckdb_wheel"
    extract "$work"/engine/*.whl "$libduckdb_member" "$work/libduckdb.so"
    check_sha256 "$work/libduckdb.so" "$libduckdb_sha256" "libduckdb.so of $libduckdb_wheel"
    fetch_header
}

# pip prepares a source distribution with its build tools even to download it only; they are thrown away after.
fetch_header() {
    say "fetching duckdb.h from DuckDB's source distribution (18 MB, about half a minute)"
    make_venv "$work/build" "$root/Scripts/requirements-header.txt"
    printf '%s --hash=sha256:%s\n' "$header_sdist" "$header_sdist_sha256" >"$work/sdist.txt"
    PATH=$work/build/bin:$PATH quietly "downloading $header_sdist" \
        "Check the connection to the Python package index, then run it again." \
        "$work/build/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work/sdist" \
        --no-binary :all: --no-build-isolation --require-hashes --requirement "$work/sdist.txt"
    quietly "unpacking $header_member" "The package may have been damaged on its way: run it again." \
        tar -xzf "$work"/sdist/*.tar.gz -C "$work/sdist" "$header_member"
    cp "$work/sdist/$header_member" "$work/duckdb.h"
    check_sha256 "$work/duckdb.h" "$header_sha256" "duckdb.h of $header_sdist"
}

write_package_file() {
    cat >"$work/duckdb.pc" <<EOF
prefix=$prefix
libdir=\${prefix}/lib
includedir=\${prefix}/include
libduckdb_sha256=$1

Name: DuckDB
Description: DuckDB's C API, the release library
Version: $duckdb_version
Libs: -L\${libdir} -lduckdb
Cflags: -I\${includedir}
EOF
}

remove_engine() {
    if engine_is_ours; then
        say "removing libduckdb from $prefix"
        privileged "$library" rm -f "$library" "$header" "$package"
        if [ "$prefix" = /usr/local ]; then privileged /etc/ld.so.cache ldconfig; fi
    elif [ -e "$library" ]; then
        say "leaving $library, which is not from this script"
    fi
}

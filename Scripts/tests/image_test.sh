# shellcheck shell=bash disable=SC2154
# What the Dockerfile runs, with small files in place of a release and a package.

archive_with() {
    printf '%s' "$1" >"$scratch/libduckdb.so"
    (cd "$scratch" && python3 -m zipfile -c archive.zip libduckdb.so)
    export LIBDUCKDB_URL=file://$scratch/archive.zip
    sum=$(sha256sum "$scratch/archive.zip" | cut -d ' ' -f 1)
}

test_image_takes_no_engine_without_its_checksum() {
    archive_with "anything"
    if output=$(Scripts/image/libduckdb "$scratch/release" 2>&1); then fail "taken: $output"; fi
    grep -qF "$sum" <<<"$output" || fail "its checksum is not shown: $output"
    [ ! -e "$scratch/release/libduckdb.so" ] || fail "unpacked all the same"
}

test_image_takes_no_engine_with_another_checksum() {
    archive_with "anything"
    if output=$(LIBDUCKDB_SHA256=${sum//[0-9]/0} Scripts/image/libduckdb "$scratch/release" 2>&1); then fail "taken"; fi
    grep -qF "expected ${sum//[0-9]/0}" <<<"$output" || fail "not said: $output"
}

test_image_checks_what_an_archive_holds() {
    archive_with "no library"
    if output=$(LIBDUCKDB_SHA256=$sum Scripts/image/libduckdb "$scratch/release" 2>&1); then fail "taken: $output"; fi
    [ -e "$scratch/release/libduckdb.so" ] || fail "not unpacked: $output"
    grep -qF "has no duckdb.h" <<<"$output" || fail "not said: $output"
}

test_dockerfile_names_the_pinned_engine() {
    # shellcheck source=Scripts/pins.sh
    source Scripts/pins.sh
    grep -qF "/v$duckdb_version/libduckdb-linux-" Dockerfile || fail "Dockerfile and Scripts/pins.sh differ"
}

test_stubs_are_made_for_targets_without_sources_only() {
    mkdir -p "$scratch/Sources/Kept"
    echo "let kept = 1" >"$scratch/Sources/Kept/Kept.swift"
    made=$(cd "$scratch" && python3 "$OLDPWD/Scripts/image/stubs.py" <<<'{"targets": [
        {"name": "Kept", "type": "regular", "resources": []},
        {"name": "Program", "type": "executable", "path": "Elsewhere", "resources": []},
        {"name": "Tests", "type": "test", "resources": [{"path": "Data/one.json"}]}]}')
    expected=$(printf '%s\n' Elsewhere/Stub.swift Tests/Tests/Stub.swift Tests/Tests/Data/one.json)
    [ "$made" = "$expected" ] || fail "made: $made"
    while read -r file; do [ -e "$scratch/$file" ] || fail "$file is not there"; done <<<"$made"
}

# shellcheck shell=bash disable=SC2154
# Scripts/check-foundation, with small programs in place of the function.

test_program_that_links_foundation_is_refused() {
    printf 'import Foundation\nprint(Date().formatted())\n' >"$scratch/main.swift"
    swiftc "$scratch/main.swift" -o "$scratch/program"
    if output=$(Scripts/check-foundation "$scratch/program" 2>&1); then fail "not refused: $output"; fi
    grep -qF "libFoundation.so" <<<"$output" || fail "not named: $output"
}

test_program_that_links_essentials_passes() {
    printf 'import FoundationEssentials\nprint(Date())\n' >"$scratch/main.swift"
    swiftc "$scratch/main.swift" -o "$scratch/program"
    Scripts/check-foundation "$scratch/program"
}

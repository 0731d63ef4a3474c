# shellcheck shell=bash disable=SC2154
# Scripts/check-sources, with small sources in place of the real ones.

# source_file: makes standard input the only source.
source_file() {
    mkdir -p "$scratch/checkout/Sources/Module"
    cat >"$scratch/checkout/Sources/Module/File.swift"
}

check() { "$scratch/checkout/Scripts/check-sources"; }

refuses() { fails check "$@"; }

test_words_in_comments_and_strings_are_no_code() {
    source_file <<'EOF'
// try! as! fatalError( @unchecked Sendable
let text = "try! \(value) as! /* fatalError("
EOF
    check
}

test_traps_are_named_with_their_lines() {
    source_file <<'EOF'
let one = try! open()
let two = "\(any as! Int)"
func three() { fatalError("three") }
EOF
    refuses 'Sources/Module/File.swift:1: `try!`' 'File.swift:2: `as!`' 'File.swift:3: `fatalError(`'
}

test_trap_with_a_reason_right_above_passes() {
    source_file <<'EOF'
// The pattern is a constant.
let one = try! open()
EOF
    check
}

test_unchecked_sendable_needs_a_proof_right_above() {
    source_file <<'EOF'
/// Immutable after `init`.
@available(*, noasync)
final class Proven: @unchecked Sendable {}

final class Unproven: @unchecked Sendable {}
EOF
    refuses 'File.swift:5: `@unchecked Sendable` without a comment'
    sed -i '5s/@unchecked Sendable/Sendable/' "$scratch/checkout/Sources/Module/File.swift"
    check
}

test_client_has_unchecked_sendable_in_handles_only() {
    local client=$scratch/checkout/Sources/DuckDBClient
    source_file <<<'let nothing = 0'
    mkdir -p "$client/Handles" "$client/Rows"
    printf '/// Immutable.\nfinal class Owner: @unchecked Sendable {}\n' >"$client/Handles/Owner.swift"
    check
    mv "$client/Handles/Owner.swift" "$client/Rows"
    refuses 'Rows/Owner.swift:2: `@unchecked Sendable` in the client, but not in Handles'
}

test_file_of_more_than_300_lines_is_refused() {
    seq -f '// %g' 300 | source_file
    check
    seq -f '// %g' 301 | source_file
    refuses 'File.swift:1: 301 lines'
}

# shellcheck shell=bash disable=SC2154
# Scripts/sanitizers/mutex.c: what ThreadSanitizer says of a Mutex that threads wait for, with it and without.

# make_program BODY: threads that all run the body, again and again.
make_program() {
    local clang
    clang=$(command -v clang || echo "$(dirname "$(readlink -f "$(command -v swiftc)")")/clang")
    "$clang" -shared -fPIC -O1 -o "$scratch/mutex.so" "$scratch/checkout/Scripts/sanitizers/mutex.c"
    cat >"$scratch/main.swift" <<EOF
import Glibc
import Synchronization

final class Count: @unchecked Sendable {
    let locked = Mutex(0)
    var unlocked = 0
}
let count = Count()
func work() { $1 }
let threads = (0..<4).map { _ in
    var thread = pthread_t()
    pthread_create(&thread, nil, { _ in (0..<2000).forEach { _ in work() }; return nil }, nil)
    return thread
}
threads.forEach { pthread_join(\$0, nil) }
EOF
    swiftc -swift-version 5 -sanitize=thread "$scratch/main.swift" -o "$scratch/program"
}

test_lock_that_threads_wait_for_is_no_race() {
    make_program 'count.locked.withLock { $0 += 1; if $0 % 16 == 0 { usleep(50) } }'
    LD_PRELOAD=$scratch/mutex.so "$scratch/program"
}

test_race_is_found() {
    make_program 'count.unlocked += 1; count.locked.withLock { $0 += 1; if $0 % 16 == 0 { usleep(50) } }'
    if LD_PRELOAD=$scratch/mutex.so "$scratch/program" 2>"$scratch/output"; then fail "no race found"; fi
    grep -qF "Swift access race" "$scratch/output" || fail "$(head -n 20 "$scratch/output")"
}

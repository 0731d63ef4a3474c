# shellcheck shell=bash disable=SC2154
# Scripts/check-c-api, with a small header, client and table in place of the real ones.

make_client() {
    client=$scratch/checkout/Sources/DuckDBClient/Handles
    table=$scratch/checkout/Documentation/c-api.csv
    mkdir -p "$DUCKDB_PREFIX/include" "$client" "$(dirname "$table")"
    cat >"$DUCKDB_PREFIX/include/duckdb.h" <<'EOF'
//-----
// Functions
//-----

//-----
// Open Connect
//-----
// DESCRIPTION:
// duckdb_open and its like.
//-----
/*! Opens. DEPRECATION NOTICE of another function. */

/*! Opens. */
DUCKDB_C_API duckdb_state duckdb_open(const char *path,
                                      duckdb_database *out);

DUCKDB_C_API void duckdb_close(duckdb_database *database);

//-----
// Query Execution
//-----
#ifndef DUCKDB_API_NO_DEPRECATED
DUCKDB_C_API idx_t duckdb_row_count(duckdb_result *result);
#endif
DUCKDB_C_API idx_t duckdb_rows_changed(duckdb_result *result);
EOF
    cat >"$client/Handle.swift" <<'EOF'
// duckdb_row_count is of no use here.
/* Nor is /* duckdb_row_count */ duckdb_row_count. */
let text = "duckdb_row_count(\"\(duckdb_open("duckdb_row_count)", name)) duckdb_row_count"
let raw = #"" duckdb_row_count \(duckdb_row_count)"#
let lines = """
    duckdb_row_count " duckdb_row_count
    """
duckdb_close(&database)
EOF
    cat >"$table" <<'EOF'
function,area,deprecated,reached,reason
duckdb_open,Open Connect,no,yes,
duckdb_close,Open Connect,no,yes,
duckdb_row_count,Query Execution,yes,no,"deprecated: rows, one by one"
duckdb_rows_changed,Query Execution,no,no,not yet
EOF
}

check() { "$scratch/checkout/Scripts/check-c-api" "$@"; }

refuses() { fails check "$@"; }

test_table_that_says_what_is_so_passes() {
    make_client
    output=$(check --areas)
    grep -qF "reached 2 of 4 functions, 2 of the 3 that are not deprecated" <<<"$output" || fail "$output"
    grep -qE "2 of +2  Open Connect" <<<"$output" || fail "$output"
}

test_writing_a_table_that_is_right_changes_nothing() {
    make_client
    cp "$table" "$scratch/before"
    check --write
    cmp "$table" "$scratch/before"
}

test_function_that_is_new_in_the_header_is_named() {
    make_client
    echo 'DUCKDB_C_API void duckdb_new_one(void);' >>"$DUCKDB_PREFIX/include/duckdb.h"
    refuses "+ duckdb_new_one: in duckdb.h (Query Execution), not in the table" "Scripts/check-c-api --write"
}

test_function_that_left_the_header_is_named() {
    make_client
    echo 'duckdb_old_one,Query Execution,no,no,not yet' >>"$table"
    refuses "- duckdb_old_one: in the table, not in duckdb.h"
}

test_function_that_became_reached_is_named_and_loses_its_reason() {
    make_client
    echo 'duckdb_rows_changed(&result)' >>"$client/Handle.swift"
    refuses "~ duckdb_rows_changed: reached is yes, the table says no"
    check --write
    grep -qx "duckdb_rows_changed,Query Execution,no,yes," "$table"
    check
}

test_function_that_is_no_longer_reached_wants_a_reason() {
    make_client
    sed -i 's/^duckdb_close.*//' "$client/Handle.swift"
    refuses "~ duckdb_close: reached is no, the table says yes"
    if check --write; then fail "a gap without a reason passed"; fi
    refuses "! duckdb_close (Open Connect): not reached, without a reason"
    grep -qF '"deprecated: rows, one by one"' "$table"
}

test_reached_function_with_a_reason_is_refused() {
    make_client
    sed -i 's/^duckdb_close.*/&not needed/' "$table"
    refuses "~ duckdb_close: reached, and yet has a reason why it is not: not needed"
}

test_prefix_without_a_header_is_named() {
    make_client
    rm "$DUCKDB_PREFIX/include/duckdb.h"
    refuses "$DUCKDB_PREFIX/include/duckdb.h is not there" "make setup"
}

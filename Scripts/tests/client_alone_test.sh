# shellcheck shell=bash disable=SC2154
# Scripts/client-alone: what it leaves behind.

test_resolved_versions_survive() {
    echo pins >"$scratch/checkout/Package.resolved"
    "$scratch/checkout/Scripts/client-alone" rm "$scratch/checkout/Package.resolved"
    [ "$(cat "$scratch/checkout/Package.resolved")" = pins ]
}

test_resolved_versions_survive_a_failure_which_is_passed_on() {
    echo pins >"$scratch/checkout/Package.resolved"
    status=0
    "$scratch/checkout/Scripts/client-alone" sh -c "rm '$scratch/checkout/Package.resolved'; exit 3" || status=$?
    [ "$status" = 3 ]
    [ "$(cat "$scratch/checkout/Package.resolved")" = pins ]
}

test_nothing_is_made_up_where_nothing_was_resolved() {
    # shellcheck disable=SC2016
    "$scratch/checkout/Scripts/client-alone" sh -c '[ "$DUCKDB_CLIENT_ALONE" = 1 ]'
    [ ! -e "$scratch/checkout/Package.resolved" ]
}

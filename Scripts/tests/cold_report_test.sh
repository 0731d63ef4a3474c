# shellcheck shell=bash disable=SC2154
# Benchmarks/Cold/Report/report.py, with a small data file of its own; and that the page in the tree is what its data make.

make_data() {
    data=$scratch/data.json page=$scratch/RESULTS.md
    cat >"$data" <<'EOF'
{
  "date": "2026-01-31T08:00:00Z", "machine": "a machine; load 0.10 0.20 0.30", "loadAtEnd": "0.50 0.40 0.30",
  "kernel": "a kernel", "emulator": "an emulator", "coldStarts": 15, "warmInvocations": 200,
  "shares": [
    {"name": "two cores", "detail": "nothing is limited"},
    {"name": "0.29 core", "detail": "by a control group", "absent": "no control group can be made here"}
  ],
  "peers": [{"name": "swift", "title": "Ours"}, {"name": "python", "title": "Python"}, {"name": "c", "title": "C"}],
  "scenarios": [{"name": "all-used", "title": "a `|` b"}, {"name": "other", "title": "not run by any"}],
  "measurements": [
    {
      "share": "two cores", "scenario": "all-used", "peer": "swift", "peakMemory": 210.25,
      "cold": {"median": 123.45, "p95": 151.5, "least": 99, "most": 160},
      "coldCPU": {"median": 87.5, "p95": 90.75, "least": 80, "most": 91},
      "coldMemory": {"median": 180.5, "p95": 181.5, "least": 180, "most": 182},
      "warm": {"median": 3.456, "p95": 4.5, "least": 3, "most": 5},
      "warmCPU": {"median": 2.5, "p95": 2.75, "least": 2, "most": 3}
    },
    {
      "share": "two cores", "scenario": "all-used", "peer": "python", "peakMemory": 420.5, "warm": null, "warmCPU": null,
      "cold": {"median": 493.8, "p95": 600, "least": 480, "most": 610},
      "coldCPU": {"median": 350, "p95": 360, "least": 340, "most": 370},
      "coldMemory": {"median": 361, "p95": 362, "least": 360, "most": 363}
    }
  ],
  "timelines": [
    {
      "share": "two cores", "scenario": "all-used", "peer": "swift", "wall": 123.45,
      "phases": [{"name": "query", "start": 60.5, "duration": 50.25}, {"name": "process", "start": 0, "duration": 18.125}]
    }
  ],
  "packages": [{"peer": "swift", "kind": "zip", "bytes": 71234567, "holds": "the function"}],
  "targets": [
    {"name": "ours / Python", "value": 0.25, "unit": "x", "limit": 0.3, "atMost": true, "met": true},
    {"name": "ours / C", "value": 2.5, "unit": "x", "limit": 2, "atMost": true, "met": false}
  ]
}
EOF
}

# -S: without the packages of the machine, so that the page is proven to need none.
report() { python3 -S "$repository/Benchmarks/Cold/Report/report.py" "$@"; }

has() {
    local line
    for line in "$@"; do
        grep -qF -- "$line" "$page" || fail "expected '$line' in: $(cat "$page")"
    done
}

# refuses TEXT OLD NEW: with this change of the data nothing is written, and the error says the text.
refuses() {
    make_data
    echo old >"$page"
    python3 - "$data" "$2" "$3" <<'EOF'
import sys
path, old, new = sys.argv[1:]
text = open(path).read()
assert old in text, old
open(path, "w").write(text.replace(old, new, 1))
EOF
    fails "report $data --output $page" "$1" "Nothing was written"
    [ "$(cat "$page")" = old ] || fail "the page changed"
    [ "$(find "$scratch" -name 'RESULTS*' | wc -l)" -eq 1 ] || fail "something is left behind: $(ls "$scratch")"
}

test_report_holds_the_numbers_of_the_data() {
    make_data
    report "$data" --output "$page"
    # shellcheck disable=SC2016  # Markdown.
    has '| a `\|` b | 123.5 (151.5) | 493.8 (600.0) | – | 0.25 | – |' '| a `\|` b | 87.5 (90.8) | 350.0 (360.0) | – | 0.25 | – |' \
        '| a `\|` b | 180.5 (181.5) | 361.0 (362.0) | – | 0.50 | – |' '| a `\|` b | 210.2 | 420.5 | – | 0.50 | – |' \
        '| a `\|` b | 3.46 (4.50) | – | – | – | – |' '| a `\|` b | 2.50 (2.75) | – | – | – | – |' \
        '| not run by any | – | – | – | – | – |' '| Ours | zip | 71.2 | the function |' '| date | 2026-01-31T08:00:00Z |' \
        '| load after | 0.50 0.40 0.30 |' '| ours / Python | 0.25 x | at most 0.3 x | met |' \
        '| ours / C | 2.5 x | at most 2 x | **missed** |'
}

test_report_has_the_phases_in_their_order() {
    make_data
    report "$data" --output "$page"
    grep -A1 -F '| Ours | process | 0.00 | 18.12 |' "$page" | grep -qF '| Ours | query | 60.50 | 50.25 |' || fail "$(cat "$page")"
}

test_report_says_why_a_share_is_absent() {
    make_data
    report "$data" --output "$page"
    has "## CPU: 0.29 core" "**Not measured**: No control group can be made here."
}

test_report_of_the_same_data_has_the_same_bytes() {
    make_data
    report "$data" --output "$page"
    report "$data" --output "$scratch/again.md"
    cmp "$page" "$scratch/again.md"
}

test_report_ends_with_the_notes_as_they_are() {
    make_data
    printf '## Experiments\n\n| a | b |\n*tried*  \n' >"$scratch/notes.md"
    report "$data" --notes "$scratch/notes.md" --output "$page"
    tail -c "$(stat -c %s "$scratch/notes.md")" "$page" | cmp - "$scratch/notes.md"
}

test_report_names_a_field_that_is_missing() {
    refuses "data.json: kernel is missing" '"kernel": "a kernel", ' ''
    refuses "data.json: measurements[0].cold.p95 is missing" '"p95": 151.5, ' ''
    refuses "data.json: timelines[0].phases[1].start is missing" '"start": 0, ' ''
}

test_report_names_a_field_that_is_wrong() {
    refuses "data.json: measurements[0].peakMemory is not a number" 210.25 '"much"'
    refuses "data.json: measurements[0].peer is 'rust', which is not the name of one of peers" '"peer": "swift"' '"peer": "rust"'
    refuses "data.json: measurements[1] is the second one of two cores, all-used, swift" '"peer": "python"' '"peer": "swift"'
    refuses "data.json: NaN is not a number" 123.45 NaN
    refuses "data.json: Expecting" '"date"' 'date'
}

test_report_refuses_a_target_that_says_met_and_is_not() {
    refuses "data.json: targets[1].met is not what its value, limit and atMost say" '"met": false' '"met": true'
}

test_report_refuses_a_share_that_is_left_out_in_silence() {
    refuses "data.json: shares[1] (0.29 core) needs measurements, or absent with the reason" \
        ', "absent": "no control group can be made here"' ''
}

test_report_names_data_that_are_not_there() {
    fails "report $scratch/none.json --output $scratch/none.md" "none.json cannot be read" "make bench-cold"
}

# Charts are not drawn here, since that takes matplotlib; each says the data it was drawn from.
test_report_in_the_tree_is_what_its_data_make() {
    local cold=$repository/Benchmarks/Cold notes=() chart
    [ -e "$cold/data.json" ] || return 0
    if [ -e "$cold/experiments.md" ]; then notes=(--notes "$cold/experiments.md"); fi
    report "$cold/data.json" "${notes[@]}" --output "$scratch/RESULTS.md"
    cmp "$scratch/RESULTS.md" "$repository/Benchmarks/RESULTS.md"
    for chart in waterfall-light waterfall-dark comparison-light comparison-dark; do
        grep -qF "$(sha256sum <"$cold/data.json" | cut -c 1-64)" "$cold/charts/$chart.svg" \
            || fail "$chart.svg was not drawn from Benchmarks/Cold/data.json"
        [ -s "$cold/charts/$chart.png" ] || fail "$chart.png is not there"
    done
}

#!/bin/sh
# Rules that others wrote, as pol says them, with the results that others published, in TAP:
#
#   tests/suites/run.sh POL SUITE CASES    SUITE: a folder here; CASES: how many it must hold
#
# A model is a file that checks without an error; its cases are its tests. Beside MODEL.pol MODEL.jsonl holds cases,
# one a line, that are faults.
suites=$(cd "$(dirname "$0")" && pwd) suite=$2 wanted=$3
. "$suites/../tap.sh"

cases=0
for model in "$suites/$suite"/*.pol; do
    grep -q '^test ' "$model" || continue
    "$pol" test "$model" --format tap > out 2> err
    grep -E '^(not )?ok ' out > results || cat err > results
    while read -r line; do
        case $line in
        "ok "*) cases=$((cases + 1)); ok "${line#ok * - }" ;;
        "not ok "*) grep -A8 -F "$line" out > err; not_ok "${line#not ok * - }" ;;
        *) cp results err; not_ok "$suite/$(basename "$model") checks"; break ;;
        esac
    done < results
done
for faulty in "$suites/$suite"/*.jsonl; do
    [ -f "$faulty" ] || continue
    "$pol" eval "${faulty%.jsonl}.pol" --data "$faulty" --as-of 2024-07-01 --format jsonl > out 2> err
    check "$suite/$(basename "$faulty"): all are faults" "$? $(wc -l < out)" "4 0"
    cases=$((cases + $(wc -l < "$faulty")))
done
check "$suite: cases" "$cases" "$wanted"
echo "1..$count"
[ $failed = 0 ]

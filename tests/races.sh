#!/bin/bash
# Looks for races: a program built with the thread sanitizer, with 2 and 8 threads, over CSV with lists, JSON Lines,
# faults, numbers that come twice, and a run that a signal ends. In TAP.
#
#   tests/races.sh POL
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/tests/tap.sh"
export TSAN_OPTIONS=exitcode=66

# many FILE: its records over and over, A001 as A001-1, A001-2 and so on.
many() {
    for i in $(seq 150); do sed "s/A\([0-9][0-9]*\)/A\1-$i/" "$1"; done
}
# races NAME EXIT POL-EVAL-OPTIONS…
races() {
    name=$1 wanted=$2
    shift 2
    "$pol" eval "$root/policies" --as-of 2024-07-01 "$@" > out 2> err
    check "$name" "exit $?" "exit $wanted"
}

head -n 1 "$root/examples/applicants.csv" > header
sed 1d "$root/examples/applicants.csv" > rows
{ cat header; many rows; } > good.csv
{ cat header; many rows; sed 's/是/maybe/' rows; cat rows rows; } > bad.csv
many "$root/examples/applicants.jsonl" > good.jsonl
for list in overdue spouse_overdue; do
    { sed 1q "$root/examples/$list.csv"; sed 1d "$root/examples/$list.csv" | many /dev/stdin; } > "$list.csv"
done
mkfifo endless

echo 1..10
for jobs in 2 8; do
    races "CSV with lists, $jobs threads" 0 --data good.csv --list overdue=overdue.csv \
        --list spouse_overdue=spouse_overdue.csv --format csv --jobs $jobs
    races "JSON Lines, $jobs threads" 0 --data good.jsonl --jobs $jobs
    races "faults and numbers that come twice, $jobs threads" 4 --data bad.csv --rejects rejects.csv -o results.csv \
        --format csv --jobs $jobs
    races "refused where they come twice, $jobs threads" 4 --data bad.csv --duplicates reject --format table \
        --jobs $jobs
    { cat good.csv; sleep 20; } > endless 2> /dev/null &
    writer=$!
    "$pol" eval "$root/policies" --as-of 2024-07-01 --data endless -o results.csv --jobs $jobs > out 2> err &
    sleep 2
    kill -TERM $!
    wait $!
    check "ended by a signal, $jobs threads" "exit $?, $(grep -c 'ThreadSanitizer' err) races" "exit 143, 0 races"
    kill $writer
done
exit $((failed > 0))

#!/usr/bin/env bash
# How time and memory grow with the number of applicants: bash tests/bench/growth.sh POL [LARGEST], from 10,000 to
# LARGEST (10,000,000), ten times as many each time. Times on one and on all processors are the least of three, memory
# is the most that was resident. 116 bytes of disk for each of LARGEST applicants, in $TMPDIR.
set -eu
pol=$(realpath "$1")
largest=${2:-10000000}
cd "$(dirname "$0")/../.."
dir=$(mktemp -d "${TMPDIR:-/tmp}/pol-growth.XXXXXX")
trap 'rm -rf "$dir"' EXIT
cc -O2 -D_GNU_SOURCE tests/bench/generate.c -lm -o "$dir/generate"

# JOBS: seconds and MiB of one evaluation.
measure() {
    python3 - "$1" "$pol" eval tests/bench/workload.pol --data "$dir/data.csv" --as-of 2024-07-01 --format csv \
        --jobs "$1" <<'PYTHON'
import os, sys, time
least, most = 1e9, 0
for _ in range(3):
    start = time.perf_counter()
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execv(sys.argv[2], sys.argv[2:])
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit("pol failed")
    least, most = min(least, time.perf_counter() - start), max(most, used.ru_maxrss / 1024)
print(f"{least:.3f}\t{most:.1f}")
PYTHON
}

printf '%12s %10s %10s %10s %10s %8s\n' applicants '1 thread' 'ns each' 'all' 'ns each' MiB
for ((rows = 10000; rows <= largest; rows *= 10)); do
    "$dir/generate" "$rows" > "$dir/data.csv"
    one=$(measure 1) all=$(measure "$(nproc)")
    printf '%s\t%s\t%s\n' "$rows" "$one" "$all" |
        awk -F'\t' '{ printf "%12d %10.3f %10.1f %10.3f %10.1f %8.1f\n", $1, $2, $2 * 1e9 / $1, $4, $4 * 1e9 / $1, $5 }'
done

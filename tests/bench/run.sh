#!/usr/bin/env bash
# The benchmark, in one command: bash tests/bench/run.sh [ROWS]. Builds what it measures, makes its data in
# build-bench/, checks that all contenders decide alike, and prints one table of ratios. Every time is the least of
# ROUNDS runs, all in this one run.
# DuckDB and ZEN come from npm, SQLite and mawk from Debian; a contender that is not there is left out, and said so.
set -eu
cd "$(dirname "$0")/../.."
rows=${1:-1000000}
rounds=${ROUNDS:-3}
dir=build-bench
data=$dir/data
mkdir -p "$data"

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

say "building"
[ -f $dir/build.ninja ] || meson setup $dir . -Dbuildtype=release >/dev/null
ninja -C $dir interp/cli/pol tests/bench_memory tests/bench_single >/dev/null
[ -f $dir/avx2/build.ninja ] ||
    meson setup $dir/avx2 . -Dbuildtype=release -Dc_args=-DVECTORISED_AVX2_AT_MOST >/dev/null
ninja -C $dir/avx2 tests/bench_memory >/dev/null
pol=$dir/interp/cli/pol
cflags="-O3 -I. -pthread"
for isa in x86-64 x86-64-v3 x86-64-v4; do
    cc $cflags -march=$isa tests/bench/hand/main.c tests/bench/hand/kernel.c -o "$data/hand-$isa"
done
cc -O2 -D_GNU_SOURCE tests/bench/generate.c -lm -o "$data/generate"
cc -O2 -D_GNU_SOURCE tests/bench/merchants.c -o "$data/merchants"
best=x86-64-v3
grep -q avx2 /proc/cpuinfo || best=x86-64

say "making $rows applicants"
[ -f "$data/w$rows.csv" ] || "$data/generate" "$rows" > "$data/w$rows.csv"
[ -f "$data/w$rows.jsonl" ] || "$data/generate" "$rows" jsonl > "$data/w$rows.jsonl"
for kind in csv jsonl overdue spouse_overdue; do
    [ -f "$data/m$rows.$kind" ] || "$data/merchants" "$rows" $kind > "$data/m$rows.$kind"
done
if have npm && [ ! -d "$dir/peers/node_modules" ]; then
    mkdir -p $dir/peers && cp tests/bench/package.json $dir/peers/ &&
        (cd $dir/peers && npm install --no-audit --no-fund >/dev/null 2>&1) || say "npm packages not to be had"
fi
peers=no
if [ -d "$dir/peers/node_modules" ]; then
    cp -r tests/bench/peers tests/bench/workload.sql $dir/peers/
    peers=$dir/peers/peers
fi

# seconds COMMAND…: the least wall time of the rounds, output to the file $out. What is quick is done for two seconds,
# for a machine may be disturbed for longer than a few rounds of it take.
out=/dev/null
seconds() {
    least= done=0 all=0
    while [ "$done" -lt "$rounds" ] || { [ "$rounds" -gt 1 ] && [ "$all" -lt 2000000000 ]; }; do
        start=$(date +%s%N)
        "$@" > "$out"
        took=$(( $(date +%s%N) - start ))
        done=$((done + 1)) all=$((all + took))
        if [ -z "$least" ] || [ "$took" -lt "$least" ]; then least=$took; fi
    done
    awk -v n="$least" 'BEGIN { printf "%.4f\n", n / 1e9 }'
}

workload=tests/bench/workload.pol
pol_eval() { "$pol" eval $workload --data "$data/w$rows.$2" --as-of 2024-07-01 --format csv --jobs "$1" 2>/dev/null; }
shipped=(policies/boc.pol policies/sxb.pol policies/jsb.pol policies/ccb.pol)
pol_shipped_csv() {
    "$pol" eval "${shipped[@]}" --data "$data/m$rows.csv" --list "overdue=$data/m$rows.overdue" \
        --list "spouse_overdue=$data/m$rows.spouse_overdue" --as-of 2024-07-01 --format csv --jobs "$1" 2>/dev/null
}
pol_cold() { "$pol" eval "${shipped[@]}" --data "$data/one.csv" --as-of 2024-07-01 2>/dev/null; }
pol_shipped_jsonl() {
    "$pol" eval "${shipped[@]}" --data "$data/m$rows.jsonl" --as-of 2024-07-01 --format csv --jobs "$1" 2>/dev/null
}

say "checking that all decide alike"
"$data/hand-$best" "$data/w$rows.csv" 2 > "$data/hand.csv"
# pol's CSV in the shape of the workload's: decisions, limits in whole yuan, failed requirements r0 … as a mask.
as_workload() {
    awk -F, 'function mask(s,  n, i, a, m) {
            m = 0
            n = split(s, a, ";")
            for (i = 1; i <= n; i++) if (a[i] != "") m += 2 ^ substr(a[i], 2)
            return m
        }
        NR == 1 {
            printf "id,ccb,boc,shanxi,jinshang,ccb_limit,boc_limit,shanxi_limit,jinshang_limit,"
            print "ccb_failed,boc_failed,shanxi_failed,jinshang_failed"
            next
        }
        {
            line = $1
            for (s = 0; s < 4; s++) line = line "," $(3 + 6 * s)
            for (s = 0; s < 4; s++) line = line "," int($(5 + 6 * s))
            for (s = 0; s < 4; s++) line = line "," mask($(6 + 6 * s))
            print line
        }'
}
agree() { cmp -s "$1" "$2" || { say "$3 decides otherwise than the hand-written C"; exit 1; }; }
pol_eval 2 csv | as_workload > "$data/pol.csv"; agree "$data/hand.csv" "$data/pol.csv" "pol (CSV)"
pol_eval 2 jsonl | as_workload > "$data/pol.csv"; agree "$data/hand.csv" "$data/pol.csv" "pol (JSON Lines)"
cut -d, -f1-5 "$data/hand.csv" > "$data/decisions.csv"

rows_of() { printf '%s\t%s\t%s\n' "$1" "$2" "$3" >> "$data/results.tsv"; }
: > "$data/results.tsv"
say "timing: this takes some minutes"
for t in 1 2; do
    group="end to end, CSV, $t thread(s)"
    rows_of "$group" "pol" "$(seconds pol_eval $t csv)"
    rows_of "$group" "hand-written C, $best" "$(seconds "$data/hand-$best" "$data/w$rows.csv" $t)"
    rows_of "$group" "hand-written C, plain" "$(seconds "$data/hand-x86-64" "$data/w$rows.csv" $t)"
    if [ $peers != no ]; then
        rows_of "$group" "DuckDB" \
            "$(node $peers/duckdb.mjs csv "$data/w$rows.csv" $t "$rounds" "$data/duckdb.csv")"
        agree "$data/hand.csv" "$data/duckdb.csv" DuckDB
    fi
    rows_of "end to end, JSON Lines, $t thread(s)" "pol" "$(seconds pol_eval $t jsonl)"
    rows_of "four shipped policies, CSV with lists, $t thread(s)" "pol" "$(seconds pol_shipped_csv $t)"
    rows_of "four shipped policies, JSON Lines, $t thread(s)" "pol" "$(seconds pol_shipped_jsonl $t)"
done
once=$rounds
rounds=1
group="end to end, CSV, 1 thread(s)"
if have mawk; then
    out=$data/awk.csv
    rows_of "$group" "mawk (decisions alone)" "$(seconds mawk -f tests/bench/peers/workload.awk "$data/w$rows.csv")"
    agree "$data/decisions.csv" "$data/awk.csv" mawk
fi
if have sqlite3; then
    out=$data/sqlite.raw
    rows_of "$group" "SQLite" "$(seconds sqlite3 :memory: -cmd ".mode csv" \
        -cmd ".import $data/w$rows.csv applicants" -cmd ".headers on" ".read tests/bench/peers/sqlite.sql")"
    tr -d '\r' < "$data/sqlite.raw" > "$data/sqlite.csv"
    agree "$data/hand.csv" "$data/sqlite.csv" SQLite
fi
out=/dev/null
rounds=$once

# NANOSECONDS a row: the seconds of all rows.
of_rows() { awk -v n="$1" -v r="$rows" 'BEGIN { print n * r / 1e9 }'; }
# GROUP KIND FILE: pol's evaluation alone, as the machine has it and held to AVX2, which the kernel is compiled for as
# well.
in_memory() {
    ns=$("$dir/tests/bench_memory" "$2" "$3" | cut -f 2)
    rows_of "$1" "pol" "$(of_rows "$ns")"
    ns=$("$dir/avx2/tests/bench_memory" "$2" "$3" 2>/dev/null | cut -f 2)
    rows_of "$1" "pol, held to AVX2" "$(of_rows "$ns")"
}
in_memory "in memory, workload, 1 thread" workload "$data/w$rows.csv"
for isa in x86-64 x86-64-v3 x86-64-v4; do
    case $isa in
    x86-64-v3) grep -q avx2 /proc/cpuinfo || continue ;;
    x86-64-v4) grep -q avx512vl /proc/cpuinfo || continue ;;
    esac
    ns=$("$data/hand-$isa" "$data/w$rows.csv" --memory)
    rows_of "in memory, workload, 1 thread" "hand-fused C, $isa" "$(of_rows "$ns")"
done
if [ $peers != no ]; then
    rows_of "in memory, workload, 1 thread" "DuckDB" "$(node $peers/duckdb.mjs memory "$data/w$rows.csv" 1 "$rounds")"
    zen=$((rows < 10000 ? rows : 10000))
    took=$(node $peers/zen.mjs "$data/w$rows.jsonl" $zen "$data/zen.csv")
    head -n $((zen + 1)) "$data/decisions.csv" > "$data/zen-expected.csv"
    agree "$data/zen-expected.csv" "$data/zen.csv" ZEN
    rows_of "in memory, workload, 1 thread" "GoRules ZEN (decisions alone)" \
        "$(awk -v s="$took" -v z="$zen" -v r="$rows" 'BEGIN { print s / z * r }')"
fi
in_memory "in memory, four shipped policies, 1 thread" shipped "$data/m$rows.jsonl"

$dir/tests/bench_single "${shipped[@]}" 2>/dev/null | while IFS=$(printf '\t') read -r what ns; do
    rows_of "one decision at a time, four shipped policies" "$what" "$(of_rows "$ns")"
done

head -n 2 "$data/m$rows.csv" > "$data/one.csv"
rounds=20
cold=$(seconds pol_cold)
rounds=$once

# pol comes first in each group; a ratio says how many times as long as pol the contender takes.
awk -F'\t' -v rows="$rows" '
    { if (!($1 in seen)) { order[++groups] = $1; seen[$1] = 1 } line[$1] = line[$1] $2 "\t" $3 "\n" }
    END {
        for (g = 1; g <= groups; g++) {
            printf "\n%s\n%-44s %10s %14s %10s\n", order[g], "", "seconds", "ns/applicant", "to pol"
            n = split(line[order[g]], rest, "\n")
            for (i = 1; i < n; i++) { split(rest[i], c, "\t"); if (i == 1) base = c[2]
                printf "%-44s %10.4f %14.1f %9.2fx\n", c[1], c[2], c[2] * 1e9 / rows, c[2] / base }
        }
    }' "$data/results.tsv"
printf '\nOne record, four shipped policies, from the start of the process to its end (least of 20): %s s\n' "$cold"
printf '\nWhere the time goes (pol eval --timing, 1 thread):\n'
"$pol" eval $workload --data "$data/w$rows.csv" --as-of 2024-07-01 --format csv --jobs 1 --timing 2>&1 >/dev/null |
    grep -E '^(read|parse|evaluate|format|write):'
printf '\n%s, %s, %s rows, least of %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    "$(cc --version | head -n 1)" "$rows" "$rounds"

#!/usr/bin/env bash
# What `pol whatif` takes beside `pol eval` and beside DuckDB, what other inputs, a pipe, ten million records and a cold
# start take: bash tests/bench/whatif.sh [ROWS]. All in one run, commands in turn, least of ROUNDS; builds and makes its
# data in build-bench/, as run.sh does. MILLIONS=10 as well: memory at ten million records, of which it makes a file of
# 1.2 GB and takes it away again.
set -eu
cd "$(dirname "$0")/../.."
rows=${1:-1000000}
rounds=${ROUNDS:-5}
millions=${MILLIONS:-0}
dir=build-bench
data=$dir/data
mkdir -p "$data"

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

if [ -n "${POL:-}" ]; then pol=$POL
else
    [ -f $dir/build.ninja ] || meson setup $dir . -Dbuildtype=release >/dev/null
    ninja -C $dir interp/cli/pol >/dev/null
    pol=$dir/interp/cli/pol
fi
for tool in generate merchants spent; do cc -O2 -D_GNU_SOURCE tests/bench/$tool.c -lm -o "$data/$tool"; done
[ -f "$data/w$rows.csv" ] || "$data/generate" "$rows" > "$data/w$rows.csv"
few=$((rows < 200000 ? rows : 200000))
for kind in csv overdue spouse_overdue; do
    [ -f "$data/m$few.$kind" ] || "$data/merchants" "$few" $kind > "$data/m$few.$kind"
done
printf 'load: %s\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)"

# ratio LINE OF: of processor time.
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
line() { sed -n "$1p" "$data/spent.tsv" | cut -f "$2"; }

# against_eval TITLE EVAL… @ WHATIF… @ MORE…: the three in turn, eval as text without --format and as csv.
against_eval() {
    printf '\n%s, one thread\n' "$1"
    shift
    local -a parts=("" "" "")
    local part=0 all=() eval_args=() one=() many=()
    for word in "$@"; do
        if [ "$word" = @ ]; then part=$((part + 1)); continue; fi
        case $part in 0) eval_args+=("$word") ;; 1) one+=("$word") ;; 2) many+=("$word") ;; esac
    done
    "$data/spent" "$rounds" "$pol" eval "${eval_args[@]}" -o /dev/null --jobs 1 -- \
        "$pol" eval "${eval_args[@]}" -o /dev/null --format csv --jobs 1 -- \
        "$pol" whatif "${one[@]}" --format json --jobs 1 -- "$pol" whatif "${many[@]}" --format json --jobs 1 \
        > "$data/spent.tsv"
    printf '%-46s %8s %8s %8s %10s %12s\n' "" "cpu, s" "s" "MiB" "to eval" "to eval, csv"
    local number=0
    for name in "eval -o /dev/null" "eval --format csv -o /dev/null" "whatif, one reform" \
        "whatif, 20 points and four edits"; do
        number=$((number + 1))
        printf '%-46s %8.3f %8.3f %8d %9sx %11sx\n' "$name" "$(line $number 1)" "$(line $number 2)" \
            $(($(line $number 3) / 1024)) "$(ratio "$(line $number 1)" "$(line 1 1)")" \
            "$(ratio "$(line $number 1)" "$(line 2 1)")"
    done
}

workload=(--data "$data/w$rows.csv" --as-of 2024-07-01)
tried=(tests/bench/reform.pol --reform "growth from 20万元" "${workload[@]}" --by kind)
sweep=(--sweep min_growth=11万元..30万元/1万元)
against_eval "the workload, $rows records of 17 columns" tests/bench/workload.pol "${workload[@]}" @ "${tried[@]}" @ \
    "${tried[@]}" --set min_subsistence=8万元 --set min_development=50万元 --set small_revenue=50万元 "${sweep[@]}"
swept=$("$data/spent" "$rounds" "$pol" whatif "${tried[@]}" "${sweep[@]}" --format json --jobs 1)

merchants=(--data "$data/m$few.csv" --list "overdue=$data/m$few.overdue"
    --list "spouse_overdue=$data/m$few.spouse_overdue" --as-of 2024-07-01)
reformed=(policies examples/reforms --reform 建行降低收入门槛 "${merchants[@]}" --by type)
against_eval "four shipped policies, $few merchants with two lists" policies "${merchants[@]}" @ "${reformed[@]}" @ \
    "${reformed[@]}" --set ccb.min_revenue_subsistence=5万元 --set ccb.min_age=20岁 \
    --sweep ccb.min_revenue_growth=10万元..29万元/1万元

if [ "$few" = 200000 ]; then
    "$pol" whatif "${reformed[@]}" --format json | python3 tests/bench/known.py
fi

peers=$dir/peers
if have npm && [ ! -d "$peers/node_modules" ]; then
    mkdir -p $peers && cp tests/bench/package.json $peers/ &&
        (cd $peers && npm install --no-audit --no-fund >/dev/null 2>&1) || say "npm packages not to be had"
fi
if [ -d "$peers/node_modules" ]; then
    cp -r tests/bench/peers tests/bench/workload.sql $peers/
    printf '\none reform and a sweep of 20 points, one thread\n%-46s %8s %8s %10s\n' "" "cpu, s" "s" "to pol"
    printf '%-46s %8.3f %8.3f\n' "pol" "$(cut -f 1 <<< "$swept")" "$(cut -f 2 <<< "$swept")"
    "$pol" whatif "${tried[@]}" "${sweep[@]}" --format json | python3 -c '
import json, sys
ccb = json.load(sys.stdin)["schemes"]["ccb"]
cells = [f"{a} {b} {n}" for a, row in ccb["matrix"].items() for b, n in row.items() if n]
print("\n".join(sorted(cells)))
for i, p in enumerate(ccb["sweeps"]["min_growth"]):
    print(110000 + 10000 * i, p["eligible"], p["incomplete"], p["ineligible"], int(p["limit"]) // 100)
' > "$data/whatif.txt"
    for mode in plain tuned; do
        node $peers/peers/duckdb_whatif.mjs $mode "$data/w$rows.csv" 1 2 > "$data/duckdb.txt"
        tail -n +2 "$data/duckdb.txt" | cmp -s - "$data/whatif.txt" ||
            { say "DuckDB ($mode) counts otherwise"; exit 1; }
        took=$(head -n 1 "$data/duckdb.txt")
        printf '%-46s %8.3f %8.3f %9sx\n' "DuckDB, $mode" \
            "$(cut -f 2 <<< "$took")" "$(cut -f 1 <<< "$took")" \
            "$(ratio "$(cut -f 2 <<< "$took")" "$(cut -f 1 <<< "$swept")")"
    done
fi

printf '\nother inputs of 17 columns, one thread: beside the same records as CSV\n'
inputs=("$pol" eval tests/bench/workload.pol --as-of 2024-07-01 --jobs 1 --format csv -o /dev/null)
if have sqlite3 && [ ! -f "$data/w$rows.db" ]; then
    sqlite3 "$data/w$rows.db" < tests/bench/peers/sqlite_table.sql
    sqlite3 "$data/w$rows.db" -cmd ".mode csv" ".import --skip 1 $data/w$rows.csv applicants"
fi
[ -f "$data/w$few.csv" ] || "$data/generate" "$few" > "$data/w$few.csv"
[ -f "$data/w$few.xlsx" ] || python3 tests/bench/workbook.py "$data/w$few.csv" "$data/w$few.xlsx"
nothing=/dev/null
"$data/spent" "$rounds" "${inputs[@]}" --data "$data/w$rows.csv" -- \
    "${inputs[@]}" --data "$data/w$rows.db" --table applicants -- \
    "${inputs[@]}" --data "$data/w$few.xlsx" > "$data/spent.tsv"
awk -F'\t' -v rows="$rows" -v few="$few" '
    { cpu[NR] = $1 }
    END {
        printf "%-46s %8.0f ns a record, of all that eval does\n", "CSV", cpu[1] * 1e9 / rows
        sqlite = cpu[2] * 1e9 / rows
        printf "%-46s %8.0f ns a record, %.0f more than CSV\n", "SQLite", sqlite, sqlite - cpu[1] * 1e9 / rows
        printf "%-46s %8.0f ns a cell, of all that eval does\n", "xlsx", cpu[3] * 1e9 / few / 17
    }' "$data/spent.tsv"

printf '\nresults into a pipe, two threads, seconds\n'
least() {
    best=
    for _ in $(seq "$rounds"); do
        start=$(date +%s%N)
        "$@"
        took=$(($(date +%s%N) - start))
        if [ -z "$best" ] || [ $took -lt "$best" ]; then best=$took; fi
    done
    awk -v n="$best" 'BEGIN { printf "%.4f", n / 1e9 }'
}
results=("$pol" eval tests/bench/workload.pol "${workload[@]}" --format csv --jobs 2)
to_nothing() { "${results[@]}" > $nothing 2>/dev/null; }
into() { "${results[@]}" 2>/dev/null | "$@" > /dev/null; }
alone=$(least to_nothing)
printf '%-46s %8s\n' "/dev/null" "$alone"
for reader in cat "wc -l" "tail -n 1"; do
    took=$(least into $reader)
    printf '%-46s %8s %9sx\n' "$reader" "$took" "$(ratio "$took" "$alone")"
done

printf '\none record from a cold start: pages touched\n'
head -n 2 "$data/m$few.csv" > "$data/one.csv"
"$data/spent" 20 "$pol" version -- "$pol" check policies/ccb.pol -- \
    "$pol" eval policies/ccb.pol --data "$data/one.csv" --as-of 2024-07-01 -- \
    "$pol" eval policies --data "$data/one.csv" --as-of 2024-07-01 > "$data/spent.tsv"
number=0
for name in "version" "check ccb.pol" "eval ccb.pol" "eval policies, with their tests passed over"; do
    number=$((number + 1))
    printf '%-46s %8d pages %8.1f ms\n' "pol $name" "$(line $number 4)" \
        "$(awk -v s="$(line $number 1)" 'BEGIN { print s * 1e3 }')"
done

if [ "$millions" -gt 0 ]; then
    printf '\nmemory at %d million records, MiB\n' "$millions"
    "$data/generate" $((millions * 1000000)) > "$data/millions.csv"
    many=(--data "$data/millions.csv" --as-of 2024-07-01)
    "$data/spent" 1 "$pol" eval tests/bench/workload.pol "${many[@]}" -o /dev/null -- \
        "$pol" whatif tests/bench/reform.pol --reform "growth from 20万元" "${many[@]}" --by kind "${sweep[@]}" \
        --format json > "$data/spent.tsv"
    rm -f "$data/millions.csv"
    number=0
    for name in eval whatif; do
        number=$((number + 1))
        printf '%-46s %8d MiB %8.1f s\n' "pol $name" $(($(line $number 3) / 1024)) "$(line $number 2)"
    done
fi

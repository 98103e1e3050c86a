#!/usr/bin/env bash
# What questions cost: bash tests/bench/questions.sh. Those about the four shipped policies, beside Z3 where libz3-dev
# is installed (then from the same nodes, and the answers are held against one another); policies beside a copy of
# theirs; checking with all that is found; a table of 800 rows; 1,000 rules in 100 offers. Processor time, the least of
# five.
set -eu
cd "$(dirname "$0")/../.."
dir=build-bench
[ -f $dir/build.ninja ] || meson setup $dir . -Dbuildtype=release >/dev/null
ninja -C $dir interp/cli/pol tests/bench_questions >/dev/null
pol=$dir/interp/cli/pol
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# milliseconds COMMAND…: the least processor time of five runs; it must not fail
milliseconds() {
    "$@" >/dev/null 2>&1 || { echo "failed: $*"; return; }
    local TIMEFORMAT='%U %S'
    for _ in 1 2 3 4 5; do { time "$@" >/dev/null 2>&1; } 2>&1; done |
        awk '{ t = 1000 * ($1 + $2); if (NR == 1 || t < least) least = t } END { printf "%d ms", least }'
}
vocabulary='vocabulary {
    field id(编号): text key field revenue(收入): money
    field rate(比例): percent field n(人数): count 人
}'

$dir/tests/bench_questions policies/{boc,ccb,jsb,sxb}.pol
cp -r policies "$made/before"
for name in boc ccb jsb sxb; do
    same=$(milliseconds $pol prove policies/$name.pol --before "$made/before/$name.pol" --claim same)
    echo "$name: checked in $(milliseconds $pol check policies/$name.pol), the same as its copy in $same"
done

{
    echo "$vocabulary"
    echo 'scheme s(方案) { in force from 2024-01-01 table t(表) unique { revenue | n || cap(上限)'
    for i in $(seq 0 199); do
        for k in 0 1 2 3; do
            echo "$((i * 1000))元..<$((i * 1000 + 1000))元 | $((k * 10))人..<$((k * 10 + 10))人 || $((i + 1))元"
        done
    done
    echo '} offer o(产品) { require r(要求): revenue ≥ 1元 grant limit(额度) = t.cap } }'
} > "$made/table.pol"
echo "a table of 800 rows: checked in $(milliseconds $pol check "$made/table.pol")"

{
    echo "$vocabulary"
    echo 'scheme s(方案) { in force from 2024-01-01'
    for o in $(seq 1 100); do
        echo "offer o$o(产品$o) {"
        for r in $(seq 1 10); do
            sum="revenue × $r% + revenue × $((r + 1))%"
            echo "require r${o}_$r(要求${o}之$r): $sum ≥ $((o * 100 + r * 7))元 or rate > $((r % 9 + 1))%"
        done
        echo "grant limit(额度) = revenue × $((o % 20 + 1))% }"
    done
    echo '}'
} > "$made/rules.pol"
echo "1,000 rules in 100 offers: checked in $(milliseconds $pol check "$made/rules.pol")"

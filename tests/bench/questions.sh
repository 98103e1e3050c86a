#!/usr/bin/env bash
# What questions cost: bash tests/bench/questions.sh. Those about the four shipped policies, beside Z3 where libz3-dev
# is installed (then from the same nodes, and the answers are held against one another); policies beside a copy of
# theirs, their reforms, rewrites that mean the same and slips in one threshold; checking with all that is found; a
# table of 800 rows; 1,000 and 10,000 rules in offers of ten. Processor time, the least of five.
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
# claim_milliseconds CLAIM ARGUMENTS…: of one claim of `pol prove`, by what twenty more of it take, the least of three
claim_milliseconds() {
    local claim=$1 many=() TIMEFORMAT='%U %S' i
    shift
    for i in $(seq 21); do many+=(--claim "$claim"); done
    for i in 1 2 3; do
        { time $pol prove "$@" --claim "$claim" >/dev/null 2>&1 || true; } 2>&1
        { time $pol prove "$@" "${many[@]}" >/dev/null 2>&1 || true; } 2>&1
    done | awk '{ t = 1000 * ($1 + $2); i = NR % 2; if (NR < 3 || t < least[i]) least[i] = t }
                END { printf "%.2f", (least[0] - least[1]) / 20 }'
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


for reform in 'ccb 建行降低收入门槛' 'boc 中行逾期从严、成长型提额' 'jsb 晋商银行经营满一年即可' \
    'sxb 山西银行不看社保人数'; do
    set -- $reform
    for claim in 'nobody worse' 'nobody better' 'never more generous' same; do
        known=$(claim_milliseconds "$claim" policies/$1.pol examples/reforms --reform "$2")
        any=$(claim_milliseconds "$claim" policies/$1.pol examples/reforms --reform "$2" --missing)
        echo "$1 and its reform, $claim: $known ms, with missing data $any ms"
    done
done

cp -r policies tests/golden/prove/rewrite_ccb/rewrite.pol "$made"
for rewrite in 'boc 换个写法' 'ccb 换个写法二'; do
    set -- $rewrite
    took=$(claim_milliseconds same "$made/rewrite.pol" "$made/policies" --reform "$2")
    echo "$1 and a rewrite that means the same: $took ms"
done

for name in ccb boc; do
    python3 tests/bench/slips.py policies/$name.pol "$made/slips/$name"
    for slip in "$made/slips/$name"/*; do
        claim_milliseconds same "$slip/$name.pol" --before policies/$name.pol
        echo
    done | sort -n | awk -v name=$name '{ t[NR] = $1 }
        END { printf "%s and %d slips in one threshold: median %s ms, ", name, NR, t[int((NR + 1) / 2)]
              printf "most %s ms\n", t[NR] }'
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

for offers in 100 1000; do
    {
        echo "$vocabulary"
        echo 'scheme s(方案) { in force from 2024-01-01'
        for o in $(seq $offers); do
            echo "offer o$o(产品$o) {"
            for r in $(seq 1 10); do
                sum="revenue × $r% + revenue × $((r + 1))%"
                echo "require r${o}_$r(要求${o}之$r): $sum ≥ $((o * 100 + r * 7))元 or rate > $((r % 9 + 1))%"
            done
            echo "grant limit(额度) = revenue × $((o % 20 + 1))% }"
        done
        echo '}'
    } > "$made/rules.pol"
    open=$($pol check --notes --lang en "$made/rules.pol" | grep -o 'Not settled here: [0-9]*' || echo 'all settled')
    echo "${offers}0 rules in $offers offers: checked in $(milliseconds $pol check "$made/rules.pol"), $open"
done

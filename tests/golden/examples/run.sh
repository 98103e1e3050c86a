#!/bin/sh
# The shipped policies and examples against what was worked out from the notices by hand, in TAP:
#
#   tests/golden/examples/run.sh POL
set -u
export LC_ALL=C.UTF-8 TZ=UTC
unset LANGUAGE POL_LANG
pol=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.." || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

number=0 failures=0
# report NAME: passes where the command before it did; its output, if any, is shown otherwise.
report() {
    status=$?
    number=$((number + 1))
    if [ $status = 0 ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        sed "s/^/# /; 20q" "$work/log"
        failures=$((failures + 1))
    fi
}

lists='--list overdue=examples/overdue.csv --list spouse_overdue=examples/spouse_overdue.csv'
# decide OUTPUT FORMAT POLICIES RECORDS…: the decisions as of the examples' day
decide() {
    output=$1 format=$2 policies=$3
    shift 3
    "$pol" eval "$policies" --format "$format" --as-of 2024-07-01 "$@" > "$output" 2> "$work/log"
}
csv() { decide "$1" "$2" "${3-policies}" --data examples/applicants.csv $lists; }
jsonl() { decide "$1" "$2" "${3-policies}" --data examples/applicants.jsonl; }

# One row per applicant and offer, as expected.csv has columns: id, scheme.offer, decision.
expected_rows() {
    awk -F, 'NR == 1 { for (i = 2; i <= NF; i++) name[i] = $i; next }
        { for (i = 2; i <= NF; i++) if (name[i] !~ /\.limit$/) print $1 "," name[i] "," $i }' \
        "$here/expected.csv" | sort
}
expected_limits() {
    awk -F, 'NR == 1 {
            for (i = 2; i <= NF; i++) if ($i ~ /\.limit$/) { c[i] = 1; name[i] = substr($i, 1, length($i) - 6) }
            next
        }
        { for (i in c) print $1 "," name[i] "," $i }' "$here/expected.csv" | sort
}

"$pol" check policies examples/reforms > "$work/log" 2>&1
report "the policies and the reforms check without a fault"
"$pol" check --strict policies > "$work/log" 2>&1
report "what is found in the policies is accepted, with its reason"
"$pol" trace --strict policies > "$work/log" 2>&1
report "every sentence of the notices is quoted by a rule, or marked as none with the reason"
"$pol" test policies > "$work/log" 2>&1
report "the policies' own tests pass"

csv "$work/csv.jsonl" jsonl
report "the CSV is read without a fault"
jsonl "$work/jsonl.jsonl" jsonl
report "the JSON Lines are read without a fault"
diff "$work/csv.jsonl" "$work/jsonl.jsonl" > "$work/log"
report "both are decided alike"

csv "$work/long.csv" long
expected_rows > "$work/expected"
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
    { print $c["id"] "," $c["scheme"] "." $c["offer"] "," $c["decision"] }' \
    "$work/long.csv" | sort > "$work/actual"
diff "$work/expected" "$work/actual" > "$work/log"
report "every decision is the one that was worked out by hand"

expected_limits > "$work/expected"
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
    $c["scheme"] "." $c["offer"] == "boc.hsd" { print $c["id"] ",boc.hsd," $c["limit"] }' \
    "$work/long.csv" | sort > "$work/actual"
diff "$work/expected" "$work/actual" > "$work/log"
report "and so is every limit that depends on the revenue"

# In the other spelling: examples/en is what `pol fmt --lang en` makes, means the same, and comes back as it was.
touch "$work/.pol-root"
cp -R policies "$work/there"
"$pol" fmt --lang en "$work/there/"*.pol > "$work/log" 2>&1 && diff -r examples/en "$work/there" -x tests > "$work/log"
report "the English rendering is up to date"
"$pol" fmt --lang zh "$work/there/"*.pol > "$work/log" 2>&1 && diff -r policies "$work/there" > "$work/log"
report "and comes back as the Chinese"
jsonl "$work/english.jsonl" jsonl examples/en && diff "$work/jsonl.jsonl" "$work/english.jsonl" > "$work/log"
report "both decide alike"

# Which decisions an offer can come to: hsd is never not applicable, hsyd, growth, development and benchmark never ask
# a person, cdd always does, msd is for all.
awk -F, 'NR == 1 { for (i = 2; i <= NF; i++) name[i] = $i; next } { for (i = 2; i <= NF; i++) seen[name[i] " " $i] = 1 }
    END {
        never["boc.hsd not_applicable"] = never["jsb.msd not_applicable"] = 1
        never["sxb.cdd eligible"] = never["sxb.hsyd refer"] = 1
        never["ccb.growth refer"] = never["ccb.development refer"] = never["ccb.benchmark refer"] = 1
        split("eligible refer incomplete ineligible not_applicable", decision, " ")
        for (i in name) if (name[i] !~ /\.limit$/) for (d in decision) {
            key = name[i] " " decision[d]
            if (!(key in seen) && !(key in never)) print key
        }
    }' "$here/expected.csv" > "$work/log"
[ ! -s "$work/log" ]
report "the merchants reach every decision of every offer"

"$pol" fmt --check policies/*.pol policies/tests/*.pol examples/reforms/*.pol > "$work/log" 2>&1
report "the policies are laid out as the formatter lays them out"

# Schemes that show a part of the language each: sound, laid out, of one meaning in both spellings.
mkdir "$work/schemes"
touch "$work/schemes/.pol-root"
cp -R examples/schemes/sources "$work/schemes"
for scheme in examples/schemes/*.pol; do
    there=$work/schemes/$(basename "$scheme")
    cp "$scheme" "$there"
    { "$pol" check --strict "$scheme" && "$pol" test "$scheme" && "$pol" fmt --check "$scheme" &&
        "$pol" fmt --lang en "$there" && "$pol" test "$there" && "$pol" fmt --lang zh "$there" &&
        diff "$scheme" "$there"; } > "$work/log" 2>&1
    report "$(basename "$scheme"): its tests pass, in both spellings"
done

# README.md's first plain blocks: a piece of ccb.pol, and of what explain says about A024, and what would help there.
block() {
    awk -v wanted="$1" '/^```/ { inside = !inside; plain = inside && /^```(text)?$/; n += plain; next }
        plain && n == wanted && $0 !~ /^[$…]/' README.md
}
"$pol" explain policies/ccb.pol --data examples/applicants.csv --id A024 --as-of 2024-07-01 --lang zh \
    > "$work/explained" 2> "$work/log"
block 1 | grep -vxFf policies/ccb.pol > "$work/log"
block 2 | grep -vxFf "$work/explained" >> "$work/log"
"$pol" explain policies/ccb.pol --data examples/applicants.csv --id A024 --as-of 2024-07-01 --what-would-help \
    --lang zh > "$work/helped" 2>> "$work/log"
block 3 | diff - "$work/helped" >> "$work/log"
[ -n "$(block 2)" ] && [ ! -s "$work/log" ]
report "README shows what there is"

echo "1..$number"
[ $failures = 0 ]

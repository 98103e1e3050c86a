#!/bin/bash
# How the compiler and the evaluation grow with a policy's size: a line per kind of policy and size, with the
# microseconds of processor time for each rule (offer, param, row of a table, test, field), the least of ROUNDS. What
# grows as it should stays about the same from line to line. Takes some two minutes; a command of more than LIMIT
# seconds ends its kind.
#
#   ROUNDS=2 LIMIT=10 bash tests/bench/compile.sh POL [SIZE…]
set -eu
pol=$(realpath "$1")
shift
sizes=${*:-1000 4000 16000}
rounds=${ROUNDS:-2} limit=${LIMIT:-10}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Line feeds as awk reads them.
fields='vocabulary {\n field id(编号): text key field n(数): count field m(额): money field a(甲): yes/no\n'
fields=$fields' field l(列): list of { m: money }\n}'
notice() { awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "第%d条 年满%d周岁，收入不低于%d元。\n", i, i, i }'; }
rules() {  # SIZE rules of one offer, each with its clause and words
    notice "$1" > notice.txt
    awk -v n="$1" -v fields="$fields" 'BEGIN {
        print fields
        print "scheme s(方案甲) {\n source \"notice.txt\"\n in force from 2024-01-01\n offer o(产品甲) {"
        for (i = 1; i <= n; i++)
            printf "  require r%d \"rule %d\" cite \"%d\" quote \"年满%d周岁\": n + %d >= %d and (a or m > %d yuan)\n",
                i, i, i, i, i, i + 1, i
        print "  grant limit = 10万元\n }\n}" }'
}
offers() {
    awk -v n="$1" -v fields="$fields" 'BEGIN {
        print fields "\nscheme s {\n in force from 2024-01-01\n require shared: n >= 1"
        for (i = 1; i <= n; i++) printf " offer o%d { require r: n >= %d grant limit = %d yuan }\n", i, i % 90, i
        print "}" }'
}
params() {
    awk -v n="$1" -v fields="$fields" 'BEGIN {
        print fields
        for (i = 1; i <= n; i++) printf "param p%d = %d, %d from 2024-06-01\ndefine d%d = n >= p%d\n", i, i, i + 1, i, i
        print "scheme s {\n in force from 2024-01-01\n offer o {"
        for (i = 1; i <= n; i++) printf "  require r%d: d%d\n", i, i
        print " }\n}" }'
}
tables() {
    awk -v n="$1" -v fields="$fields" 'BEGIN {
        print fields "\nscheme s {\n in force from 2024-01-01\n table t first {\n  n || r"
        for (i = 1; i <= n; i++) printf "  %d || %d yuan\n", i, i
        print "  otherwise || 0 yuan\n }\n offer o { require r: t >= 0 yuan grant limit = t }\n}" }'
}
tests() {
    offers 1
    awk -v n="$1" 'BEGIN {
        for (i = 1; i <= n; i++) {
            printf "sample s%d { id: \"%d\" n: %d a: yes }\n", i, i, i
            printf "test \"t%d\" as of 2024-07-01 { given s%d expect s.o1 is eligible }\n", i, i
        } }'
}
fields_of() {
    awk -v n="$1" 'BEGIN {
        print "vocabulary {\n field id: text key"
        for (i = 1; i <= n; i++) printf " field f%d: count\n", i
        print "}\nscheme s {\n in force from 2024-01-01\n offer o {"
        for (i = 1; i <= n; i++) printf "  require r%d: f%d > 0\n", i, i
        print " }\n}" }'
}

TIMEFORMAT='%U %S'
# The least processor time of a command, in microseconds for each of SIZE.
measure() {
    local size=$1 round
    shift
    for round in $(seq "$rounds"); do
        { time timeout "$limit" "$@" > out 2> err || [ $? != 124 ] || echo over >> slow; } 2>&1
    done | awk -v size="$size" '{ t = $1 + $2 } NR == 1 || t < least { least = t }
        END { printf "%.1f", least * 1e6 / size }'
}
printf 'id,n,a,m\n' > rows.csv
seq -f 'A%.0f,5,yes,100' 100 >> rows.csv
shared=(--data rows.csv --as-of 2024-07-01)
commands=("check FILE" "eval FILE ${shared[*]} -o /dev/null" "explain FILE ${shared[*]} --id A1"
          "explain FILE ${shared[*]} --id A1 --format json" "fmt --check FILE" "fmt --check --lang zh FILE")
printf '%-8s %7s %8s %8s %8s %8s %8s %8s   µs each\n' policy size check 'eval 100' explain json fmt 'fmt zh'
for kind in rules offers params tables tests fields_of; do
    rm -f slow
    for size in $sizes; do
        if [ -e slow ]; then break; fi
        $kind "$size" > policy.pol
        "$pol" check policy.pol > out 2>&1 || { echo "$kind does not check:"; head -n 5 out; break; }
        printf '%-8s %7d' "${kind%_of}" "$size"
        for command in "${commands[@]}"; do
            # shellcheck disable=SC2086  # words of a command
            printf ' %8s' "$(measure "$size" "$pol" ${command/FILE/policy.pol})"
        done
        echo
    done
done

#!/bin/bash
# Inputs that no one writes in earnest, each named by its symptom: the answer must be clean, quick and small. In TAP.
#
#   tests/bogons/run.sh POL
set -u
unset LANGUAGE
export LC_ALL=C.UTF-8 LANG=C.UTF-8 TZ=UTC
here=$(cd "$(dirname "$0")" && pwd)
pol=$(realpath "$1")
work=$(mktemp -d)
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
count=0 failed=0

ok() { count=$((count + 1)); echo "ok $count - $1"; }
not_ok() {
    count=$((count + 1))
    failed=$((failed + 1))
    echo "not ok $count - $1"
    cat out err 2>/dev/null | cut -c1-200 | sed 's/^/# /' | head -n 4
}
skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; }
check() { if [ "$2" = "$3" ]; then ok "$1"; else echo "# wanted '$3', found '$2'"; not_ok "$1"; fi; }

# A sanitizer maps terabytes, and takes its time.
seconds=10 kilobytes=1000000
(ulimit -v $kilobytes; "$pol" version > /dev/null 2>&1) || { seconds=60 kilobytes=unlimited; }
bounded() { (ulimit -t $seconds -v $kilobytes -c 0; exec "$pol" "$@"); }

# expect NAME EXIT CODE ARGUMENT…: pol exits so, and gives the diagnostic CODE ('-': whichever, 'clean': none).
expect() {
    local name=$1 exit=$2 code=$3 answer
    shift 3
    bounded "$@" > out 2> err < /dev/null
    answer=$?
    if [ $answer != "$exit" ]; then echo "# exit code $answer instead of $exit"; not_ok "$name"; return; fi
    case $code in
    -) ok "$name" ;;
    clean) if grep -qsE '(error|warning)\[' out err; then not_ok "$name"; else ok "$name"; fi ;;
    *) if grep -qsF "[$code]" out err; then ok "$name"; else echo "# no $code"; not_ok "$name"; fi ;;
    esac
}

cat > good.pol <<'END'
vocabulary {
    field id: text key field a: yes/no field n: count field m: money field k: one of {x, y}
    field l: list of {m: money}
}
scheme s { in force from 2024-01-01 offer o { require r: n >= 1 and count(l) >= 0 grant limit = 5 yuan } }
test "t" as of 2024-07-01 { given { id: "A", n: 1, l: [] } expect s.o is eligible }
END
date=--as-of=2024-07-01
python3 "$here/make.py" . > cases || exit 1
while read -r command exit code file; do
    if [ "$command" = check ]; then expect "check $file" "$exit" "$code" check "$file"
    else expect "eval $file" "$exit" "$code" eval good.pol $date --data "$file" -o /dev/null; fi
done < cases

# Large and right: what it comes to
printf 'id,a,n,m,k\nA,yes,1,1,x\nB,no,0,1,y\nC,,,1,x\n' > good.csv
printf '{"id":"A","a":true,"n":1,"l":[]}\n' > good.jsonl
decisions() { grep -o '"decision":"[a-z]*"' out | sed -n 'p;n' | cut -d '"' -f 4 | paste -sd ' '; }
for policy in and_chain or_chain sum_chain; do
    expect "eval $policy" 0 - eval $policy.pol $date --data good.csv
    check "eval $policy: the decisions" "$(decisions)" 'eligible ineligible incomplete'
done
expect 'fmt many_rows' 1 - fmt --check many_rows.pol
expect 'fmt and_chain' 1 - fmt --check and_chain.pol

# Files that are no files
truncate -s 4G sparse.pol
truncate -s 4G sparse.csv
mkdir -p folder.pol empty loop/a outside project/inside
touch project/.pol-root
echo 'use "itself.pol"' > itself.pol
echo 'use "second.pol"' > first.pol
echo 'use "first.pol"' > second.pol
for i in $(seq 1 40); do echo "use \"deep$((i + 1)).pol\"" > deep$i.pol; done
echo > deep41.pol
cp good.pol outside/
echo 'use "../../outside/good.pol"' > project/inside/use_out.pol
echo 'use "/etc/passwd"' > project/inside/use_absolute.pol
ln -s ../../outside/good.pol project/inside/link.pol
echo 'use "link.pol"' > project/inside/use_link.pol
echo 'use "folder.pol"' > use_folder.pol
mkfifo fifo.pol fifo.csv
echo 'use "fifo.pol"' > use_fifo.pol
echo 'use "/dev/zero"' > use_zero.pol
echo 'use "/dev/stdin"' > use_stdin.pol
echo 'use ""' > use_nothing.pol
ln -s .. loop/a/up
ln -s circle.pol circle.pol
expect 'check: a sparse file of 4 GiB' 1 P0204 check sparse.pol
expect 'check: a file that uses itself' 1 P0206 check itself.pol
expect 'check: files that use each other' 1 P0206 check first.pol
expect 'check: 40 files that use one another' 1 P0207 check deep1.pol
expect 'check: 32 files that use one another' 0 - check deep10.pol
expect 'check: 33 files that use one another' 1 P0207 check deep9.pol
expect 'check: use of a file outside' 1 P0208 check project/inside/use_out.pol
expect 'check: use of an absolute path' 1 - check project/inside/use_absolute.pol
expect 'check: use of a link that leads outside' 1 P0208 check project/inside/use_link.pol
expect 'check: use of a folder' 1 P0202 check use_folder.pol
expect 'check: use of a pipe' 1 P0203 check use_fifo.pol
expect 'check: use of /dev/zero' 1 - check use_zero.pol
expect 'check: use of /dev/stdin' 1 - check use_stdin.pol
expect 'check: use of nothing' 1 - check use_nothing.pol
expect 'check: a pipe' 1 P0203 check fifo.pol
expect 'check: /dev/zero' 1 P0203 check /dev/zero
expect 'check: /dev/null' 1 - check /dev/null
expect 'check: a folder called .pol' 6 U0118 check folder.pol
expect 'check: a folder without policies' 6 U0118 check empty
expect 'check: a folder whose link leads back' 6 U0118 check loop
expect 'check: a link that leads to itself' 6 U0119 check circle.pol
expect 'eval: a folder as data' 6 D0132 eval good.pol $date --data folder.pol
expect 'eval: a folder as an item list' 6 D0132 eval good.pol $date --data good.csv --list l=empty
expect 'eval: /dev/null as data' 6 D0136 eval good.pol $date --data /dev/null
expect 'eval: a sparse file of 4 GiB' 5 D0120 eval good.pol $date --data sparse.csv
expect 'eval: /dev/zero as CSV' 5 D0120 eval good.pol $date --data /dev/zero --input-format csv
expect 'eval: /dev/zero as JSON Lines' 5 D0120 eval good.pol $date --data /dev/zero --input-format jsonl
if [ "$(id -u)" != 0 ]; then
    chmod 000 outside/good.pol
    expect 'check: a file that may not be read' 6 U0119 check outside/good.pol
    cp good.csv secret.csv && chmod 000 secret.csv
    expect 'eval: data that may not be read' 6 D0130 eval good.pol $date --data secret.csv
else
    skip 'files that may not be read' 'root may read all'
fi

# Item lists and options
printf 'm\n1\n' > no_key.csv
printf 'id,m\nA,1\nB,x\n' > items.csv
expect 'eval: an item list without the key' 6 D0139 eval good.pol $date --data good.csv --list l=no_key.csv
expect 'eval: a list given twice' 2 U0126 eval good.pol $date --data good.csv --list l=items.csv --list l=items.csv
expect 'eval: an item that is not valid' 4 D0119 eval good.pol $date --data good.csv --list l=items.csv
{ echo id,m; seq -f 'A%.0f,x' 2000; } > bad_items.csv
{ printf 'id,n,\327\326\n'; seq -f 'A%.0f,1,x' 40000; } > chinese.csv
{ cat chinese.csv; printf 'B,1,\377\377\n'; } > mixed.csv
expect 'eval: a list of bad rows' 6 D0161 eval good.pol $date --data good.csv --list l=bad_items.csv
expect 'eval: data in GB18030' 0 D0134 eval good.pol $date --data chinese.csv -o /dev/null
expect 'eval: data that is GB18030 only at its beginning' 4 D0121 eval good.pol $date --data mixed.csv -o /dev/null
for jobs in 0 -1 99999 99999999999999999999 1x ''; do
    expect "eval: --jobs '$jobs'" 2 - eval good.pol $date --data good.csv "--jobs=$jobs"
done
expect 'eval: more threads than records' 0 - eval good.pol $date --data good.csv --jobs 64
expect 'eval: output into a folder that is not there' 6 U0120 eval good.pol $date --data good.csv -o none/out
expect 'eval: output onto a full device' 6 U0120 eval good.pol $date --data good.csv -o /dev/full
expect 'eval: rejects onto a full device' 6 U0120 eval good.pol $date --data good.csv --rejects /dev/full

# Standard streams
commands=('check good.pol --format json' "eval good.pol $date --data good.csv"
    "explain good.pol $date --data good.csv --id A" 'test good.pol' 'fmt -' 'fmt --check -' 'help' 'help eval' 'version'
    '--help' '--version')
for command in "${commands[@]}"; do
    # shellcheck disable=SC2086
    bounded $command < and_chain.pol > /dev/full 2> err
    answer=$?
    : > out
    check "a full device: pol $command" $answer 6
    # shellcheck disable=SC2086
    bounded $command < and_chain.pol >&- 2> err
    answer=$?
    : > out
    check "a closed output: pol $command" $answer 6
done
bounded eval good.pol $date --data - <&- > out 2> err
check 'eval: a closed standard input' $? 6
bounded check - <&- > out 2> err
check 'check: a closed standard input' $? 6
bounded check and_chain.pol 2>&- > out
check 'check: a closed standard error' $? 0
{ echo id,n; seq -f 'B%.0f,1' 200000; } > many.csv
(trap '' PIPE; bounded eval good.pol $date --data many.csv 2> err; echo $? > code) | head -n 1 > /dev/null
check 'eval: a closed pipe: exit code' "$(cat code)" 6
check 'eval: a closed pipe: said quietly' "$(grep -c error err)" 0

# A signal, and a disk that is full at the N-th write: whole or not at all
mkfifo slow.csv
echo before > kept
"$pol" eval good.pol $date --data slow.csv -o kept > out 2> err &
running=$!
exec 3> slow.csv
head -n 100000 many.csv >&3
kill -TERM $running
wait $running 2> /dev/null
check 'a signal: exit code' $? 143
exec 3>&-
check 'a signal leaves the old file' "$(cat kept)" before
check 'a signal leaves nothing else' "$(find . -name '*.part' | wc -l)" 0

# whole NAME FILE BEFORE AFTER: the file is as before or as after, and as after where pol said so by its exit code 0.
# (Where it failed, it may have been another file that could not be written.)
whole() {
    if [ "$answer" = 0 ]; then cmp -s "$2" "$4" || { not_ok "$1: succeeded, but not whole"; return 1; }
    elif [ "$answer" != 6 ]; then echo "# exit code $answer"; not_ok "$1"; return 1
    else cmp -s "$2" "$3" || cmp -s "$2" "$4" || { not_ok "$1: failed, and not whole"; return 1; }
    fi
    [ -z "$(find . -name '*.part')" ] || { not_ok "$1: something else is left"; return 1; }
}
# until_success NAME FILE BEFORE AFTER ARGUMENT…: fails the N-th write for N = 1, 2, … until none is left to fail.
until_success() {
    local name=$1 file=$2 before=$3 after=$4 n
    shift 4
    for n in $(seq 1 400); do
        cp "$before" "$file"
        # The leak checker of a sanitized build cannot work where something else traces the program.
        ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0" strace -f -qq -o trace -e trace=write \
            -e inject=write:error=ENOSPC:when="$n" "$pol" "$@" > out 2> err < /dev/null
        answer=$?
        [ $answer = 4 ] && answer=0
        grep -q INJECTED trace || break
        grep -q '^[0-9]* *write(2,.*INJECTED' trace && continue  # a message that is lost is no loss of results
        whole "$name, write $n" "$file" "$before" "$after" || return
    done
    check "$name: $((n - 1)) writes, each failed once" "$answer" 0
}
if command -v strace > /dev/null && strace -o /dev/null true 2> /dev/null; then
    echo before > before
    { head -n 5001 many.csv; echo C,x; } > some.csv
    "$pol" eval good.pol $date --data some.csv -o after --rejects rejected 2> err
    until_success 'eval -o' result before after eval good.pol $date --data some.csv -o result --rejects other
    until_success 'eval --rejects' other before rejected eval good.pol $date --data some.csv -o result --rejects other
    cp good.pol formatted.pol
    "$pol" fmt formatted.pol > out 2> err
    until_success 'fmt in place' laid_out.pol good.pol formatted.pol fmt laid_out.pol
else
    skip 'the N-th write fails' 'no strace'
fi

echo "1..$count"
[ $failed = 0 ]

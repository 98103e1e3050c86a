#!/bin/bash
# What the program promises about its exit codes, its output files, and what its output may depend on. In TAP.
#
#   tests/property/cli.sh POL
. "$(dirname "$0")/../tap.sh"

# expect NAME CODE ARGUMENT…: pol with these arguments exits with this code.
expect() {
    local name=$1 wanted=$2
    shift 2
    "$pol" "$@" > out 2> err < /dev/null
    check "$name" $? "$wanted"
}

mkdir policies policies/tests empty data
cat > policies/vocabulary.pol <<'END'
vocabulary {
  field applicant_id(编号): text key
  field revenue(收入): money
  field applied(申请日): date
  field overdue(逾期): list of { amount: money }
  field late(迟还): list of { amount: money }
}
END
cat > policies/bank.pol <<'END'
use "vocabulary.pol"
scheme bank(银行) {
  in force from 2024-01-01
  param min_revenue(最低收入) = 10万元
  offer loan(贷款) {
    require revenue(收入): revenue >= min_revenue
    require clean(清白): count(overdue) <= 1
    grant limit(额度) = revenue * 10%
  }
}
END
cat > policies/tests/bank_test.pol <<'END'
use "../bank.pol"
test "enough" as of 2024-07-01 {
  given { applicant_id: "T1", revenue: 20万元, overdue: [] }
  expect bank.loan is eligible, limit = 2万元
}
END
echo 'scheme broken {' > broken.pol
printf 'applicant_id,revenue,applied\nA1,200000,2024-02-01\nA2,5,2023-02-01\nA3,,2024-03-01\n' > data/good.csv
printf 'applicant_id,revenue\nA1,200000\nA2,plenty\nA3,300000\n' > data/bad.csv
printf '%s\n' '{"applicant_id":"A1","revenue":200000,"overdue":[]}' \
    '{"applicant_id":"A2","revenue":1,"overdue":[{"amount":5}]}' > data/good.jsonl
printf 'applicant_id,amount\nA1,100\nA1,200\n' > data/overdue.csv
{ echo applicant_id,revenue; for i in $(seq 1 20000); do echo "B$i,$((i * 7 % 300000))"; done; } > data/many.csv
date=--as-of=2024-07-01

# Exit codes
expect 'check: all well' 0 check policies
expect 'check: errors' 1 check broken.pol
expect 'check: no such file' 6 check nowhere.pol
expect 'check: a folder without policies' 6 check empty
expect 'eval: all well' 0 eval policies --data data/good.csv $date
expect 'eval: from JSON Lines' 0 eval policies --data data/good.jsonl $date
expect 'eval: with a list' 0 eval policies --data data/good.csv --list overdue=data/overdue.csv $date
expect 'eval: some rejected' 4 eval policies --data data/bad.csv $date
expect 'eval: a policy that does not compile' 3 eval broken.pol --data data/good.csv
cp -r policies unsound
printf 'test "x" as of 2024-07-01 {\n  expect nobody is elligible\n}\n' > unsound/tests/more_test.pol
expect 'check: a test that is wrong' 1 check unsound
expect 'test: one that is wrong' 3 test unsound
expect 'eval: tests that are wrong are nothing to it' 0 eval unsound --data data/good.csv $date
printf 'define x = = 1\n' >> unsound/tests/more_test.pol
expect 'eval: but whatever else is' 3 eval unsound --data data/good.csv $date
"$pol" check unsound > said 2>&1
check 'eval: then it tells all of them' "$(grep -c '^unsound.*error' err)" "$(grep -c '^unsound.*error' said)"
printf 'sample some { applicant_id: "A" }\n' > unsound/tests/samples.pol
printf 'test "y" as of 2024-07-01 {\n  given some\n  expect bank is eligible\n}\n' >> unsound/tests/more_test.pol
expect 'eval: a slip beside tests whose samples are passed over' 3 eval unsound --data data/good.csv $date
check 'eval: those are not missed' "$(grep -c P0309 err)" 0
rm -r unsound
expect 'eval: no such data' 6 eval policies --data data/none.csv
expect 'eval: a folder as data' 6 eval policies --data data
expect 'eval: no such list file' 6 eval policies --data data/good.csv --list overdue=none.csv
expect 'eval: output where no folder is' 6 eval policies --data data/good.csv -o none/out.csv
expect 'eval: output onto a folder' 6 eval policies --data data/good.csv -o empty
{ echo applicant_id,revenue; printf 'A1,'; head -c 40000000 /dev/zero | tr '\0' 1; echo; } > data/long.csv
expect 'eval: a record beyond all limits' 5 eval policies --data data/long.csv $date
rm data/long.csv
expect 'test: all pass' 0 test policies
for usage in '' 'nonsense' 'eval' 'eval policies' 'eval policies --data' \
    'eval policies --data data/good.csv --format xml' 'eval policies --data data/good.csv --as-of 2024-02-30' \
    'eval policies --data data/good.csv --as-of 2024-02-01 --as-of-field applied' \
    'eval policies --data data/good.csv --as-of-field revenue' \
    'eval policies --data data/good.csv --as-of-field aplied' \
    'eval policies --data data/good.csv --list revenue=x' 'eval policies --data data/good.csv --list overdue' \
    'eval policies --data data/good.csv --set bank.min_revenu=1元' \
    'eval policies --data data/good.csv --set bank.min_revenue=high' \
    'eval policies --data data/good.csv -o a --rejects a' 'eval policies --data data/good.csv -o data/good.csv' \
    'eval policies --data data/good.csv --reform none' 'eval - --data -' 'check' 'check --frmat json policies' \
    'help nonsense' 'version more'; do
    # shellcheck disable=SC2086
    expect "usage: pol $usage" 2 $usage
done
for help in '--help' '-h' 'help' 'help eval' 'eval --help' 'version' '--version' 'fmt --help --lang zh'; do
    # shellcheck disable=SC2086
    expect "help: pol $help" 0 $help
    [ -s out ] && ok "help: pol $help says something" || not_ok "help: pol $help says something"
done

# Standard output
for command in 'version' '--help' 'check policies --format json' \
    "eval policies --data data/many.csv $date" "eval policies --data data/good.csv $date"; do
    # shellcheck disable=SC2086
    "$pol" $command > /dev/full 2> err
    check "a full device: pol $command" $? 6
    [ -s err ] && ok "a full device is told: pol $command" || not_ok "a full device is told: pol $command"
done
"$pol" version >&- 2> err
check 'a closed standard output' $? 6
(trap '' PIPE; "$pol" eval policies --data data/many.csv $date 2> err; echo $? > code) | head -n 1 > /dev/null
check 'a closed pipe is no success' "$(cat code)" 6
check 'a closed pipe is quiet' "$(grep -c error err)" 0

# Output files, whole or not at all
"$pol" eval policies --data data/good.csv $date -o result.jsonl 2> err
check 'as many results as records' "$(wc -l < result.jsonl)" 3
echo before > kept
(ulimit -f 8; "$pol" eval policies --data data/many.csv $date -o kept 2> err; echo $? > code)
check 'a file that may not grow: exit code' "$(cat code)" 6
check 'a file that may not grow: the old one stays' "$(cat kept)" before
(ulimit -f 8; "$pol" eval policies --data data/many.csv $date -o fresh 2> err)
[ -e fresh ] && not_ok 'a file that may not grow: no new one' || ok 'a file that may not grow: no new one'
check 'nothing else is left behind' "$(find . -name '*.part' | wc -l)" 0
"$pol" eval policies --data data/good.csv $date -o kept --format xml 2> err
check 'a wrong option leaves the old file' "$(cat kept)" before
"$pol" eval broken.pol --data data/good.csv $date -o kept 2> err
check 'a broken policy leaves the old file' "$(cat kept)" before
if command -v strace > /dev/null && strace -o /dev/null true 2> /dev/null; then
    items=overdue=data/overdue.csv
    for call in write fsync linkat rename; do
        traced -qq -o /dev/null -e inject=$call:error=ENOSPC:when=1 \
            "$pol" eval policies --data data/good.csv --list "$items" $date -o kept 2> err
        check "a failing $call leaves the old file" "$(cat kept)" before
        check "a failing $call leaves nothing else" "$(find . -name '*.part' | wc -l)" 0
    done
    traced -f -qq -o trace -e trace=clone,clone3 "$pol" eval policies --data data/good.csv $date --jobs 64 > out 2> err
    check 'no thread is made for a chunk that is the only one' "$(grep -c CLONE_THREAD trace)" 0
    awk 'NR == 1 { print } NR > 1 { row[NR] = $0 } END { for (i = 0; i < 20000; i++) print row[2 + i % (NR - 1)] }' \
        data/good.csv > many.csv
    traced -f -qq -o trace -e trace=clone,clone3 "$pol" eval policies --data many.csv $date --jobs 64 > out 2> err
    threads=$(grep -c CLONE_THREAD trace)
    check 'threads are made as there is work for them' "$((threads >= 1 && threads <= 4))" 1
    # What can't be looked at or read is not left out in silence.
    look=$(traced -qq -e trace=lstat,newfstatat "$pol" check policies 2>&1 > /dev/null | grep -n 'policies/tests"' |
        cut -d: -f1 | head -n 1)
    traced -qq -o /dev/null -e inject=lstat,newfstatat:error=EIO:when="$look" "$pol" check policies > out 2> err
    check 'check: a folder within that can not be looked at' "$?:$(grep -c policies/tests err)" 6:1
    for file in vocabulary.pol bank.pol tests/bank_test.pol; do
        for command in check 'eval --data data/good.csv' test 'fmt --check'; do
            # shellcheck disable=SC2086
            traced -qq -o /dev/null -P "$work/policies/$file" -e inject=read:error=EIO \
                "$pol" $command policies > out 2> err
            check "pol ${command%% *}: $file fails to be read" "$?:$(cat out err | grep -o P0205 | sort -u)" 6:P0205
        done
    done
    # Where a file must have a name from the start, because it can't get one later, no signal leaves it behind.
    mkfifo data/slow.csv
    signals='HUP TERM'
    # Under nohup nobody is interrupted by it.
    [ $((0x$(awk '/^SigIgn/ { print $2 }' /proc/self/status) & 1)) = 0 ] || signals=TERM
    for signal in $signals; do
        strace -D -qq -o /dev/null -e inject=access,faccessat,faccessat2:error=EACCES \
            "$pol" eval policies --data data/slow.csv $date -o slow.jsonl --rejects slow_rejects.csv 2> err &
        exec 3> data/slow.csv
        printf 'applicant_id,revenue\nA1,1\nA2,x\n' >&3
        for try in $(seq 100); do [ "$(find . -name '*.part' | wc -l)" = 2 ] && break; sleep 0.05; done
        check "SIG$signal: two files meanwhile" "$(find . -name '*.part' | wc -l)" 2
        kill -s $signal $!
        wait $! 2> /dev/null
        check "SIG$signal ends the program" $? $((128 + $(kill -l $signal)))
        exec 3>&-
        check "SIG$signal leaves nothing behind" "$(find . -name '*.part' -o -name 'slow*.jsonl' | wc -l)" 0
    done
    rm data/slow.csv
else
    skip 'failing system calls' 'no strace'
fi
"$pol" eval policies --data data/bad.csv $date -o good.jsonl --rejects rejects.csv 2> err
check 'rejects: the good records are done' "$(wc -l < good.jsonl)" 2
check 'rejects: the bad one is kept' "$(grep -c plenty rejects.csv)" 1

# What output does not depend on
same() { if cmp -s "$2" "$3"; then ok "$1"; else not_ok "$1"; fi; }
for format in jsonl csv long table; do
    "$pol" eval policies --data data/many.csv $date --format $format --lang en --jobs 1 > one 2> one.err
    for jobs in 2 3 8; do
        "$pol" eval policies --data data/many.csv $date --format $format --lang en --jobs $jobs > other 2> err
        same "$format: $jobs threads give the same" one other
        same "$format: $jobs threads say the same" one.err err
    done
done

# Lists: the same for any number of threads and any order of their rows; faults in the order of the files.
items() {
    awk -v seed="$1" 'BEGIN {
        srand(seed)
        for (i = 1; i <= 20000; i++) for (n = int(rand() * 5); n--;) print "B" i "," n ".50"
    }'
}
{ echo applicant_id,amount; items 1 | sort -s -t, -k1,1; } > data/sorted.csv
shuffled() { awk '{ print (NR * 7919) % 40009 "\t" $0 }' | sort -s -n | cut -f2; }
{ echo applicant_id,amount; items 1 | shuffled; } > data/mixed.csv
{ echo applicant_id,amount; items 2 | sed -e '3s/,.*/,x/' -e '30000s/,.*/,y/'; } > data/bad_overdue.csv
{ echo applicant_id,amount; items 3 | sed '2s/,.*/,z/'; } > data/bad_late.csv
with_lists() {
    "$pol" eval policies --data data/many.csv $date --format csv --list overdue="$1" --list late="$2" --jobs "$3"
}
with_lists data/sorted.csv data/mixed.csv 1 > one 2> one.err
with_lists data/bad_late.csv data/bad_overdue.csv 1 > bad 2> bad.err
for jobs in 2 3 8; do
    with_lists data/mixed.csv data/sorted.csv $jobs > other 2> err
    same "lists: in any order, $jobs threads give the same" one other
    same "lists: in any order, $jobs threads say the same" one.err err
    with_lists data/bad_late.csv data/bad_overdue.csv $jobs > other 2> err
    same "bad lists: $jobs threads give the same" bad other
    same "bad lists: $jobs threads say the same" bad.err err
    with_lists data/none.csv data/nowhere.csv $jobs > other 2> err
    check "missing lists: $jobs threads name the first" "$(grep -c none.csv err) $(grep -c nowhere.csv err)" '1 0'
done
check 'bad lists: faults in the order of the files' "$(grep -o '^data/bad[^:]*:[0-9]*' bad.err | tr '\n' ' ')" \
    'data/bad_late.csv:3 data/bad_overdue.csv:4 data/bad_overdue.csv:30001 '

# A list beyond what is kept in memory.
awk 'BEGIN { print "applicant_id,amount"; for (i = 1; i <= 1200000; i++) printf "C%07d,%d.25\n", i, i }' > data/huge.csv
mkdir tmp
with_huge() { TMPDIR=$1 expect "$2" "$3" eval policies --data data/good.csv --list overdue=data/huge.csv $date; }
with_huge "$work/tmp" 'a long list goes to temporary files' 4
with_huge "$work/none" 'a long list, nowhere to put it' 6
echo 'C0000001,x,y' >> data/huge.csv
with_huge "$work/tmp" 'a long list with a fault' 4
sed -i '600000s/.*/,5/' data/huge.csv
with_huge "$work/tmp" 'a long list without an owner' 4
check 'a long list leaves nothing behind' "$(ls tmp)" ''
rm data/huge.csv
"$pol" eval policies --data data/good.csv $date > one 2> err
for locale in C zh_CN.UTF-8 de_DE.UTF-8 tr_TR.UTF-8; do
    LC_ALL=$locale "$pol" eval policies --data data/good.csv $date > other 2> err
    same "locale $locale gives the same" one other
done
"$pol" eval policies --data data/good.csv > one 2> err
for zone in Asia/Shanghai America/New_York Pacific/Kiritimati Nowhere/None; do
    TZ=$zone "$pol" eval policies --data data/good.csv > other 2> err
    same "time zone $zone gives the same" one other
done
check 'the default date says where it comes from' "$(grep -c 'today in China, UTC+8' err)" 1
LC_ALL=zh_CN.UTF-8 "$pol" nonsense > out 2> err
check 'messages in Chinese by the environment' "$(grep -c 没有 err)" 1
LC_ALL=zh_CN.UTF-8 "$pol" nonsense --lang en > out 2> err
check 'messages in English by --lang' "$(grep -c 'no command' err)" 1
"$pol" eval policies --data data/good.csv $date --lang zh > out 2> err
check 'results in Chinese by --lang' "$(grep -c 银行 out)" 3

# A file whose end is missing
printf 'applicant_id,revenue\nA1,200000\nA2,20' > data/bare.csv
printf 'applicant_id,amount\nA1,5' > data/bare_overdue.csv
expect 'a last line without a line feed' 0 eval policies --data data/bare.csv $date
bare=' has no line feed: if the file was cut short, so may its last record be.'
check 'a last line without a line feed is told' "$(grep -c "last line of data/bare.csv$bare" err)" 1
expect 'a list without its last line feed' 0 eval policies --data data/good.csv $date \
    --list overdue=data/bare_overdue.csv
check 'a list without its last line feed is told' "$(grep -c 'last line of data/bare_overdue.csv has no' err)" 1
check 'a last line with its line feed is not' "$(grep -c 'last line of data/good.csv' err)" 0
if command -v strace > /dev/null && strace -o /dev/null true 2> /dev/null; then
    for jobs in 1 3; do
        # The file loses its end behind the first piece that is read.
        awk 'BEGIN { print "applicant_id,revenue"; for (i = 1; i <= 400000; i++) print "B" i ",5" }' \
            > data/shrinks.csv
        rm -f trace
        traced -f -qq -o trace -P "$work/data/shrinks.csv" -e inject=pread64:delay_exit=400000:when=2 \
            "$pol" eval policies --data data/shrinks.csv $date --jobs $jobs -o shrunk.jsonl 2> err &
        for _ in $(seq 200); do grep -qs pread64 trace && break; sleep 0.05; done
        truncate -s 1200000 data/shrinks.csv
        wait $!
        check "$jobs threads: a file cut short while it is read" "$?:$(grep -c D0180 err)" 6:1
        [ -e shrunk.jsonl ] && not_ok "$jobs threads: no results of half a file" ||
            ok "$jobs threads: no results of half a file"
    done
fi

# Ways in
"$pol" eval policies --data - $date < data/good.csv > other 2> err
"$pol" eval policies --data data/good.csv $date > one 2> err
same 'records from a file on standard input' one other
"$pol" eval policies --data data/good.jsonl $date > one 2> err
cat data/good.jsonl | "$pol" eval policies --data - $date > other 2> err
same 'JSON Lines through a pipe are known by their first byte' one other
"$pol" --as-of 2024-07-01 --data data/good.jsonl eval -- policies > other 2> err
same 'options may stand anywhere' one other
cp data/good.jsonl data/odd.csv
"$pol" eval policies --data data/odd.csv --input-format jsonl $date > other 2> err
same '--input-format overrides the name' one other
"$pol" check - < policies/vocabulary.pol > out 2> err
check 'a policy from standard input' $? 0
"$pol" check policies policies/bank.pol policies > out 2> err
check 'a file given twice is checked once' "$(cat err)" "$("$pol" check policies 2>&1)"
"$pol" eval policies --data data/good.csv --as-of-field applied --format csv > out 2> err
check '--as-of-field takes each record its own date' "$(grep -c not_in_force out)" 1
"$pol" eval policies --data data/good.csv $date --set bank.min_revenue=1元 --format csv > out 2> err
check '--set changes a figure' "$(grep -c ineligible out)" 0
check 'a summary ends the run' "$(grep -c 'Records: 3, rejected: 0' err)" 1

echo "1..$count"
[ $failed = 0 ]

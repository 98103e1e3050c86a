#!/bin/bash
# What becomes of files: what a run reads is never written over; what it is given is used or said not to be; results say
# what made them. In TAP.
#
#   tests/property/files.sh POL
. "$(dirname "$0")/../tap.sh"

same() { if cmp -s "$2" "$3"; then ok "$1"; else not_ok "$1"; fi; }
# eval NAME CODE ARGUMENT…: pol eval of the policies with these arguments exits with this code.
run() {
    local name=$1 wanted=$2
    shift 2
    "$pol" eval policies/bank.pol --as-of 2024-07-01 "$@" > out 2> err < /dev/null
    check "$name" $? "$wanted"
}
# says NAME WORDS…: these stand in what the run said.
says() {
    local name=$1
    shift
    if grep -qF -- "$*" err; then ok "$name"; else echo "# wanted '$*'"; not_ok "$name"; fi
}

mkdir -p policies/sources
echo '本贷款面向小微企业。' > policies/sources/notice.txt
cat > policies/vocabulary.pol <<'END'
vocabulary {
  field applicant_id(编号): text key
  field revenue(收入): money
  field overdue(逾期): list of { amount(金额): money }
}
END
cat > policies/bank.pol <<'END'
use "vocabulary.pol"
scheme bank(银行) {
  source "sources/notice.txt"
  in force from 2024-01-01
  param least(最低) = 10万元
  offer loan(贷款) {
    require revenue_enough(收入达标): revenue >= least
    require clean(清白): count(overdue) <= 1
    grant limit(额度) = revenue * 10%
  }
}
END
touch .pol-root
printf 'applicant_id,revenue\nA1,200000\nA2,5\n' > data.csv
printf 'applicant_id,amount\nA1,100\nA1,200\n' > overdue.csv
cp -R . "$work.kept" 2>/dev/null
trap 'rm -rf "$work" "$work.kept"' EXIT
list=overdue=overdue.csv

# Nothing that is read is written over
ln -s policies/bank.pol link.pol
ln policies/bank.pol hard.pol
for option in -o --rejects; do
    for path in policies/bank.pol ./policies/../policies/bank.pol link.pol hard.pol policies/vocabulary.pol \
        policies/sources/notice.txt data.csv "$work/data.csv" overdue.csv; do
        run "$option $path is refused" 2 --data data.csv --list $list $option "$path"
        says "$option $path is called by name" 'U0116'
    done
done
run 'from standard input too' 2 --data /dev/stdin -o overdue.csv --list $list
"$pol" eval policies/bank.pol --data - -o data.csv < data.csv > out 2> err
check 'data on standard input are not written over' $? 2
"$pol" eval - --data data.csv -o alone.pol < policies/vocabulary.pol > out 2> err
cp policies/vocabulary.pol alone.pol
"$pol" eval - --data data.csv -o alone.pol < alone.pol > out 2> err
check 'nor is a policy there' $? 2
same 'and it is as it was' alone.pol policies/vocabulary.pol
"$pol" eval policies/bank.pol --data data.csv >> data.csv 2> err
check 'nor are data that standard output goes to' $? 2
"$pol" explain policies/bank.pol --data data.csv --id A1 >> data.csv 2> err
check 'by explain neither' $? 2
for file in data.csv overdue.csv policies/bank.pol policies/vocabulary.pol policies/sources/notice.txt; do
    same "$file is as it was" "$file" "$work.kept/$file"
done
run 'one new file for two things' 2 --data data.csv -o new --rejects ./new
run 'one new file by way of a link' 2 --data data.csv -o policies/new --rejects "$work/policies/sources/../new"
run 'both to standard output' 2 --data data.csv --rejects -
says 'it is said that one of them needs a file' 'U0146'
run 'both to standard output, asked for twice' 2 --data data.csv -o - --rejects /dev/stdout
run 'both thrown away' 0 --data data.csv --list $list -o /dev/null --rejects /dev/null

# A param is set once
run 'a hint names scheme and param' 2 --data data.csv --set least=2元
says 'as it is to be written' "Did you mean 'bank.least'?"
run 'a param that is set twice' 2 --data data.csv --set bank.least=1元 --set 银行.最低=9元
says 'is refused' 'U0145'

# Lists: an item belongs to somebody, and stands in one place
printf '{"applicant_id":"A1","revenue":1,"overdue":[]}\n{"applicant_id":"A2","revenue":1}\n' > carries.jsonl
run 'a list in the record and in a file' 4 --data carries.jsonl --list $list --format csv
says 'is told' 'D0166'
check 'the record that holds none is decided' "$(grep -c . out)" 2
printf 'applicant_id,revenue\nA2,5\n' > others.csv
run 'items that nobody owns' 4 --data others.csv --list $list

# The record that was meant is named, with what it differs in
while IFS='|' read -r item record words; do
    printf 'applicant_id,revenue\nZ9,1\n%s,5\n' "$record" > alike.csv
    printf 'applicant_id,amount\n%s,1\n' "$item" > alike_items.csv
    run "items of $item, a record of $record" 4 --data alike.csv --list overdue=alike_items.csv
    says "$item is like $record" "There is a record '$record$words"
done <<'END'
12|0012|', which differs from it in its leading zeros alone.
0012|12|', which differs from it in its leading zeros alone.
a12|A12|', which differs from it in upper and lower case alone.
１２|12|', which differs from it in full-width characters alone.
1 2|12|', which differs from it in blanks alone.
0 a１|A1|', which differs from it in leading zeros, blanks, width or case alone.
END
run 'one that is like none' 4 --data others.csv --list $list
if grep -q 'There is a record' err; then not_ok 'is like none'; else ok 'is like none'; fi

# What no file gives
printf 'applicant_id\nA1\n' > narrow.csv
run 'a column that is read and not there' 0 --data narrow.csv --list $list
says 'is named' 'D0167]: There is no column for revenue: it is missing in every record'
says 'with who reads it' ', and read by bank (revenue_enough, limit).'
says 'and again at the end' 'Read by the policies and given by no file: revenue.'
run 'the same, strictly' 4 --data narrow.csv --list $list --strict
says 'and that it counts' "Warnings: 1. With '--strict' they count."
run 'a list of which no file is given' 0 --data data.csv
says 'is told how to give' '--list overdue=FILE'
printf '{"applicant_id":"A1","revenue":null}\n' > narrow.jsonl
run 'a key that no record has' 0 --data narrow.jsonl --lang zh
says 'is named' 'D0168]: 所有记录都没有逾期，而银行（清白）要读取它。'
run 'nothing is missing' 0 --data data.csv --list $list --strict
if grep -q 'D016[78]\|given by no file' err; then not_ok 'nothing is said'; else ok 'nothing is said'; fi
cp policies/bank.pol warned.pol
sed -i 's|"vocabulary|"policies/vocabulary|; s|"sources/|"policies/sources/|; s|offer|param x = 1元 offer|' warned.pol
"$pol" check warned.pol > out 2> err
check 'check: a warning' "$? $(grep -c 'warnings: 1' err)" '0 1'
"$pol" check --strict warned.pol > out 2> err
check 'check: strictly' $? 1

# Rejected records stand under their headers, with all that is wrong with them
printf '%s\n' applicant_id,revenue,note '2,x' '3,y,z,"four ""4"""' '"",bad,"a, b"' '5,"q"x,z' > bad.csv
printf '6,\xff,z\n7,bad,"two\nlines"\n' >> bad.csv
run 'rejected records' 4 --data bad.csv --list $list --rejects bad_rejects.csv
amount="The value 'bad' of revenue is not an amount in yuan with at most two decimals."
cat > wanted <<END
applicant_id,revenue,note,line,code,message,rest
2,x,,2,D0112,"The record has 2 cells, but the header has 3.",
3,y,z,3,D0112,"The record has 4 cells, but the header has 3.","""four """"4"""""""
,bad,"a, b",4,D0116;D0103,The record has no applicant_id. $amount,
,,,5,D0114,"Something stands behind the closing quote of a cell: 'x,z'.","5,""q""x,z"
6,�,z,6,D0121,The record is not valid UTF-8.,
7,bad,"two
lines",7,D0103,$amount,
END
sed -i 's/ as [^.]*UTF-8\././' bad_rejects.csv
same 'are kept whole, under their headers' bad_rejects.csv wanted
diff bad_rejects.csv wanted

# in the columns that the data have, and parted as they are
tr ',' ';' <<'END' | tee parted.csv | tr ';' '\t' > parted.tsv
applicant_id,revenue,note
2,x
3,bad,"a, b"
,bad,c
END
cat > wanted <<END
applicant_id;revenue;note;line;code;message;rest
2;x;;2;D0112;The record has 2 cells, but the header has 3.;
3;bad;"a; b";3;D0103;$amount;
;bad;c;4;"D0116;D0103";The record has no applicant_id. $amount;
END
run 'of records parted by semicolons' 4 --data parted.csv --list $list --rejects bad_rejects.csv
same 'are parted by semicolons' bad_rejects.csv wanted
sed 's/"D0116;D0103"/D0116#D0103/; s/;/\t/g; s/#/;/' wanted > wanted.tsv
run 'of records parted by tabs' 4 --data parted.tsv --list $list --rejects bad_rejects.tsv
same 'are parted by tabs' bad_rejects.tsv wanted.tsv
sed 's/;bad;/;200000;/; s/^;/4;/; s/;x;/;5;/' bad_rejects.csv > mended.csv
run 'mended and read again' 0 --data mended.csv --format csv
check 'all are decided' "$(wc -l < out)" 4
printf '{"applicant_id":"A1","revenue":"x","overdue":3}\n' > bad.jsonl
run 'of JSON Lines' 4 --data bad.jsonl --rejects bad_rejects.jsonl
check 'with both faults' "$(grep -c '"code":"D0103;D0110",.*"record":"{' bad_rejects.jsonl)" 1

# A quote that nothing closes for 16 MiB is an error of its line alone, from a file and through a pipe
awk 'BEGIN {
    print "applicant_id,revenue,note"; print "A0,5,\"stray"
    note = sprintf("%1000s", ""); gsub(" ", "x", note)
    for (i = 1; i <= 17500; i++) print "B" i ",5," note
    printf "Z,5,\"never"
}' > stray.csv
open='error[D0115]: A quote is opened and never closed.'
run 'a quote that stays open' 4 --data stray.csv --jobs 1 --format csv
check 'spoils its line alone' "$(wc -l < out) $(grep -o ':[0-9]*:[0-9]*: error.*' err | tr '\n' ' ')" \
    "17501 :2:6: $open :17503:5: $open "
mv out stray.out
run 'with more threads' 4 --data stray.csv --jobs 4 --format csv
same 'the same results' out stray.out
cat stray.csv | "$pol" eval policies/bank.pol --as-of 2024-07-01 --data - --format csv > out 2> err
check 'through a pipe' $? 4
same 'the same results likewise' out stray.out

# Numbers that come twice: told whatever their order and the threads; rejected where that is asked for
printf '%s\n' applicant_id,revenue A1,200000 A2,5 A1,5 A3,9 A2,200000 A1,7 > twice.csv
printf '%s\n' applicant_id,revenue A1,200000 A1,5 A1,7 A2,5 A2,200000 A3,9 > beside.csv
for file in twice beside; do
    run "$file: ends with exit code 4" 4 --data $file.csv --list $list --format csv
    check "$file: all are decided" "$(wc -l < out)" 7
    says "$file: counted" 'D0169]: Records with the applicant_id of a record before them: 3, the first of them '
    run "$file: kept on purpose" 0 --data $file.csv --list $list --duplicates keep
    says "$file: and told all the same" 'D0169'
    for jobs in 1 4; do
        run "$file: rejected, $jobs" 4 --data $file.csv --list $list --format csv --duplicates reject --jobs $jobs
        check "$file: the first stay, $jobs" "$(sed 1d out | cut -d, -f1 | tr '\n' ' ')" 'A1 A2 A3 '
        check "$file: the others are refused, $jobs" "$(grep -c D0118 err)" 3
    done
done
sed 's/.*/{"applicant_id":"\\u0041&"}/' > twice.jsonl <<< $'1\n2\n1'
run 'JSON Lines, with escapes' 4 --data twice.jsonl --list $list
says 'counted' "twice.jsonl:3: warning[D0169]: Records with the applicant_id of a record before them: 1,"
# More than are kept in memory, in any order: a second look tells for sure; from a pipe it can't be had.
awk 'BEGIN { print "applicant_id,revenue"
    for (i = 0; i < 500000; i++) printf "applicant-%012d,5\n", i * 7919 % 500000
    print "applicant-000000000007,5" }' > huge.csv
for jobs in 1 3; do
    run "very many, $jobs" 4 --data huge.csv --list $list --format csv --jobs $jobs -o /dev/null
    says "which comes twice, $jobs" "huge.csv:500002: warning[D0169]: "
done
"$pol" eval policies/bank.pol --as-of 2024-07-01 --data - -o /dev/null < <(cat huge.csv) > out 2> err
says 'from a pipe it is not known for sure' 'D0170'
help='Give the records as a file, which can be read a second time, to know the '
says 'and what would help' "${help}applicant_id for sure."
{ head -n 1 huge.csv; sed 1d huge.csv | sort; } > rising.csv
run 'very many that rise' 4 --data rising.csv --list $list --format csv -o /dev/null
says 'the one that comes twice among them' 'D0169]: Records with the applicant_id of a record before them: 1,'
{ echo applicant_id,revenue; sed 1d rising.csv | uniq; echo applicant-000000000003,5; } > late.csv
run 'one that comes again when nothing is known any more' 4 --data late.csv --list $list --format csv -o /dev/null
says 'is found by the second look' 'D0169]: Records with the applicant_id of a record before them: 1,'
"$pol" eval policies/bank.pol --as-of 2024-07-01 --data - -o /dev/null < <(cat late.csv) > out 2> err
says 'from a pipe it is said how far was looked' 'D0171'
rm huge.csv rising.csv late.csv

# For Excel
run 'a byte order mark' 0 --data data.csv --list $list --format csv --bom
check 'comes first' "$(head -c 5 out | od -An -tx1 | tr -d ' ')" efbbbf6964
run 'in the long format too' 0 --data data.csv --list $list --format long --bom -o bom.csv
check 'in a file' "$(head -c 3 bom.csv | od -An -tx1 | tr -d ' ')" efbbbf
run 'but not in JSON' 2 --data data.csv --list $list --bom
says 'which is told' 'U0149'

# A spreadsheet would run a text that begins like a formula
printf 'applicant_id,revenue\n=1+1,200000\n@a,5\n-5,5\n+x,5\n"=a,""b""",5\nB,-x\n' > formulas.csv
run 'formulas are written as they are' 4 --data formulas.csv --list $list --format csv
check 'for programs' "$(sed -n 2p out | cut -d, -f1)" '=1+1'
for format in csv long; do
    run "$format: but not for spreadsheets" 4 --data formulas.csv --list $list --format $format --spreadsheet-safe \
        --rejects formulas_rejects.csv
    check "$format: with an apostrophe" "$(sed 1d out | sed 's/,2024.*//' | tr '\n' ' ')" \
        "'=1+1 '@a -5 '+x \"'=a,\"\"b\"\"\" "
    check "$format: rejected ones too" "$(sed -n 2p formulas_rejects.csv | cut -d, -f2)" "'-x"
done

# A spreadsheet keeps fifteen digits of a number, and no zeros before it
numbers() { printf 'applicant_id,revenue\n'; printf '%s,5\n' "$@"; }
rounded() { grep -c 'D0198' err; }
short() { grep -c 'D0199' err; }
numbers 140100199001010000 140100199002020000 140100199003031234 > rounded.csv
run 'numbers of 18 digits that end in zeros' 0 --data rounded.csv
says 'are told' "D0198]: Values of applicant_id with more than 15 digits and nothing but zeros behind the 15th: 2, \
such as '140100199001010000'. A spreadsheet"
says 'with what to do' "give the column the format 'text'"
run 'and count' 4 --data rounded.csv --strict
run 'in Chinese' 0 --data rounded.csv --lang zh
says 'are told in Chinese' 'D0198]: 编号中有 2 个超过 15 位的数，第 15 位之后全是 0，例如“140100199001010000”'
while read -r wanted keys; do
    numbers $keys > rounded.csv
    for more in '--jobs 1' '--jobs 4' '--duplicates reject'; do
        run "$keys $more" 0 --data rounded.csv $more
        check "$keys $more: rounded, so many times told" "$(rounded)" $wanted
    done
done <<'END_OF_KEYS'
1 140100199001010000
0 140100199001010000 140100199002021234
0 140100199001010001
0 A40100199001010000 B40100199001010000
0 140100199001000
0 1401001990010100
0 1401001990010100 1401001990010110
1 1401001990010100 1401001990010110 1401001990010120
1 14010019900101000 14010019900101100
END_OF_KEYS
tens() { seq -f '%06.0f' "$1" "$2"; }
run_numbers() {
    local wanted=$1 name=$2
    shift 2
    numbers "$@" > short.csv
    run "$name" 0 --data short.csv
    check "$name: short, so many times told" "$(short)" "$wanted"
}
run_numbers 1 'a shorter number among nine that are filled up with zeros' $(tens 1 9) 1234
says 'is told with them' "D0199]: Values of applicant_id with fewer than 6 digits: 1, such as '1234'. Nearly all have"
run_numbers 0 'among eight' $(tens 1 8) 1234
run_numbers 0 'among those of which none begins with a zero' $(tens 100001 100020) 1234
run_numbers 0 'a shorter one that begins with a zero too' $(tens 1 20) 01234
run_numbers 0 'a longer one' $(tens 1 20) 1234567
run_numbers 0 'one with a letter' $(tens 1 20) A123
run_numbers 0 'numbers that are counted up' $(seq 1 120)

# What made the results
run 'a changed value' 0 --data data.csv --list $list --set bank.least=1元
says 'is told at the end' 'With other values: bank.least=1元.'
cat > reform.pol <<'END'
use "policies/bank.pol"
reform "easier" of bank { replace param least = 1元 }
END
"$pol" eval reform.pol --as-of 2024-07-01 --data data.csv --list $list --reform easier > out 2> err
says 'so is a reform' "With the reform 'easier' applied."

# Nothing steers the terminal: controls, bidirectional ones, raw bytes; in data, names of files and of options
esc=$(printf 'A\302\233x\342\200\256y\033[2Jz') raw=$(printf 'n\033[2J\302\233\342\200\216\377.csv')
printf 'applicant_id,revenue\n%s,200000\nB,%s\n' "$esc" "$esc" > "$raw"
cp policies/bank.pol "policies/$esc.pol"
unsafe=$(printf '\033|\302\233|\342\200\256|\342\200\216')
shown() { if LC_ALL=C grep -qaE "$unsafe" out err; then not_ok "$1"; else ok "$1"; fi; }
run 'hostile data' 4 --data "$raw" --format table
shown 'a table and messages show nothing raw'
run 'a hostile option' 2 --data data.csv --set "$esc"
shown 'nor do messages about options'
run 'a hostile place for results' 6 --data data.csv -o "none/$esc"
shown 'nor those about files'
arguments='--data data.csv --as-of 2024-07-01 --id A1'
for command in explain check 'fmt --check' test; do
    "$pol" $command "policies/$esc.pol" $([ "$command" = explain ] && echo "$arguments") > out 2> err
    shown "$command shows nothing raw"
done
"$pol" explain policies/bank.pol --data "$raw" --id "$esc" --format json > out 2> err
id=$(python3 -c 'import json; print(json.load(open("out"))["id"])')
check 'explain gives programs the number as it is' "$id" "$esc"

echo "1..$count"
[ $failed = 0 ]

#!/bin/bash
# --stamp: what the results say of what made them is what sha256sum says of the files. In TAP.
#
#   tests/property/stamp.sh POL
. "$(dirname "$0")/../tap.sh"

touch .pol-root
mkdir -p policies/sources
echo '本贷款面向小微企业。' > policies/sources/notice.txt
cat > policies/vocabulary.pol <<'END'
vocabulary {
  field id(编号): text key
  field revenue(收入): money
  field asked(申请日): date
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
    require revenue_enough(收入达标): revenue >= least and count(overdue) <= 1
    grant limit(额度) = revenue * 10%
  }
}
reform "easier, for some" of bank { replace param least = 1元 }
END
echo 'id,revenue,asked' > data.csv
for i in $(seq 2000); do echo "A$i,$i,2024-07-01"; done >> data.csv
printf 'id,amount\nA1,100\nA1,200\n' > items.csv

# run NAME CODE ARGUMENT…: pol eval --stamp with these arguments exits with this code.
run() {
    local name=$1 wanted=$2
    shift 2
    "$pol" eval policies/bank.pol --stamp "$@" > out 2> err < /dev/null
    check "$name" $? "$wanted"
}
digest() { cut -d ' ' -f 1; }
of() { sha256sum "$1" | digest; }
file() { printf '{"path":"%s","sha256":"%s"}' "$1" "$(of "$1")"; }
date='--as-of 2024-07-01'
policies=$(sha256sum policies/*.pol | digest | sort | sha256sum | digest)

# JSON Lines: an object before the first record
run 'JSON Lines' 0 --data data.csv $date
check 'a line more than there are records' "$(wc -l < out)" 2001
cat > wanted <<END
{"stamp":{"pol":"$("$pol" version | cut -d ' ' -f 2)","as_of":"2024-07-01","settings":{},"reforms":[],\
"policies":[$(file policies/bank.pol),$(file policies/vocabulary.pol)],\
"notices":[$(file policies/sources/notice.txt)],"data":$(file data.csv),"lists":[]}}
END
check 'says what made it' "$(head -1 out)" "$(cat wanted)"
cp out first
run 'more threads' 0 --data data.csv $date --jobs 8
check 'change nothing' "$(cmp out first && echo same)" same
"$pol" eval policies/bank.pol --data data.csv $date > plain 2> err
check 'nor does the stamp, but for itself' "$(sed 1d out | cmp - plain && echo same)" same
run 'with all that can be given' 0 --data data.csv --as-of-field asked --set 'bank.最低=3元' --list overdue=items.csv \
    --reform 'easier, for some' --duplicates keep
check 'the setting' "$(grep -c '"settings":{"bank.最低":"3元"}' out)" 1
check 'the reform' "$(grep -c '"reforms":\["easier, for some"\]' out)" 1
check 'the field of the date' "$(grep -c '"as_of":null,"as_of_field":"asked",' out)" 1
check 'the list' "$(grep -c '"lists":\[{"field":"overdue","path":"items.csv","sha256":"'"$(of items.csv)" out)" 1

# CSV: a column; it is one text for all of policies, whatever they are called
for format in csv long; do
    run "$format" 0 --data data.csv $date --format $format
    check "$format: a column" "$(head -1 out | grep -c ',stamp$')" 1
    check "$format: in each row" "$(sed 1d out | sed 's/.*,pol /pol /' | sort | uniq -c | tr -s ' ')" \
        " 2000 $("$pol" version); as of 2024-07-01; policies sha256:$policies; data sha256:$(of data.csv)"
    "$pol" eval policies/bank.pol --data data.csv $date --format $format > plain 2> err
    check "$format: and the rest is as ever" "$(sed 's/,[^,]*$//' out | cmp - plain && echo same)" same
done
run 'in Chinese' 0 --data data.csv --as-of-field asked --format csv --lang zh --set bank.least=3元 \
    --list overdue=items.csv
check 'in Chinese: a column' "$(head -1 out | grep -c ',生成信息$')" 1
check 'in Chinese: in words' "$(sed -n '2s/.*,pol/pol/p' out)" \
    "$("$pol" version)；基准日取自 申请日；参数值 bank.least=3元；政策 sha256:$policies；数据 sha256:$(of data.csv)；\
列表 逾期 sha256:$(of items.csv)"
run 'a reform with a comma' 0 --data data.csv $date --format csv --reform 'easier, for some'
check 'is quoted' "$(grep -c ',"pol .*; reform easier, for some;.*"$' out)" 2000

# A table: lines below
run 'a table' 0 --data data.csv $date --format table --list overdue=items.csv
check 'lines below' "$(tail -7 out)" "$("$pol" version)
as of 2024-07-01
policy policies/bank.pol sha256:$(of policies/bank.pol)
policy policies/vocabulary.pol sha256:$(of policies/vocabulary.pol)
notice policies/sources/notice.txt sha256:$(of policies/sources/notice.txt)
data data.csv sha256:$(of data.csv)
list overdue items.csv sha256:$(of items.csv)"

# Other encodings are told as they stand in the file
iconv -f UTF-8 -t UTF-16 data.csv > wide.csv
run 'UTF-16' 0 --data wide.csv $date
check 'as it stands there' "$(head -1 out | grep -c "$(of wide.csv)")" 1
name=$(printf 'odd\377\302\233.csv')
cp data.csv "$name"
run 'a name that is no text' 0 --data "$name" $date
check 'is made one' "$(head -1 out | grep -c '"path":"odd��.csv"')" 1

# What can be read only once
for data in - /dev/stdin; do
    cat data.csv | "$pol" eval policies/bank.pol --stamp --data $data $date > out 2> err
    check "through a pipe: $data" "$? $(grep -c 'D0196' err) $(wc -c < out)" '6 1 0'
done
mkfifo pipe
cat items.csv > pipe &
# of a list too
run 'a list through a pipe' 6 --data data.csv $date --list overdue=pipe
check 'is told' "$(grep -c 'D0196.*pipe' err)" 1
wait

# A file that changes while it is read: once the results' reader is there the data were looked at, and there are more
# results than may wait for that reader
mkfifo results
awk 'BEGIN { print "id,revenue,asked"; for (i = 1; i <= 200000; i++) print "A" i "," i ",2024-07-01" }' > long.csv
"$pol" eval policies/bank.pol --stamp --data long.csv $date -o results > out 2> err &
timeout 60 bash -c 'exec 3< results; echo "Z,1,2024-07-01" >> long.csv; cat <&3 > out'
wait $!
check 'data that change' "$? $(grep -c 'D0197.*long.csv' err)" '6 1'

# What whatif says is made of the bytes as they are read, in pieces of 128 KiB, by several threads
whatif_digest() {
    local name=$1
    shift
    "$pol" whatif policies/bank.pol --set bank.least=1元 --data "$name" $date --format json "$@" > out 2> err
    check "whatif: $name $*" "$(grep -o '"role":"data"[^}]*' out | grep -c "$(of "$name")")" 1
}
{ printf '\357\273\277'; cat data.csv; } > marked.csv
printf 'id,revenue,asked' > headed.csv
head -c 65533 long.csv > short.csv
head -n 16000 long.csv > some.csv
size=$(stat -c %s some.csv)
# pieces that are full to the last byte, and one byte either way
for over in -1 0 1; do
    head -c $((131072 * 2 + over)) some.csv > "full$over.csv"
done
check 'there are several pieces' "$((size > 131072 * 2 + 1))" 1
for name in data.csv wide.csv marked.csv headed.csv short.csv full-1.csv full0.csv full1.csv long.csv; do
    whatif_digest $name
    whatif_digest $name --jobs 7
done
whatif_digest long.csv --by revenue --jobs 2

echo "1..$count"
[ $failed = 0 ]

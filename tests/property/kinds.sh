#!/bin/bash
# What is handed in as data, whatever its name: which of it is read, and what is said of the rest. In TAP.
#
#   tests/property/kinds.sh POL
. "$(dirname "$0")/../tap.sh"

# Decisions alone, and the exit code; what is said is kept in err.
eval_file() {
    "$pol" eval policy.pol --as-of 2024-07-01 --format csv --data "$@" 2> err | sed 1d | cut -d, -f1,3
    echo "exit ${PIPESTATUS[0]}"
}
# refused NAME FILE ENGLISH HINT CHINESE
refused() {
    check "$1" "$(eval_file "$2")
$(cat err)" "exit 6
$2: error[D0149]: The file $2 is $3.
  $4"
    check "$1, in Chinese" "$(eval_file "$2" --lang zh > /dev/null; sed 1q err)" "$2: 错误[D0149]: $2 是$5。"
}

cat > policy.pol <<'END'
vocabulary {
    field applicant_id(编号): text key
    field shop(字号): text
    field repay(还款方式): text
    field overdue(逾期): list of { account: text, amount: money }
}
scheme s(方案) "t" {
    in force from 2024-01-01
    veto arrears(欠息): repay = "欠息"
    offer o(品) {
        grant limit(额度) = 10万元
    }
}
END
printf '编号,字号,还款方式\n1,上海甲店,欠息\n2,"乙,店",如期\n' > plain.csv
expected='1,ineligible
2,eligible
exit 0'
check 'UTF-8 and commas are read without a word' "$(eval_file plain.csv)
$(cat err)" "$expected
Records: 2, rejected: 0, as of 2024-07-01 (--as-of).
s: 1 eligible, 1 ineligible"

for encoding in UTF-16LE UTF-16BE GB18030; do
    iconv -f UTF-8 -t "$encoding" plain.csv > $encoding.csv
    check "$encoding is read" "$(eval_file $encoding.csv)" "$expected"
    check "$encoding is read from a pipe" "$(cat $encoding.csv | eval_file -)" "$expected"
    check "$encoding is read where standard input is a file" "$(eval_file - < $encoding.csv)" "$expected"
done
check 'UTF-16 is named' "$(eval_file UTF-16LE.csv > /dev/null; sed 1q err)" \
    'UTF-16LE.csv: note[D0146]: The file UTF-16LE.csv is read as UTF-16.'
check 'UTF-16 is named, in Chinese' "$(eval_file UTF-16LE.csv --lang zh > /dev/null; sed 1q err)" \
    'UTF-16LE.csv: 说明[D0146]: UTF-16LE.csv 按 UTF-16 读取。'
(printf '\xFE\xFF'; cat UTF-16BE.csv) > marked.csv
check 'UTF-16 with a mark is read' "$(eval_file marked.csv)" "$expected"
check 'what is said to be UTF-16 needs no saying' "$(eval_file marked.csv --encoding utf-16; sed 1q err)" "$expected
Records: 2, rejected: 0, as of 2024-07-01 (--as-of)."

printf 'applicant_id,shop,repay\n1,a,欠息\n2,b,ok\n3,c\xE9d,ok\n' > damaged.csv
check 'a byte that is no UTF-8 changes nothing in other lines' "$(eval_file damaged.csv)" '1,ineligible
2,eligible
exit 4'
printf 'applicant_id,shop,repay\n1,a,\xC7\xB7\xCF\xA2\n' > words.csv
check 'words that may be either are warned of' "$(eval_file words.csv; sed 2q err)" '1,eligible
exit 0
words.csv: warning[D0148]: The file words.csv is read as UTF-8, but may be GB18030: then its words are Chinese.
  Say which it is with --encoding utf-8 or --encoding gb18030.'
check 'and --encoding settles it' "$(eval_file words.csv --encoding gb18030)" '1,ineligible
exit 0'
check 'explain has --encoding too' \
    "$("$pol" explain policy.pol --as-of 2024-07-01 --data words.csv --encoding gb18030 --id 1 --format json |
        grep -c '"decision": *"ineligible"')" 1
printf '编号,account,amount\n1,甲,5\n' | iconv -f UTF-8 -t UTF-16 > list.csv
check 'lists are read likewise' "$(eval_file plain.csv --list overdue=list.csv)" "$expected"

tr ',' ';' < plain.csv | sed 's/乙;店/乙,店/' > semicolons.csv
tr ',' '\t' < plain.csv > tabs.csv
check 'semicolons part cells' "$(eval_file semicolons.csv; sed 1q err)" "$expected
semicolons.csv: note[D0147]: The cells of semicolons.csv are parted by semicolons."
iconv -f UTF-8 -t GB18030 semicolons.csv > both.csv
check 'the summary says how it was read' "$(eval_file both.csv > /dev/null; grep read err)" \
    'both.csv: warning[D0134]: The file both.csv is not UTF-8 and is read as GB18030.
The records were read as GB18030, cells parted by semicolons.'
check 'in Chinese too' "$(eval_file both.csv --lang zh > /dev/null; grep ^记录按 err)" \
    '记录按GB18030、以分号分隔的格式读取。'
check 'tabs part cells' "$(eval_file tabs.csv --lang zh; sed 1q err)" "1,不符合条件
2,符合条件
exit 0
tabs.csv: 说明[D0147]: tabs.csv 的单元格以制表符分隔。"

printf '{"编号":"1","还款方式":"欠息"}\n{"编号":"2"}\n' > objects.data
lines='1,ineligible
2,incomplete
exit 0'
check 'a brace begins JSON Lines' "$(eval_file objects.data)" "$lines"
check 'in standard input' "$(cat objects.data | eval_file -)" "$lines"
check 'in /dev/stdin' "$(cat objects.data | eval_file /dev/stdin)" "$lines"
mkfifo fifo
cat objects.data > fifo &
check 'in a FIFO' "$(eval_file fifo)" "$lines"
wait

printf '编号,字号,还款方式\n1,甲,x\n2,"乙,x\n3,丙,x\n4,丁,x\n5,"戊",x\n6,己,x\n' > closed_late.csv
check 'a stray quote is told where it opens, and how far it reaches' "$(eval_file closed_late.csv; sed 1q err)" \
    "1,eligible
6,eligible
exit 4
closed_late.csv:3:3: error[D0123]: A quote opens here and closes only 3 lines further down, \
with more behind it: these lines are lost."
printf '编号,字号,还款方式\n1,"甲,x\n2,乙,x\n' > never_closed.csv
check 'one that is never closed takes its own line alone' "$(eval_file never_closed.csv --lang zh; sed 1q err)" \
    '2,符合条件
exit 4
never_closed.csv:2:3: 错误[D0115]: 引号没有结束。'
printf '编号,字号,还款方式\n1,"甲,x\n2,乙,x\n3,丙",x\n' > rhythm.csv
check 'lines that look like records are warned of' "$(eval_file rhythm.csv; sed 1q err)" '1,eligible
exit 0
rhythm.csv:2:1: warning[D0164]: The record takes 3 lines that look like records: is a quote missing?'
check 'in Chinese' "$(eval_file rhythm.csv --lang zh > /dev/null; sed 1q err)" \
    'rhythm.csv:2:1: 警告[D0164]: 该记录占 3 行，每行都像一条记录：可能缺少或多出一个引号。'
sed 's/field shop(字号): text/field shop(字号): percent/' policy.pol > shares.pol
printf '编号,字号,还款方式\n1,0.25,x\n2,0.5,x\n' > shares.csv
check 'percentages that look like shares are warned of' \
    "$("$pol" eval shares.pol --as-of 2024-07-01 --data shares.csv 2>&1 > /dev/null | sed 2q)" \
    "shares.csv: warning[D0165]: All bare numbers of 字号 lie between 0 and 1, and are percent: 0.25 is 0.25%.
  Where 25% is meant, write 25 or 25%."

save='Open it in Excel or WPS and save the sheet as CSV UTF-8.'
export='Export the table as CSV with a header line, in UTF-8.'
each="Write each object on a line of its own, without brackets around, as jq -c '.[]' or jq -c . does."
printf 'PK\003\004\024\000\000\000' > workbook.csv
refused 'an xlsx' workbook.csv 'an Excel workbook (xlsx) or another zip archive' "$save" \
    'Excel 工作簿（xlsx）或其他 zip 压缩包'
printf '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1' > book.csv
refused 'an xls' book.csv 'an Excel workbook of the old kind (xls), or one with a password' "$save" \
    '旧版 Excel 工作簿（xls），或设有密码的工作簿'
printf '  <html><table><tr><td>' > page.xls
refused 'a table in HTML' page.xls 'HTML or XML, whatever its name says' "$save" 'HTML 或 XML（无论文件名如何）'
printf '\x1F\x8B\x08\000' > plain.csv.gz
refused 'a compressed file' plain.csv.gz 'compressed (gzip)' 'Unpack it first.' '压缩文件（gzip）'
printf 'SQLite format 3\000\020\000' > database.csv
refused 'a database' database.csv 'an SQLite database' "$export" 'SQLite 数据库'
printf '[\n  {"编号": "1"}\n]\n' > array.json
refused 'an array' array.json 'one JSON array, not JSON Lines' "$each" '一个 JSON 数组，不是 JSON Lines'
printf '{\n  "编号": "1"\n}\n' > spread.jsonl
refused 'an object on several lines' spread.jsonl 'JSON with objects on several lines, not JSON Lines' "$each" \
    '对象跨行书写的 JSON，不是 JSON Lines'
cp objects.data objects.csv
refused 'JSON Lines under another name' objects.csv 'JSON Lines, not CSV' \
    "Say --input-format jsonl, or let the file's name end in .jsonl." 'JSON Lines，不是 CSV'
tr '\n' '\r' < plain.csv > mac.csv
refused 'lines of old Macs' mac.csv 'text whose lines end in carriage returns alone, as on old Macs' \
    'Save it with line feeds (LF or CR LF).' '只用回车符换行的文本（旧式 Mac 格式）'
(printf '\xFF\xFE\000\000'; iconv -f UTF-8 -t UTF-32LE plain.csv) > wide.csv
refused 'UTF-32' wide.csv 'UTF-32 text' 'Save the file as UTF-8.' 'UTF-32 编码的文本'
echo "1..$count"
exit $((failed > 0))

#!/bin/bash
# `pol new` makes of any notice a policy that checks without a warning and is laid out as `pol fmt` has it, in both
# languages, and writes over nothing.
#
#   new.sh POL ROOT
. "$(dirname "$0")/../tap.sh"
root=$2
touch .pol-root

# drafts NAME NOTICE: both languages, into the folder we are in
drafts() {
    local lang bad=
    for lang in zh en; do
        rm -f draft.pol
        "$pol" new draft --notice "$2" --lang $lang > out 2> err || bad="$bad new:$lang"
        "$pol" check --strict draft.pol >> err 2>&1 || bad="$bad check:$lang"
        "$pol" fmt --check draft.pol >> err 2>&1 || bad="$bad fmt:$lang"
        "$pol" fmt --lang zh - < draft.pol > "draft.$lang" 2>> err || bad="$bad zh:$lang"
    done
    # One policy in two spellings: the comments aside, which are written in one language.
    diff <(grep -v '^ *#' draft.zh | sed 's/ *#.*//; s/待填：[^”]*//') \
        <(grep -v '^ *#' draft.en | sed 's/ *#.*//; s/\(title \)\?to be filled in//') > err || bad="$bad differ"
    check "$1" "$bad" ""
}

# One language is enough where there is much of it: whatever takes time by the square of it would never end.
drafts_large() {
    rm -f draft.pol
    "$pol" new draft --notice "$2" --lang zh > out 2> err
    check "$1" "$?" 0
    "$pol" fmt --check draft.pol > out 2> err
    check "$1: laid out" "$?" 0
}

for notice in "$root"/policies/sources/*.txt; do
    cp "$notice" notice.txt
    drafts "a draft of ${notice##*/}" notice.txt
done

: > empty.txt
drafts 'an empty notice' empty.txt
printf '\n \n\xe3\x80\x80\n' > blank.txt
drafts 'nothing but blanks' blank.txt
printf '年满18周岁的个体工商户可以申请' > one_line.txt
drafts 'one line without an end' one_line.txt
printf '本行支持个体工商户。\n额度另行规定。\n' > no_clauses.txt
drafts 'no clause is numbered' no_clauses.txt
printf '关于"普惠”贷“的" }通知\n一、"要求” # { “\n（一）“"\n2024年2月30日\n' > quotes.txt
drafts 'quotes and braces inside' quotes.txt
printf '\xef\xbb\xbf关于贷款的通知\r\n一、要求\r\n1.\r\n二、\r\n' > crlf.txt
drafts 'a byte order mark, CRs, clauses without words' crlf.txt
printf '关于\x07贷款\xe2\x80\xae的通知\n一、要\x00求\xe2\x80\xa8（一）\x1b[31m年满\n' > controls.txt
drafts 'characters that nobody sees' controls.txt
printf '附件\n附件：\n附件1：\n第条\n（）\n、\n第一章第一条\n①②\n1.5\n1.\n' > markers.txt
drafts 'signs of clauses that are none' markers.txt
awk 'BEGIN { for (i = 0; i < 130000; i++) print "（一）年满18周岁，连续正常经营1年（含）以上，信用良好；" }' > many.txt
drafts_large 'ten megabytes of clauses' many.txt
awk 'BEGIN { printf "一、"; for (i = 0; i < 600000; i++) printf "年满18周岁，" }' > long.txt
drafts_large 'ten megabytes on a line' long.txt

# refused NAME CODE WORDS…: nothing is written
refused() {
    local name=$1 code=$2
    shift 2
    "$pol" new "$@" > out 2> err
    check "$name: says so" "$(grep -o '\[[A-Z][0-9]*\]' err | head -n 1)" "[$code]"
}
printf '一、要求\n' > notice.txt
mkdir -p elsewhere/deep outside && rm -f draft.pol
printf '一、\xff要求\n' > damaged.txt
refused 'a notice that is not UTF-8 in one place' P0588 draft --notice damaged.txt
refused 'a notice that is not there' P0201 draft --notice nowhere.txt
refused 'a notice that is a folder' P0202 draft --notice elsewhere
refused 'a name of two words' P0690 'two words' --notice notice.txt
refused 'a name with a path' P0690 elsewhere/draft --notice notice.txt
refused 'an empty name' U0111 '' --notice notice.txt
refused 'a phrase as a name' P0690 'in force' --notice notice.txt
refused 'a reserved word as a name' P0690 and --notice notice.txt
refused 'a word of the language as a name' P0690 source --notice notice.txt
refused 'a statement smuggled into a name' P0690 'a {} scheme b' --notice notice.txt
printf '一、要求\n' > 'a"b.txt'
refused 'a quote in the path of the notice' P0692 draft --notice 'a"b.txt'
refused 'a folder that is not there' U0120 draft --notice notice.txt -o nowhere/draft.pol
check 'what was refused is not written' "$(ls draft.pol nowhere 2> /dev/null)" ""

echo mine > draft.pol
refused 'a file that is there' P0691 draft --notice notice.txt
check 'it stays as it is' "$(cat draft.pol)" mine
rm draft.pol && ln -s nothing draft.pol
refused 'a link that leads nowhere' P0691 draft --notice notice.txt
check 'it stays a link' "$(readlink draft.pol)" nothing
rm draft.pol
refused 'the notice itself' P0691 draft --notice notice.txt -o notice.txt
check 'the notice stays' "$(cat notice.txt)" 一、要求

# From wherever the notice is named, the policy finds it.
"$pol" new far --notice notice.txt -o elsewhere/deep/far.pol 2> err && "$pol" check elsewhere/deep/far.pol > out 2>> err
check 'a policy further down' $? 0
"$pol" new absolute --notice "$work/notice.txt" 2> err && "$pol" check absolute.pol > out 2>> err
check 'an absolute path becomes one that a policy may name' $? 0
(cd elsewhere && "$pol" new up --notice ../notice.txt && "$pol" check up.pol) > out 2> err
check 'a notice further up' $? 0
printf '一、要求\n' > "$(dirname "$work")/${work##*/}.txt"
refused 'a notice outside the project' P0208 outside --notice "../${work##*/}.txt"
rm -f "$(dirname "$work")/${work##*/}.txt"

"$pol" new type --notice notice.txt -o - > out 2> err
check "'type' is a name" "$?" 0

echo "1..$count"
exit $((failed > 0))

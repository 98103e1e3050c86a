#!/bin/bash
# Policies from strangers: whatever they name, no word of a file outside of their project is shown, nor of a hidden one,
# nor whether there is such a file. In TAP.
#
#   tests/property/trust.sh POL
. "$(dirname "$0")/../tap.sh"
shown=all

mkdir -p outside project/.git project/policies/sub
echo 'token swordfish and more' > outside/secret
echo 'token swordfish and more' > project/.git/config
ln -s ../../outside/secret project/policies/link.pol
ln -s ../.git/config project/policies/config.pol
ln -s ../../outside project/policies/folder
ln -s sub/on project/policies/chain
ln -s ../../../outside/secret project/policies/sub/on
echo 'vocabulary { field applicant_id(编号): text key }' > project/policies/vocabulary.pol
printf 'applicant_id\nA1\n' > data.csv

# spy STATEMENT: a policy that names the file in this way.
spy() {
    cat > project/policies/spy.pol <<END
use "vocabulary.pol"
$1
test "t" as of 2024-07-01 { given { applicant_id: "A" } expect s.o is eligible }
END
}
scheme() { echo "scheme s { in force from 2024-01-01 source \"$1\" require r quote \"token s\": yes offer o { } }"; }

# All that the commands say about it, in both languages.
say_all() {
    local lang
    for lang in en zh; do
        "$pol" check --lang $lang "$@"
        "$pol" check --format json --lang $lang "$@"
        "$pol" eval --data data.csv --as-of 2024-07-01 --lang $lang "$@"
        "$pol" explain --data data.csv --id A1 --as-of 2024-07-01 --lang $lang "$@"
        "$pol" test --lang $lang "$@"
        "$pol" fmt --check --lang $lang "$@"
    done > all 2>&1 < /dev/null
}

# silent NAME FILE…: they refuse, by one of the two messages, and show nothing.
silent() {
    local name=$1
    shift
    say_all "$@"
    if grep -q 'P020[89]' all && ! grep -q 'swordfish\|ordfish' all; then ok "$name"; else not_ok "$name"; fi
}

for path in "$work/outside/secret" ../../outside/secret link.pol folder/secret chain sub/on \
    sub/../../../outside/secret \
    ../policies/../../outside/secret .//../..//outside/secret ../.git/config config.pol; do
    short=${path#"$work"}
    spy "$(scheme "$path")"
    silent "source \"$short\"" project/policies/spy.pol
    spy "use \"$path\""
    silent "use \"$short\"" project/policies/spy.pol
done
rm project/policies/spy.pol
silent 'links among the policies of a folder' project/policies
silent 'a link that is named' project/policies/link.pol
silent 'a link to a hidden file' project/policies/config.pol

# Whether it is there makes no difference.
for path in ../../outside/secret ../../../../../../../../etc/passwd folder/secret chain; do
    spy "$(scheme "$path")"
    "$pol" check project/policies/spy.pol > there 2>&1
    mv outside/secret outside/gone
    "$pol" check project/policies/spy.pol > all 2>&1
    mv outside/gone outside/secret
    if cmp -s there all; then ok "\"$path\": there or not"; else not_ok "\"$path\": there or not"; fi
done

# A file that becomes a link between the look and the reading.
if command -v strace > /dev/null && strace -o /dev/null true 2> /dev/null; then
    rm project/policies/link.pol project/policies/config.pol project/policies/chain project/policies/sub/on
    echo 'token nothing' > project/policies/notice.txt
    spy "$(scheme notice.txt)"
    strace -qq -o trace -e trace=%file,read "$pol" check project/policies/spy.pol > all 2>&1
    if grep 'notice.txt' trace | grep -v 'lstat\|newfstatat' | grep -vq O_NOFOLLOW; then
        not_ok 'no link is followed when it is opened'
    else ok 'no link is followed when it is opened'; fi
fi

echo "1..$count"
[ $failed = 0 ]

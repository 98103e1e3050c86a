#!/bin/sh
# The example of a question about all applicants, run as a reader would run it. In TAP.
#
#   tests/property/embed_prove.sh PROVE POLICY
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cases=0
# Its exit code and what it says.
check() {
    cases=$((cases + 1))
    wanted=$2
    name=$1
    shift 2
    got=$("$prove" "$@" 2>&1)
    got="$? $got"
    case $got in
        $wanted) echo "ok $cases - $name" ;;
        *) printf 'not ok %s - %s\n# %s\n' "$cases" "$name" "$got" ;;
    esac
}
prove=$1
cat > "$folder/old.pol" << 'END'
vocabulary {
    field id: text key
    field revenue: money >= 0 yuan
}
scheme loans {
    in force from 2024-01-01
    require enough: revenue >= 10万元
    offer only { grant limit = 5万元 }
}
END
sed 's/10万元/20万元/' "$folder/old.pol" > "$folder/new.pol"
proved='0 there is nobody, of every applicant*'
somebody='1 as of 2024-07-01: {"applicant_id":"W1",*}*eligible*'
worse='1 as of 2024-07-01: {"id":"W1","revenue":100000.00}*in the later edition:*enough*'
check 'a proof' "$proved" "$2" 'nobody where age < 18 gets ccb'
check 'somebody' "$somebody" "$2" 'nobody where age > 60 gets ccb'
check 'two editions' "$worse" "$folder/new.pol" 'nobody worse' "$folder/old.pol"
check 'the other way round' "$proved" "$folder/new.pol" 'nobody better' "$folder/old.pol"
check 'nothing to compare with' '3 *U0431*' "$folder/new.pol" 'nobody worse'
check 'no such file' '3 *P0201*' "$folder/none.pol" 'nobody gets loans'
echo "1..$cases"

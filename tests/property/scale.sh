#!/bin/bash
# Data in parts: the example for dask, with a worker killed on the way, comes to what a single run does. In TAP.
#
#   tests/property/scale.sh POL ROOT
root=$(realpath "$2")
. "$(dirname "$0")/../tap.sh"

python=
for each in python3 /usr/bin/python3; do
    [ -n "$python" ] || ! "$each" -c 'import distributed' 2> /dev/null || python=$each
done
if [ -z "$python" ]; then
    skip 'parts by dask' 'python3-distributed is not installed'
    echo "1..$count"
    exit 0
fi
head -1 "$root/examples/applicants.csv" > data.csv
for i in $(seq 60); do tail -n +2 "$root/examples/applicants.csv" | sed "s/^A/B$i-/"; done >> data.csv
sed -i '77s/,[^,]*,/,x,x/' data.csv
mkdir parts
"$pol" eval "$root/policies" --data data.csv --as-of 2024-07-01 --format csv --no-header --rejects-ok -o single.csv \
    --summary single.json 2> err
check 'a single run' $? 0
HOME=$work timeout 60 "$python" "$root/examples/scale/parts.py" "$pol" "$root/policies" data.csv 2024-07-01 parts \
    --kill > out 2> err
check 'in parts, a worker killed' $? 0
check 'there are 20 parts' "$(ls parts/part-*.json | wc -l)" 20
check 'the results are the same' "$(sha256sum < parts/whole.csv)" "$(sha256sum < single.csv)"
check 'the summary is the same' "$(cat parts/whole.json)" "$(cat single.json)"
check 'a record was rejected' "$(grep -c '"rejected":1,' single.json)" 1
echo "1..$count"
exit $((failed > 0))

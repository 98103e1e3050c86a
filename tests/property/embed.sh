#!/bin/sh
# The example of an embedding, run as a reader would run it. In TAP.
#
#   tests/property/embed.sh EMBED POLICY
expected='S1: eligible, limit 200000 yuan
S2: ineligible failed:trading
S3: incomplete missing:birth_date
S4: refer, limit 100000 yuan refer:trading
thread 1: 4000 decided, 1000 eligible
thread 2: 4000 decided, 1000 eligible'
echo 1..2
if [ "$("$1" "$2")" = "$expected" ]; then echo 'ok 1 - the example decides'
else echo 'not ok 1 - the example decides'; fi
if "$1" /nonexistent.pol 2> /dev/null; then echo 'not ok 2 - a missing policy is told'
else echo 'ok 2 - a missing policy is told'; fi

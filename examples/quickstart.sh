#!/bin/sh
# From a fresh Debian 12 to the decisions on the sample merchants:
#
#   sh examples/quickstart.sh
set -eu
cd "$(dirname "$0")/.."
. tests/deps.sh

install_missing
echo "Building pol, which takes about half a minute … 正在编译 pol，约需半分钟……" >&2
configure build
ninja -C build --quiet interp/cli/pol

pol=build/interp/cli/pol
lists='--list overdue=examples/overdue.csv --list spouse_overdue=examples/spouse_overdue.csv'
$pol eval policies --data examples/applicants.csv $lists --as-of 2024-07-01 --format table

cat <<END

What to try next:
  $pol explain policies --data examples/applicants.jsonl --as-of 2024-07-01 --id A032 --lang zh
  $pol eval policies examples/reforms --data examples/applicants.jsonl --as-of 2024-07-01 --reform 建行降低收入门槛
  $pol test policies
  $pol help
END

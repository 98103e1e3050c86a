#!/bin/sh
# From a fresh Debian 12 to the decisions on the sample merchants:
#
#   sh examples/quickstart.sh
set -eu
cd "$(dirname "$0")/.."
. tests/deps.sh

install_missing
configure build
ninja -C build --quiet pol

pol=$(find build -name pol -type f -perm -100 | head -n 1)
data='--data examples/applicants.csv --list overdue=examples/overdue.csv --list spouse_overdue=examples/spouse_overdue.csv'
$pol eval policies $data --as-of 2024-07-01 --format table

cat <<END

What to try next:
  $pol explain policies $data --as-of 2024-07-01 --id A032
  $pol test policies
  $pol eval policies examples/reforms $data --as-of 2024-07-01 --reform 建行降低收入门槛 --format table
  $pol help
END

#!/bin/sh
# What a lower revenue threshold would do to the sample merchants, as a page: whatif.html, or the file that is named.
#
#   sh examples/whatif.sh [FILE]
#
# The program is taken from POL, else from where quickstart.sh builds it.
set -eu
cd "$(dirname "$0")/.."
page=${1:-whatif.html}
status=0
"${POL:-build/interp/cli/pol}" whatif policies examples/reforms --reform 建行降低收入门槛 \
    --data examples/applicants.csv --list overdue=examples/overdue.csv \
    --list spouse_overdue=examples/spouse_overdue.csv --as-of 2024-07-01 \
    --by type --sweep ccb.min_revenue_development=20万元..80万元/4万元 --robustness 10% --lang zh \
    -o "$page" || status=$?
# 4: some records were rejected, which the page says too.
[ "$status" = 0 ] || [ "$status" = 4 ] || exit "$status"
echo "$page"

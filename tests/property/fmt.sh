#!/bin/sh
# Gives the formatter's properties every policy file of the project: fmt.sh PROGRAM
# The one that is there to be refused is left out.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
find "$root/policies" "$root/examples" "$root/tests" -name '*.pol' ! -path '*/fmt/captured_name/*' -exec "$1" {} +

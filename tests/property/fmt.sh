#!/bin/sh
# Gives the formatter's properties every policy file of the project: fmt.sh PROGRAM
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
find "$root/policies" "$root/examples" "$root/tests" -name '*.pol' -exec "$1" {} +

#!/bin/sh
# What changed in the policies since a commit of git, in sentences: examples/diff.sh COMMIT FOLDER [OPTION…]
# Options are those of `pol diff`; POL names the program, if it is not the one on the path.
set -eu
commit=$1 folder=$2
shift 2
old=$(mktemp -d)
trap 'rm -rf "$old"' EXIT
git archive "$commit" "$folder" | tar -x -C "$old"
"${POL:-pol}" diff "$old/$folder" "$folder" "$@"

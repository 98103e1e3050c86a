#!/bin/sh
# For git: shows policies as `pol fmt` lays them out, so that a diff tells of words and not of layout.
#     git config diff.pol.textconv 'sh examples/textconv.sh'
#     echo '*.pol diff=pol' >> .gitattributes
# What git hands over stands in a folder of its own; the files that a policy uses are looked for where its name is
# tracked. A version that is no policy is shown as it is. POL names the program, if it is not the one on the path.
set -eu
file=$(realpath "$1")
place=$(git ls-files "$(basename "$1")" "*/$(basename "$1")" | head -n 1)
cd "$(dirname "${place:-.}")"
"${POL:-pol}" fmt - < "$file" 2> /dev/null || cat "$file"

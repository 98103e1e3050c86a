#!/bin/bash
# Runs the golden cases against a pol binary and reports in TAP.
#
#   tests/golden/run.sh POL [--update] [CASE…]
#
# A case is a folder with a file `args`: the command line behind `pol`, in shell words (a line that begins with `<`
# gives the file for standard input). It runs in a copy of its folder; where args name policies/ or examples/,
# these are there too. What is expected stands beside args and is written anew by --update:
#   out, err    standard output and standard error (absent: empty)
#   exit        the exit code (absent: 0)
#   after/      files as they must be afterwards, by name
# A file `columns` beside args says how wide the terminal is.
set -u
export LC_ALL=C.UTF-8 LANG=C.UTF-8 TZ=UTC
unset LANGUAGE POL_LANG NO_COLOR COLUMNS

[ $# -ge 1 ] || { echo "usage: run.sh POL [--update] [CASE…]" >&2; exit 2; }
pol=$(realpath "$1")
shift
update=no
[ "${1-}" = --update ] && { update=yes; shift; }
home=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$home/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Puts the case's files, and the project's where they are asked for, into a fresh folder.
prepare() {
    rm -rf "$work/run" && mkdir "$work/run" && touch "$work/run/.pol-root"
    cp -R "$1/." "$work/run/"
    rm -rf "$work/run/"{args,out,err,exit,after,columns}
    local room
    for room in policies examples; do
        if grep -q "$room/" "$1/args"; then cp -R "$root/$room" "$work/run/$room"; fi
    done
}

execute() {
    local words input=/dev/null line
    words=
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            '<'*) input=${line#<}; input=${input# } ;;
            *) words="$words $line" ;;
        esac
    done < "$1/args"
    (
        cd "$work/run" || exit
        [ ! -e "$1/columns" ] || export COLUMNS="$(cat "$1/columns")"
        eval "\"\$pol\" $words" < "$input"
    ) > "$work/out" 2> "$work/err"
    echo $? > "$work/exit"
}

# The expected file, where absent the text that stands for it.
expected() { if [ -e "$1" ]; then cat "$1"; else printf '%s' "$2"; fi; }

compare() {
    local case=$1 bad=0 file
    expected "$case/out" '' | diff -u --label "expected out" - --label "out" "$work/out" || bad=1
    expected "$case/err" '' | diff -u --label "expected err" - --label "err" "$work/err" || bad=1
    expected "$case/exit" $'0\n' | diff -u --label "expected exit" - --label "exit" "$work/exit" || bad=1
    if [ -d "$case/after" ]; then
        for file in "$case"/after/*; do
            diff -u --label "expected ${file##*/}" "$file" --label "${file##*/}" "$work/run/${file##*/}" || bad=1
        done
    fi
    return $bad
}

keep() { if [ -s "$2" ]; then cp "$2" "$1"; else rm -f "$1"; fi; }

rewrite() {
    local case=$1 file
    keep "$case/out" "$work/out"
    keep "$case/err" "$work/err"
    if [ "$(cat "$work/exit")" = 0 ]; then rm -f "$case/exit"; else cp "$work/exit" "$case/exit"; fi
    if [ -d "$case/after" ]; then
        for file in "$case"/after/*; do cp "$work/run/${file##*/}" "$file"; done
    fi
}

# GOLDEN_EVERY=3: a third of them, where the machine is slow.
all() { cd "$home" && find . -name args -printf '%h\n' | sort | awk -v every="${GOLDEN_EVERY-1}" 'NR % every == 0'; }
if [ $# -gt 0 ]; then cases=("$@"); else mapfile -t cases < <(all); fi
echo "1..${#cases[@]}"
number=0 failed=0
for name in "${cases[@]}"; do
    name=${name#./}
    number=$((number + 1))
    # The emulated C library has no converters.
    case $name:${GOLDEN_WITHOUT-} in *gb18030:iconv) echo "ok $number - $name # SKIP no iconv"; continue ;; esac
    [ -e "$home/$name/args" ] || { echo "not ok $number - $name # no such case"; failed=1; continue; }
    prepare "$home/$name"
    execute "$home/$name"
    [ $update = yes ] && rewrite "$home/$name"
    if compare "$home/$name" > "$work/diff"; then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        sed 's/^/# /' "$work/diff"
        failed=1
    fi
done
exit $failed

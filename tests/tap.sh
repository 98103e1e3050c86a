# What tests in shell begin with: the program as $pol, a folder of their own to work in, and results in TAP.
#
#   . "$(dirname "$0")/../tap.sh"    # in a test that is started as: test.sh POL
set -u
unset LANGUAGE
export LC_ALL=C.UTF-8 LANG=C.UTF-8 TZ=UTC
pol=$(realpath "$1")
work=$(mktemp -d)
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
count=0 failed=0
shown=err  # what a failure shows the beginning of

ok() { count=$((count + 1)); echo "ok $count - $1"; }
not_ok() {
    count=$((count + 1))
    failed=$((failed + 1))
    echo "not ok $count - $1"
    sed 's/^/# /' "$shown" 2>/dev/null | head -n 8
}
# check NAME FOUND WANTED
check() {
    if [ "$2" = "$3" ]; then ok "$1"; return; fi
    printf "wanted '%s'\nfound '%s'\n" "$3" "$2" | sed 's/^/# /'
    not_ok "$1"
}
skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; }
# strace; LeakSanitizer can't look for leaks where somebody else looks on.
traced() { ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0" command strace "$@"; }

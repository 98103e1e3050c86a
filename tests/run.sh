#!/bin/sh
# Every test of pol:
#
#   sh tests/run.sh               as users get it, built for speed
#   sh tests/run.sh --sanitize    that, and once more under the address and undefined-behaviour sanitizers, and
#                                 evaluations under the thread sanitizer; then built by clang-14 and clang-19, tested
#                                 under the latter's sanitizer, and on s390x and aarch64 in an emulator, each where it
#                                 is installed
#
# Installs what is missing (deps.sh). The last line is the count; the exit code says whether all passed.
set -eu
cd "$(dirname "$0")/.."
. tests/deps.sh

case "${1:-}:$#" in
:0 | --sanitize:1) ;;
*) echo "Usage: sh tests/run.sh [--sanitize]" >&2; exit 2 ;;
esac

passed=0 failed=0
failures=$(mktemp)
trap 'rm -f "$failures"' EXIT

# What failed in a build folder, to be told once more at the end: programs, then the first of their cases.
note_failures() {
    sed -n "/^Summary of Failures:/,/^Ok:/s|^ *[0-9]*/[0-9]* \\(.*[^ ]\\) *\$|$1: \\1|p" "$1/meson-logs/testlog.txt"
    awk -v folder="$1" '
        /<testcase / { program = name = $0; sub(/.* name="/, "", name); sub(/.*classname="/, "", program) }
        /<(failure|error)/ { sub(/".*/, "", name); sub(/".*/, "", program); print folder ": " program ": " name }
    ' RS='>' "$1/meson-logs/testlog.junit.xml" | head -n 20
}

# Adds a build folder's results; a program that failed without a failing case counts as one.
count() {
    [ -f "$1/meson-logs/testlog.junit.xml" ] || { failed=$((failed + 1)); return; }
    totals=$(awk -v status="$2" '
        function attribute(name) {
            return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0
        }
        /<testsuite / {
            n += attribute("tests") - attribute("skipped")
            bad += attribute("failures") + attribute("errors")
        }
        END {
            if (status && !bad) { bad = 1; if (!n) n = 1 }
            print n - bad, bad + 0
        }' RS='>' "$1/meson-logs/testlog.junit.xml")
    passed=$((passed + ${totals% *}))
    failed=$((failed + ${totals#* }))
}

suite() {
    folder=$1
    shift
    echo "== $folder: building"
    configure "$folder" "$@"
    ninja -C "$folder" --quiet
    echo "== $folder: testing"
    rm -f "$folder/meson-logs/testlog.junit.xml"
    status=0
    meson test -C "$folder" --no-rebuild --print-errorlogs || status=$?
    count "$folder" "$status"
    [ "$status" = 0 ] || note_failures "$folder" >> "$failures" || true
}

look_for_races() {
    echo "== build-tsan: building"
    configure build-tsan -Dbuildtype=debugoptimized -Db_sanitize=thread -Db_lundef=false
    ninja -C build-tsan --quiet interp/cli/pol
    echo "== build-tsan: testing"
    bash tests/races.sh build-tsan/interp/cli/pol > build-tsan/races.log || cat build-tsan/races.log
    passed=$((passed + $(grep -c '^ok' build-tsan/races.log || true)))
    failed=$((failed + $(grep -c '^not ok' build-tsan/races.log || true)))
    sed -n 's/^not ok/build-tsan: &/p' build-tsan/races.log >> "$failures"
}

# Other compilers, which warn of other things; what they build is no slower to test under a sanitizer that sees more
# than gcc's.
other_compilers() {
    for compiler in clang-14 clang-19; do
        command -v $compiler > /dev/null || { echo "== $compiler is not installed: passed over"; continue; }
        CC=$compiler
        export CC
        echo "== build-$compiler: building"
        configure "build-$compiler"
        ninja -C "build-$compiler" --quiet
    done
    command -v clang-19 > /dev/null || return 0
    CC=clang-19 suite build-clang-ubsan -Dbuildtype=debugoptimized -Db_sanitize=undefined -Db_lundef=false
}

# Other machines, in an emulator: unit tests, some random policies, whole programs. One of them is big-endian.
other_machines() {
    unset CC
    for machine in s390x aarch64; do
        if command -v "$machine-linux-gnu-gcc" > /dev/null && command -v "qemu-$machine" > /dev/null; then
            suite "build-$machine" --cross-file "tests/cross/$machine.ini"
        else echo "== $machine: no cross compiler or no qemu-user installed: passed over"; fi
    done
}

sanitized() {
    export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
    suite build-asan -Dbuildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false
    sh tests/mcdc.sh || { failed=$((failed + 1)); echo "tests/mcdc.sh" >> "$failures"; }
}

install_missing
fetch_schemas build-schemas
suite build
if [ "${1:-}" = --sanitize ]; then
    sanitized
    look_for_races
    other_compilers
    other_machines
fi

[ ! -s "$failures" ] || { echo "== failed:"; cat "$failures"; }
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

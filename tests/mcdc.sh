#!/bin/sh
# How well the tests of the core tell its conditions apart, measured by clang 19 (see mcdc.py):
#
#   sh tests/mcdc.sh
#
# Prints each file's share and every condition that is not covered, with the reason. Fails under 95 %, or where a reason
# is missing. Where clang 19 is not installed it says so, and that is all.
set -eu
cd "$(dirname "$0")/.."
. tests/deps.sh
for tool in clang-19 llvm-profdata-19 llvm-cov-19; do
    command -v "$tool" > /dev/null || { echo "== mcdc: not measured, for there is no $tool"; exit 0; }
done

core='grammar/base/calendar grammar/syntax/literal interp/data/record/cell interp/decide interp/eval interp/value/number
    interp/value/ratio interp/value/truth'
tests='test_number test_truth test_calendar test_literal test_cell test_cell_fault test_room'
for test in tests/unit/test_eval_*.c tests/unit/test_decide*.c; do tests="$tests $(basename "$test" .c)"; done
programs=differential/test_differential
for test in $tests; do programs="$programs unit/$test"; done

echo "== build-mcdc: building"
export CC=clang-19 LLVM_PROFILE_FILE="$PWD/build-mcdc/unasked.profraw"
configure build-mcdc -Dbuildtype=debug -Dc_link_args=-fprofile-instr-generate -Db_lundef=false \
    -Dc_args='-O1 -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc'
ninja -C build-mcdc --quiet $(printf 'tests/%s ' $programs)

# In one process each: what a child counts would lie over what its parent did.
echo "== build-mcdc: testing"
rm -rf build-mcdc/profiles
for program in $programs; do
    LLVM_PROFILE_FILE="build-mcdc/profiles/$(basename "$program").profraw" CK_FORK=no \
        "build-mcdc/tests/$program" > build-mcdc/mcdc.log || { tail -n 5 build-mcdc/mcdc.log; exit 1; }
done

# Of a file's stem both the .c and the .h; of a folder all.
sources=$(for part in $core; do find "$part" "$part.c" "$part.h" -name '*.[ch]' 2> /dev/null || :; done)
llvm-profdata-19 merge -sparse build-mcdc/profiles/*.profraw -o build-mcdc/profiles/all.profdata
llvm-cov-19 export -instr-profile=build-mcdc/profiles/all.profdata build-mcdc/tests/differential/test_differential \
    $(printf -- '-object build-mcdc/tests/unit/%s ' $tests) $(printf "$PWD/%s " $sources) > build-mcdc/mcdc.json
python3 tests/mcdc.py "$PWD" tests/mcdc.txt < build-mcdc/mcdc.json

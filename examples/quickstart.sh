#!/bin/sh
# From a fresh Debian 12 to the decisions on the sample merchants:
#
#   sh examples/quickstart.sh
set -eu
cd "$(dirname "$0")/.."
. tests/deps.sh

install_missing
echo "Building pol, which takes about half a minute … 正在编译 pol，约需半分钟……" >&2
configure build
ninja -C build --quiet interp/cli/pol

pol=build/interp/cli/pol
lists='--list overdue=examples/overdue.csv --list spouse_overdue=examples/spouse_overdue.csv'
$pol eval policies --data examples/applicants.csv $lists --as-of 2024-07-01 --format table

cat <<END

What to try next 接下来可以试：
  $pol explain policies --data examples/applicants.jsonl --as-of 2024-07-01 --id A032 --lang zh
      why a merchant is decided on so, rule by rule 一户商户的结论从何而来
  $pol eval policies examples/reforms --data examples/applicants.jsonl --as-of 2024-07-01 --reform 建行降低收入门槛
      what if one scheme were changed 改了规则会怎样
  $pol new 草稿 --notice policies/sources/shanxi-2024-86-ccb.txt -o - --lang zh
      a policy begun from a notice 根据一份文件起草规则
  $pol test policies
      the tests that come with the policies 规则自带的测试
  $pol help
      all commands 全部命令

grammar/README.md is the language; 中文手册见 grammar/手册.md。
END

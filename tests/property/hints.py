#!/usr/bin/env python3
"""What a hint says to write is accepted where the mistake stood.

    hints.py POL

Amounts, ranges and words as notices and officers write them, each in its place (PLACES), in a cell or a condition:
`pol check` must give one error, its hint must be the text below, and that text in the mistake's place must check
cleanly. Where no text stands below, it must check cleanly as it is. In TAP.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

VOCABULARY = """词汇 {
    字段 编号(id)：文本 主键
    字段 年龄(age)：数量 岁
    字段 收入(revenue)：金额
    字段 期限(term)：期限按 月
    字段 折扣(discount)：百分比
    字段 类型(type)：单选 {生存型(subsistence)、成长型(growth)、发展型(development)}
    字段 企业类别(classes)：多选 {知名(renowned)、优质(quality)}
}
"""
SCHEME = """方案 甲方案(s) {
    施行 自 2024-01-01
    产品 乙(p) {
        要求 成年(adult)：年龄 ≥ 18岁
        授予 额度(limit) = 10万元
    }
}
"""
TEST = VOCABULARY + SCHEME + "测试 “一” "
# A field, and the mistake; where the field says nothing it is passed over.
PLACES = {
    "cell": VOCABULARY + "表 甲(t) 首行命中 {\n    %s || 值\n    %s || 1元\n    其余 || 2元\n}\n",
    "condition": VOCABULARY + "定义 甲(d) = %s %s\n",
    "glued": VOCABULARY + "定义 甲(d) = %s%s 且 期限 ≥ 1年\n",
    "type": "词汇 {\n    字段 编号(id)：文本 主键\n    字段 %s(n)：%s\n}\n",
    "test": VOCABULARY + SCHEME + "%.0s%s “一” 截至 2024-07-01 {\n    预期 甲方案.乙 为 资料不全\n}\n",
    "sample": VOCABULARY + "%.0s%s 样(sm) { 年龄: 20 }\n",
    "as of": TEST + "%.0s%s 2024-07-01 {\n    预期 甲方案.乙 为 资料不全\n}\n",
    "given": TEST + "截至 2024-07-01 {\n    %.0s%s { 年龄: 20 }\n    预期 甲方案.乙 为 符合条件\n}\n",
    "expect": TEST + "截至 2024-07-01 {\n    假设 { 年龄: 20 }\n    %.0s%s 甲方案.乙 为 符合条件\n}\n",
}
# Where, field, what is written, the hint.
MISTAKES = """
cell|收入|20万元以下|
cell|收入|20万元以上|
cell|收入|20万元以内|
cell|收入|20万元（含）以下|≤ 20万元
cell|收入|20万元以下（不含）|< 20万元
cell|收入|20万以下|≤ 20万元
cell|收入|20 万元 以下|
cell|收入|不超过20万元|≤ 20万元
cell|收入|不超20万|≤ 20万元
cell|收入|不低于20万元|≥ 20万元
cell|收入|不足20万元|< 20万元
cell|收入|超过20万|> 20万元
cell|收入|低于20万元|< 20万元
cell|收入|高于20万元|> 20万元
cell|收入|超过 10万元 至 20万元|
cell|收入|超过10万元至20万元|10万元<..20万元
cell|收入|10万元至不足20万元|
cell|收入|10-20万元|10万元..20万元
cell|收入|10~20万元|10万元..20万元
cell|收入|10万元—20万元|10万元..20万元
cell|收入|[10万元, 20万元)|10万元..<20万元
cell|收入|10万元以上20万元以下|
cell|收入|10万元以上不足20万元|
cell|收入|100w|万元
cell|收入|10万|万元
cell|收入|10 万|万元
cell|收入|5千元|5000元
cell|收入|1,000,000元|1000000
cell|收入|< 1,000,000元|1000000
cell|收入|1，000，000元|1000000
cell|收入|< 1,500万元|1500
cell|收入|一百万元|100万元
cell|收入|—|-
cell|收入|不限|-
cell|年龄|18至65|
cell|年龄|18到65岁|
cell|年龄|18-65|18..65
cell|年龄|18~65|18..65
cell|年龄|[18..65)|18..<65
cell|年龄|[18,65]|18..65
cell|年龄|(18,65]|18<..65
cell|年龄|18+|≥ 18
cell|年龄|18岁以上|
cell|年龄|18周岁以上|≥ 18岁
cell|年龄|满18岁|≥ 18岁
cell|年龄|十八|18
cell|年龄|60岁及以下|≤ 60岁
cell|折扣|百分之五|5%
cell|折扣|5‰|0.5%
cell|折扣|千分之五|0.5%
cell|折扣|5%以上|
cell|期限|1年半|18个月
cell|期限|半年|6个月
cell|期限|两年|2年
cell|期限|一年半|18个月
cell|期限|1年6个月|18个月
cell|期限|6月|个月
cell|期限|6个月以上|
cell|期限|3-5年|3年..5年
cell|类型|生存型 或 成长型|生存型、成长型
cell|类型|生存型/成长型|生存型、成长型
cell|类型|生存型 和 成长型|、
condition|收入|20万元以下|≤ 20万元
condition|收入|为 20万元以上|≥ 20万元
condition|收入|≥ 20万元以上|≥ 20万元
condition|收入|≥ 100w|万元
condition|收入|≥ 一百万元|100万元
condition|收入|≥ 5千元|≥ 5000元
condition|收入|低于20万元|< 20万元
condition|收入|不超过20万元|≤ 20万元
condition|收入|超过20万|> 20万元
condition|收入|[10万元, 20万元)|属于 10万元..<20万元
condition|年龄|属于 18至65岁|18岁..65岁
condition|年龄|属于 [18, 65)|18..<65
condition|年龄|18岁以上|≥ 18岁
condition|年龄|18+|≥ 18
condition|期限|≥ 1年半|≥ 18个月
condition|期限|≥ 两年|2年
condition|期限|≥ 半年|6个月
condition|折扣|≤ 百分之五|5%
condition|折扣|≤ 5‰|0.5%
glued|收入|不低于20万元|收入 ≥ 20万元
glued|年龄|大于等于18岁|年龄 ≥ 18岁
glued|收入|超过20万|收入 > 20万元
glued|收入|10万元以上|收入 ≥ 10万元
glued|年龄 |≥ 18且收入 ≥ 1万元|且 收入
glued|年龄 |≥ 18岁或收入 ≥ 1万元|岁 或 收入
glued|年龄 |≥ 18岁且 收入 ≥ 1万元|岁 且
glued|类型|为生存型|类型 为 生存型
glued|类型|是生存型|类型 为 生存型
glued|类型|属于成长型|类型 为 成长型
glued|类型|不为生存型|类型 不为 生存型
glued|类型|不属于生存型|类型 不为 生存型
glued|企业类别|包含知名|企业类别 包含 知名
glued|年龄|18至65岁|年龄 属于 18岁..65岁
glued|年龄|18岁以上65岁以下|年龄 属于 18岁..65岁
glued|年龄|为18至65岁|年龄 属于 18岁..65岁
glued|年龄|在18至65岁之间|年龄 属于 18岁..65岁
glued|年龄|不属于18至65岁|年龄 不属于 18岁..65岁
glued|年龄|为18岁|年龄 为 18岁
glued|收入|为20万元以上|收入 ≥ 20万元
condition|年龄|属于 十八..六十五|18..65
condition|收入|属于 一万元..两万元|1万元..2万元
condition|收入|属于 10万..20万|10万元..20万元
cell|收入|10万..20万|10万元..20万元
cell|年龄|十八..六十五|18..65
type|人数|数字 人|数量
type|人数|数字|数量
type|人数|数量人|数量 人
type|次数|count次|count 次
test||用例|测试
test||检验|测试
test||案例|测试
sample||案例|样例
test||测验|测试
test||case|test
as of||于|截至
as of||在|截至
as of||自|截至
as of||日期|截至
as of||基准日|截至
as of||on|as of
as of||at|as of
as of||as_of|as of
given||给定|假设
given||已知|假设
given||前提|假设
given||条件|假设
given||输入|假设
given||数据|假设
given||设|假设
given||当|假设
given||如果|假设
given||假如|假设
given||if|given
given||when|given
given||input|given
given||with|given
given||并且设|假设
expect||期望|预期
expect||期待|预期
expect||应为|预期
expect||应当|预期
expect||应该|预期
expect||验证|预期
expect||检查|预期
expect||核对|预期
expect||判定|预期
expect||结果|预期
expect||结论|预期
expect||assert|expect
expect||should|expect
expect||check|expect
expect||verify|expect
expect||then|expect
expect||result|expect
"""


def said(pol, work, text):
    with open(os.path.join(work, "x.pol"), "w", encoding="utf-8") as file:
        file.write(text)
    done = subprocess.run([pol, "check", "x.pol", "--format", "json", "--lang", "zh"], cwd=work, capture_output=True,
                          text=True)
    return json.loads(done.stdout)["diagnostics"]


def wrong(pol, work, text, hint):
    """What is wrong with what is said of the text, or None."""
    found = said(pol, work, text)
    if not hint and not found:
        return None
    if len(found) != 1:
        return "%d said: %s" % (len(found), "; ".join(d["message"] for d in found))
    words = re.search("“(.*)”", found[0]["hint"] or "")
    if not words or words.group(1) != hint:
        return "%s %s" % (found[0]["message"], found[0]["hint"])
    bytes_, at, length = text.encode(), found[0]["offset"], found[0]["length"]
    again = said(pol, work, (bytes_[:at] + hint.encode() + bytes_[at + length:]).decode())
    return again[0]["message"] if again else None


def main():
    pol = os.path.abspath(sys.argv[1])
    rows = [line.split("|") for line in MISTAKES.split("\n") if line]
    print("1..%d" % len(rows))
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        open(os.path.join(work, ".pol-root"), "w").close()
        for number, (where, field, mistake, hint) in enumerate(rows, 1):
            fault = wrong(pol, work, PLACES[where] % (field, mistake), hint)
            failed += fault is not None
            print("%s %d - %s %s %s" % ("not ok" if fault else "ok", number, where, field, mistake.replace("#", "")))
            if fault:
                print("# wanted %s, found: %s" % (hint, fault))
    return failed > 0


sys.exit(main())

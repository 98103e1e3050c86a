#!/usr/bin/env python3
"""Writes the bogons into a folder: make.py FOLDER

Each file is named by its symptom. A line `COMMAND EXIT CODE FILE` on standard output says what
`pol COMMAND` must answer:
its exit code, and a diagnostic that it must give (`-`: none in particular, `clean`: none at all).
"""
import os
import sys

FIELDS = b"vocabulary { field id: text key field a: yes/no field n: count field m: money field k: one of {x, y} " \
    b"field l: list of {m: money} }\n"
MANY = 100000


def scheme(inside):
    return FIELDS + b"scheme s { in force from 2024-01-01 offer o { " + inside + b" } }\n"


def define(expression):
    return FIELDS + b"define d = " + expression + b"\n"


def require(condition):
    return scheme(b"require r: " + condition)


def chain(sign, term, count=MANY):
    return (b" " + sign + b" ").join([term] * count)


def names(count, form=b"%s%d"):
    return b", ".join(form % (b"v", i) for i in range(count))


def expanding(levels, sign):
    rows = [b"define e0 = n\n"] + [b"define e%d = e%d %s e%d\n" % (i, i - 1, sign, i - 1) for i in range(1, levels)]
    return FIELDS + b"".join(rows) + b"define d = e%d = 1\n" % (levels - 1)


def table(rows):
    lines = b"".join(b" %d || %d\n" % (i, i + 1) for i in range(rows))
    return FIELDS + b"table t first {\n n || r\n" + lines + b" otherwise || 0\n}\n" \
        b"define d = t > 5\n"


POLICIES = [
    # What is nested too deeply
    ("nested_parentheses", 1, "P0107", define(b"(" * MANY + b"a" + b")" * MANY)),
    ("open_parentheses", 1, "P0107", define(b"(" * MANY)),
    ("nested_not", 1, "P0107", define(b"not " * MANY + b"a")),
    ("nested_minus", 1, "P0107", define(b"- " * MANY + b"n = 1")),
    ("nested_if_then", 1, "P0107", define(b"if a then " * MANY + b"n" + b" else n" * MANY)),
    ("nested_if_else", 1, "P0107", define(b"if a then n else " * MANY + b"n")),
    ("nested_if_condition", 1, "P0107", define(b"if " * MANY + b"a")),
    ("nested_calls", 1, "P0107", define(b"max(" * MANY + b"n" + b")" * MANY)),
    ("else_chain", 1, "P0107", define(chain(b"else", b"n"))),
    ("nested_sample_lists", 1, "-", b"sample s " + b"{l:[" * MANY),
    ("nested_sample_records", 1, "-", b"sample s " + b"{" * MANY),
    ("nested_sample_brackets", 1, "-", b"sample s {l:" + b"[" * MANY),
    ("open_braces", 1, "-", b"{" * MANY),
    ("close_braces", 1, "P0105", b"}" * MANY),
    ("open_schemes", 1, "-", b"scheme s {" * MANY),
    ("dots", 1, "-", define(b"a." * MANY + b"a")),
    ("per_chain", 1, "-", define(chain(b"per", b"n"))),
    ("comparison_chain", 1, "P0126", define(chain(b"=", b"n"))),
    ("product_chain", 1, "P0107", define(chain(b"*", b"n") + b" = 0")),
    ("product_chain_of_150", 1, "P0577", define(chain(b"*", b"n", 150) + b" = 0")),
    ("product_chain_in_reach", 0, "clean", define(chain(b"*", b"n", 32) + b" = 0")),
    # What is large and right
    ("and_chain", 0, "clean", require(chain(b"and", b"a"))),
    ("or_chain", 0, "clean", require(chain(b"or", b"a"))),
    ("sum_chain", 0, "clean", require(chain(b"+", b"n") + b" >= %d" % MANY)),
    ("many_rows", 0, "-", table(MANY)),
    ("rows_beside_doubled_definitions", 1, "P0317", FIELDS + b"define d0 = n\n" +
     b"".join(b"define d%d = d%d + d%d\n" % (i, i - 1, i - 1) for i in range(1, 41)) +
     b"table t unique {\n d40 || r\n < d39 || 1\n otherwise || 2\n}\n"),
    ("many_fields", 0, "-",
     b"vocabulary { field id: text key " + b"".join(b"field f%d: money\n" % i for i in range(10000)) + b"}\n"),
    ("many_list_values", 0, "-", require(b"n in {" + b", ".join(b"%d" % i for i in range(MANY)) + b"}")),
    ("many_params", 0, "-", FIELDS + b"".join(b"param p%d = %d\n" % (i, i) for i in range(20000))),
    ("many_uses_of_one_definition", 0, "-", require(chain(b"and", b"d", 20000)) + b"define d = n > 1 and m > 2yuan\n"),
    # What has limits
    ("choice_of_300", 1, "P0543", b"vocabulary { field id: text key field k: one of {" + names(300) + b"} }\n"),
    ("choice_of_254", 0, "clean", b"vocabulary { field id: text key field k: one of {" + names(254) + b"} }\n"),
    ("set_of_70", 1, "P0543", b"vocabulary { field id: text key field k: any of {" + names(70) + b"} }\n"),
    ("set_of_64", 0, "clean", b"vocabulary { field id: text key field k: any of {" + names(64) + b"} }\n"),
    ("expanding_sums", 1, "P0317", expanding(60, b"+")),
    ("expanding_products", 1, "P0317", expanding(60, b"*")),
    ("deep_definitions", 1, "P0318", FIELDS + b"define e0 = n\n"
     + b"".join(b"define e%d = e%d + 1 - 1\n" % (i, i - 1) for i in range(1, 20000))),
    ("expanding_calls", 1, "-", FIELDS + b"define f0(: x) = x + x\n"
     + b"".join(b"define f%d(: x) = f%d(f%d(x))\n" % (i, i - 1, i - 1) for i in range(1, 40))
     + b"define d = f39(n) = 1\n"),
    ("mutual_recursion", 1, "P0314", FIELDS + b"define p = q\ndefine q = r\ndefine r = p\n"),
    ("recursion_in_a_ring", 1, "P0314",
     FIELDS + b"".join(b"define p%d = p%d\n" % (i, (i + 1) % 300) for i in range(300))),
    ("recursion_in_a_ring_of_many", 1, "-",
     FIELDS + b"".join(b"define p%d = p%d\n" % (i, (i + 1) % 30000) for i in range(30000))),
    ("recursive_call", 1, "P0314", FIELDS + b"define f(: x) = f(x)\ndefine d = f(n) = 1\n"),
    ("recursive_table", 1, "P0314", FIELDS + b"table t first {\n t || r\n 1 || 2\n otherwise || 3\n}\n"),
    ("recursive_param", 1, "-", FIELDS + b"param p = q\nparam q = p\n"),
    ("meets_cycle", 1, "P0315", scheme(b"when meets q } offer q { when meets o")),
    ("meets_itself", 1, "P0315", scheme(b"when meets o")),
    # Bytes that are no text
    ("nul_first", 1, "P0110", b"\0" + FIELDS),
    ("nul_inside", 1, "P0110", define(b"a\0 or a")),
    ("nul_in_comment", 1, "P0110", b"# \0\n" + FIELDS),
    ("nul_in_string", 1, "P0110", scheme(b'manual "a\0b"')),
    ("only_nul", 1, "P0110", b"\0" * 65536),
    ("invalid_utf8", 1, "P0113", define(b"a or \xff")),
    ("invalid_utf8_everywhere", 1, "P0113", b"\xff" * MANY),
    ("invalid_utf8_in_comment", 1, "P0113", b"# \xc3(\n" + FIELDS),
    ("invalid_utf8_in_string", 1, "P0113", scheme(b'manual "\xe5\xb9"')),
    ("overlong_slash", 1, "P0113", define(b"a \xc0\xaf n")),
    ("overlong_nul", 1, "P0113", define(b"a \xc0\x80 n")),
    ("surrogate", 1, "P0113", define(b"a \xed\xa0\x80 n")),
    ("beyond_unicode", 1, "P0113", define(b"a \xf4\x90\x80\x80 n")),
    ("cut_character", 1, "P0113", FIELDS + b"# \xe5\xb9"),
    ("bidirectional_in_comment", 1, "P0112", b"# \xe2\x80\xae\n" + FIELDS),
    ("bidirectional_in_string", 1, "P0112", scheme(b'manual "\xe2\x81\xa6"')),
    ("bidirectional_in_name", 1, "P0112", define(b"a\xe2\x80\x8fb")),
    ("control_character", 1, "P0111", define(b"a \x1b[2J")),
    ("delete_character", 1, "P0111", define(b"a \x7f")),
    ("lone_cr", 1, "P0585", FIELDS.replace(b"\n", b"\r") + b"define d = a\r# comment\rdefine e = not a\r"),
    ("byte_order_mark_only", 0, "-", b"\xef\xbb\xbf"),
    ("byte_order_mark_inside", 1, "-", define(b"a or \xef\xbb\xbfa")),
    ("utf16", 1, "P0586", FIELDS.decode().encode("utf-16")),
    ("empty_file", 0, "-", b""),
    ("only_blanks", 0, "-", b" \t\r\n" * MANY),
    ("only_comment", 0, "-", b"#" * 1000000),
    # Literals and names
    ("unterminated_string", 1, "P0115", scheme(b'manual "never closed')),
    ("unterminated_wide_string", 1, "P0115", scheme("manual “从未结束".encode())),
    ("nested_wide_quotes", 1, "-", scheme("manual ".encode() + "“".encode() * MANY)),
    ("long_string", 0, "clean", scheme(b'manual "' + b"x" * 1000000 + b'"')),
    ("many_digits", 1, "P0117", define(b"n = " + b"9" * 1000000)),
    ("many_decimals", 1, "-", define(b"m = 0." + b"0" * 1000000 + b"1yuan")),
    ("number_too_large", 1, "P0118", define("m = 999999999999999999亿元".encode())),
    ("largest_number", 0, "-", define(b"n = 999999999999999999")),
    ("far_period", 1, "-", define(b"as_of + 999999999999999999 years > as_of")),
    ("year_zero", 1, "P0123", define(b"as_of > 0000-00-00")),
    ("year_of_six_digits", 1, "-", define(b"as_of > 202400-01-01")),
    ("long_name", 0, "-", FIELDS + b"define " + b"x" * 65536 + b" = a\n"),
    ("long_unknown_name", 1, "P0302", define(b"x" * 65536)),
    ("long_keyword_phrase", 1, "-", define(b"is" + b" " * 1000000 + b"not")),
    ("many_errors", 1, "P0302", FIELDS + b"".join(b"define d%d = unknown%d\n" % (i, i) for i in range(20000))),
    ("many_lexical_errors", 1, "-", b"$ @ ^ ~ ` \\ ' " * 20000),
    ("one_long_line", 0, "-", FIELDS + b"".join(b"define d%d = a " % i for i in range(20000))),
    ("one_long_line_with_errors", 1, "P0302", FIELDS + b"".join(b"define d%d = u " % i for i in range(20000))),
    ("many_equal_definitions", 1, "P0301", FIELDS + b"define d = a\n" * 20000),
    ("same_name_in_both_scripts", 1, "P0301", FIELDS + "define d(甲) = a\ndefine 甲(e) = a\n".encode()),
]

ROWS = b"id,n\n"
JSON = b'{"id":"A","n":'
RECORDS = [
    ("nul.csv", 4, "D0122", ROWS + b"A,1\0\nB,2\n"),
    ("nul_in_header.csv", 6, "D0140", b"id,n\0\nA,1\n"),
    ("invalid_utf8.csv", 4, "-", ROWS + b"A,1\nB\xff,\xff\xfe\xfd\n"),
    ("overlong.csv", 4, "-", ROWS + "A甲,1\n".encode() + b"B\xc0\xaf,1\n"),
    ("surrogate.csv", 4, "-", ROWS + "A甲,1\n".encode() + b"B\xed\xa0\x80,1\n"),
    ("record_of_20_MB.csv", 5, "D0120", ROWS + b"A," + b"1" * 20000000 + b"\n"),
    ("header_of_20_MB.csv", 5, "D0120", b"id," + b"1" * 20000000 + b"\nA,1\n"),
    ("quote_never_closed.csv", 4, "D0115", ROWS + b'A,"' + (b"1" * 99 + b"\n") * 200000),
    ("header_only.csv", 0, "-", ROWS),
    ("header_without_newline.csv", 0, "-", b"id,n"),
    ("empty.csv", 6, "D0136", b""),
    ("only_newlines.csv", 6, "D0136", b"\n" * MANY),
    ("no_newline_at_the_end.csv", 0, "-", ROWS + b"A,1"),
    ("million_columns.csv", 6, "D0140", b"id," + b",".join(b"c%d" % i for i in range(1000000)) + b"\nA\n"),
    ("million_cells.csv", 4, "D0112", ROWS + b"A" + b",1" * 1000000 + b"\n"),
    ("no_key_column.csv", 6, "D0139", b"n\n1\n"),
    ("column_twice.csv", 6, "D0137", b"id,n,n\nA,1,2\n"),
    ("empty_keys.csv", 4, "D0116", ROWS + b",1\n,2\n"),
    ("huge_number.csv", 4, "D0111", ROWS + b"A," + b"9" * 30 + b"\n"),
    ("huge_exponent.csv", 4, "-", ROWS + b"A,1e999999\n"),
    ("million_digits.csv", 4, "-", ROWS + b"A," + b"9" * 1000000 + b"\n"),
    ("all_rejected.csv", 4, "D0102", ROWS + b"A,x\n" * MANY),
    ("utf16.csv", 0, "D0146", "id,n\nA,1\n".encode("utf-16")),
    ("lone_cr.csv", 6, "D0149", b"id,n\rA,1\rB,2\r"),
    ("nested_arrays.jsonl", 4, "D0155", JSON + b"[" * 1000000 + b"]" * 1000000 + b"}\n"),
    ("nested_objects.jsonl", 4, "D0155", b'{"id":' * 1000000 + b"\n"),
    ("nested_unknown.jsonl", 4, "D0155", b'{"id":"A","other":' + b"[" * 1000000 + b"\n"),
    ("huge_exponent.jsonl", 4, "-", JSON + b"1e999999}\n"),
    ("tiny_exponent.jsonl", 4, "-", JSON + b"1e-999999}\n"),
    ("huge_exponent_of_zero.jsonl", 0, "clean", JSON + b'0e999999,"l":[]}\n'),
    ("long_exponent.jsonl", 4, "-", JSON + b"1e" + b"9" * 1000000 + b"}\n"),
    ("million_digits.jsonl", 4, "-", JSON + b"9" * 1000000 + b"}\n"),
    ("string_of_4_MB.jsonl", 0, "-", b'{"id":"' + b"x" * 4000000 + b'","n":1}\n'),
    ("record_of_20_MB.jsonl", 5, "D0120", b'{"id":"' + b"x" * 20000000 + b'","n":1}\n'),
    ("million_keys.jsonl", 4, "D0154", b'{"id":"A"' + b"".join(b',"k%d":1' % i for i in range(1000000)) + b"}\n"),
    ("million_items.jsonl", 0, "-", b'{"id":"A","l":[' + b",".join([b'{"m":1}'] * 1000000) + b"]}\n"),
    ("nul.jsonl", 4, "-", b'{"id":"A\0","n":1}\n'),
    ("invalid_utf8.jsonl", 4, "-", b'{"id":"A\xff","n":1}\n'),
    ("lone_surrogate.jsonl", 4, "-", b'{"id":"A\\ud800","n":1}\n'),
    ("escaped_nul.jsonl", 4, "-", b'{"id":"A\\u0000","n":1}\n'),
    ("key_twice.jsonl", 4, "D0153", b'{"id":"A","n":1,"n":2}\n'),
    ("no_key.jsonl", 4, "D0116", b'{"n":1}\n'),
    ("empty.jsonl", 0, "-", b""),
    ("cut_short.jsonl", 4, "D0151", b'{"id":"A","n":1'),
    ("two_on_a_line.jsonl", 4, "-", b'{"id":"A"}{"id":"B"}\n'),
    ("array_of_records.jsonl", 6, "D0149", b'[{"id":"A"}]\n'),
    ("not_a_number.jsonl", 4, "-", JSON + b"NaN}\n"),
]


def main():
    folder = sys.argv[1]
    for name, code, diagnostic, content in POLICIES:
        with open(os.path.join(folder, name + ".pol"), "wb") as f:
            f.write(content)
        print("check", code, diagnostic, name + ".pol")
    for name, code, diagnostic, content in RECORDS:
        with open(os.path.join(folder, name), "wb") as f:
            f.write(content)
        print("eval", code, diagnostic, name)


if __name__ == "__main__":
    main()

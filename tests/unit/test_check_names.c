#include "tests/unit/check_main.h"
#include "tests/unit/check_policy.h"

#define TWO_SCHEMES(one, other)                                   \
    "scheme s { in force from 2024-01-01 offer o { " one " } }\n" \
    "scheme t { in force from 2024-01-01 offer q { } offer p { " other " } }\n"
static const struct policy_row rows[] = {
    // one name, one thing
    {"define a = 1人\ndefine b = 2人\n", ""},
    {"define a = 1人\ndefine @a = 2人\n", "P0301"},
    {"define a(甲) = 1人\ndefine b(@甲) = 2人\n", "P0301"},
    {"define a(甲) = 1人\ndefine b = 甲 + a\n", ""},
    {"define @type = 1人\n", "P0301"},
    {"param a = 1人\ntable @a first {\ntype || r\n- || 1人\n}\ndefine u = a\n", "P0301"},
    {"scheme a { in force from 2024-01-01 offer o { } }\nscheme b { in force from 2024-01-01 offer o { } }\n", ""},
    {"scheme a { in force from 2024-01-01\noffer o { }\noffer @o { } }\n", "P0301"},
    {SCHEME("require r: married\nveto @r: married"), "P0301"},
    {SCHEME("define type = 1人\nrequire r: type = 1人"), ""},  // a scheme may name its own
    {OFFER("grant limit = 1元\ngrant @limit = 2元"), "P0301"},
    {"define f(: x, @x) = x\ndefine g = f(1人, 2人)\n", "P0301"},
    {"vocabulary { field k: text key field f: one of {a, @a} }\n", "P0301"},
    {"vocabulary { field k: text key field f: list of {a: text, @a: text} }\n", "P0301"},
    {"vocabulary { field k: text key field f: text field @f: text }\n", "P0301"},
    {"define @a(b) = 1人\n", "P0303"},
    // names that are known, and where
    {ASK("married"), ""},
    {ASK("@maried"), "P0302"},
    {ASK("@maried and @marriid"), "P0302 P0302"},
    {"define a = @b\ndefine c = a\n", "P0302"},
    {"define a = @x + 1人\ndefine b = a and a = 3元\n", "P0302"},  // followers are not blamed
    {"scheme s { in force from 2024-01-01 define d = married\noffer o { } }\nscheme t { in force from 2024-01-01 "
     "require r: @d\noffer o { } }\n",
     "P0302"},
    {"scheme s { in force from 2024-01-01 offer o { define d = married }\noffer p { require r: @d } }\n", "P0302"},
    {"scheme s { in force from 2024-01-01 define d = 1人\noffer o { define d = married\nrequire r: d } }\n", ""},
    {ASK("as_of >= birth_date"), ""},
    {ASK("基准日 >= 出生日期"), ""},
    {ASK("@count"), "P0311"},
    // values of choices and sets
    {ASK("type is growth"), ""},
    {ASK("type is 成长型"), ""},
    {ASK("type is @grwth"), "P0304"},
    {ASK("@typ is grwth"), "P0302"},
    {ASK("type in {growth, @married_not}"), "P0304"},
    {ASK("classes has quality"), ""},
    {ASK("classes has @growth"), "P0304"},
    {ASK("@growth is type"), "P0302"},
    {"define growth = type is growth\n", ""},
    {ASK("type is (if married then growth else subsistence)"), ""},
    // parts
    {ASK("any(overdue where overdue.amount > 1元)"), ""},
    {ASK("any(overdue where overdue.@amont > 1元)"), "P0305"},
    {ASK("any(overdue where amount > 1元)"), ""},
    {ASK("any(overdue where @amont > 1元)"), "P0302"},
    {ASK("@overdue.amount > 1元"), "P0319"},
    {"table t first {\ntype || a | b\n- || 1人 | yes\n}\ndefine x = t.a + 1人\ndefine y = t.b\n", ""},
    {"table t first {\ntype || a | b\n- || 1人 | yes\n}\ndefine x = t.@c\n", "P0305"},
    {"table t first {\ntype || a | b\n- || 1人 | yes\n}\ndefine x = @t\n", "P0311"},
    {"table t first {\ntype || a\n- || 1人\n}\ndefine x = t + t.a\n", ""},
    {ASK("type.@a"), "P0305"},
    // functions
    {ASK("count(overdue) > 3"), ""},
    {ASK("@cont(overdue) > 3"), "P0306"},
    {ASK("@married(overdue)"), "P0306"},
    {"define f(: x) = x > 1人\ndefine g = f(people)\n", ""},
    {"define f(: x) = x > 1人\ndefine g = @f\n", "P0311"},
    {"define a = 1人\ndefine g = @a(1人)\n", "P0306"},
    // offers of a scheme
    {"scheme s { in force from 2024-01-01 offer a { }\noffer b { require r: meets a } }\n", ""},
    {"scheme s { in force from 2024-01-01 offer a { }\noffer b { require r: @meets c } }\n", "P0307"},
    {"scheme s { in force from 2024-01-01 offer a { } }\nscheme t { in force from 2024-01-01 offer b { require r: "
     "@meets a } }\n",
     "P0307"},
    {ASK("@meets a"), "P0316"},
    {TWO_SCHEMES("", "require r: meets s.o"), ""},
    {TWO_SCHEMES("", "require r: not (meets s.o) or meets t.q"), ""},
    {TWO_SCHEMES("", "require r: meets @s2.o"), "P0308"},
    {TWO_SCHEMES("", "require r: meets s.@none"), "P0307"},
    {TWO_SCHEMES("require r: meets t.p", "") "define d = meets s.o\n", ""},
    {"scheme s { in force from 2024-01-01 offer @o { require r: meets t.p } }\n"
     "scheme t { in force from 2024-01-01 offer p { require r: meets s.o } }\n",
     "P0315"},
    {"scheme s { in force from 2024-01-01 define d = meets a\noffer a { }\noffer b { require r: d } }\n", ""},
    // circles
    {"define @a = b\ndefine b = a\n", "P0314"},
    {"define @a = a\n", "P0314"},
    {"define a = @b\ndefine c = a\n", "P0302"},
    {"define @f(: x) = f(x)\ndefine g = f(1人)\n", "P0314"},
    {"define @a = t\ntable t first {\ntype || r\n- || a\n}\n", "P0314"},
    {"scheme s { in force from 2024-01-01 offer @a { require r: meets b }\noffer b { require r: meets a } }\n",
     "P0315"},
    {"scheme s { in force from 2024-01-01 offer @a { require r: meets a } }\n", "P0315"},
    {"scheme s { in force from 2024-01-01 define d = meets a\noffer @a { require r: d } }\n", "P0315"},
    {"scheme s { in force from 2024-01-01 require r: meets a\noffer @a { }\noffer b { } }\n", "P0315"},
    // vocabulary
    {"vocabulary { field k: text key field l: list of {a: text} field m: list of l }\n", ""},
    {"vocabulary { field k: text key field l: list of {a: text} field m: list of @j }\n", "P0312"},
    {"vocabulary { field k: text key field m: list of @k }\n", "P0312"},
    {"vocabulary { field k: text key field n: count people }\n", ""},
    {"vocabulary { field k: text key field n: count @peopel }\n", "P0313"},
    {"vocabulary { field k: text key @field j: text key }\n", "P0540"},
    {"vocabulary { @field k: money key }\n", "P0541"},
    {"vocabulary { field k: text key field s: @any of {a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, "
     "b6, b7, b8, b9, c0, c1, "
     "c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, "
     "f0, f1, f2, f3, f4, f5, "
     "f6, f7, f8, f9, g0, g1, g2, g3, g4} }\n",
     "P0543"},
    {"vocabulary { field k: text key field s: any of {a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, "
     "b6, b7, b8, b9, c0, c1, "
     "c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, "
     "f0, f1, f2, f3, f4, f5, "
     "f6, f7, f8, f9, g0, g1, g2, g3} }\n",
     ""},
    {"@vocabulary { field k: text }\n", "P0542"},
    {"vocabulary { field k: text key field l: list of {a: @any of {x, y}} }\n", "P0544"},
    {"vocabulary { field k: text key field l: list of {a: one of {x, y}} }\n", ""},
};

START_TEST(row) { check_row(&rows[_i]); }
END_TEST

static Suite *make(void) { return rows_suite("names", row, sizeof rows / sizeof *rows); }
int main(void) { return check_main(make); }

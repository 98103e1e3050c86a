#include "tests/unit/check_main.h"
#include "tests/unit/check_policy.h"

#define TABLE(rest) "table t first {\n" rest "}\n"
#define UNIQUE(rest) "table t unique {\n" rest "}\n"

static const struct policy_row rows[] = {
    // shape
    {TABLE("type || r\n- || 1元\n"), ""},
    {TABLE("type | married || r\n@- || 1元\n"), "P0520"},
    {TABLE("type || r | q\n@- || 1元\n"), "P0521"},
    {TABLE("type || r\n@otherwise || 1元\n- || 2元\n"), "P0522"},
    {TABLE("type || r | @r\n- || 1元 | 2元\n"), "P0301"},
    // cells and results
    {TABLE("type || r\n@grwth || 1元\notherwise || 1元\n"), "P0304"},
    {TABLE("type || r\ngrowth, development || 1元\nsubsistence || 2元\n"), ""},
    {TABLE("people || r\n@3次 || 1元\notherwise || 2元\n"), "P0401"},
    {TABLE("people || r\n>= 3人 || 1元\notherwise || 2元\n"), ""},
    {TABLE("type || r\n>= @growth || 1元\notherwise || 2元\n"), "P0404"},
    {TABLE("people || r\n@3..1 || 1元\notherwise || 2元\n"), "P0436"},
    {TABLE("type || r\ngrowth || 1元\notherwise || @2人\n"), "P0405"},
    {TABLE("type || r\ngrowth || 1元\notherwise || silent\n"), ""},
    {TABLE("type || r\ngrowth || 1元\notherwise || silent\n") ASK("@t > 1元"), "P0403"},
    {TABLE("type || r\ngrowth || 1元\notherwise || silent\n") ASK("(t else 0元) > 1元"), ""},
    {TABLE("type || r\ngrowth || yes\notherwise || @silent\n"), "P0427"},
    {TABLE("@classes || r\nquality || 1元\notherwise || 2元\n"), "P0523"},
    {TABLE("classes has quality || r\nyes || 1元\nno || 2元\n"), ""},
    {TABLE("time from established to as_of || r\n>= 1 year || 1元\n< 1 year || 2元\n"), ""},
    {TABLE("time from established to as_of || r\n1 year..2 years || 1元\notherwise || 2元\n"), ""},
    {TABLE("time from established to as_of || r\n@1 year || 1元\notherwise || 2元\n"), "P0428"},
    // gaps
    {"@table t first {\ntype || r\ngrowth || 1元\n}\n", "P0524"},
    {TABLE("type || r\ngrowth || 1元\ndevelopment || 2元\nsubsistence || 3元\n"), ""},
    {TABLE("type | married || r\ngrowth | - || 1元\n- | yes || 2元\n- | no || 3元\n"), ""},
    {"@table t first {\ntype | married || r\ngrowth | - || 1元\n- | yes || 2元\nsubsistence | no || 3元\n}\n", "P0524"},
    {TABLE("people || r\n< 3 || 1元\n3..5 || 2元\n> 5 || 3元\n"), ""},
    {"@table t first {\npeople || r\n< 3 || 1元\n3..5 || 2元\n> 6 || 3元\n}\n", "P0524"},
    {TABLE("annual_revenue || r\n< 60万元 || 1元\n60万元..120万元 || 2元\n> 120万元 || 3元\n"), ""},
    {"@table t first {\nannual_revenue || r\n< 60万元 || 1元\n60万元..119万元 || 2元\n>= 120万元 || 3元\n}\n", "P0524"},
    {TABLE("birth_date || r\n<= 2024-01-31 || 1元\n>= 2024-02-01 || 2元\n"), ""},
    {"@table t first {\nbirth_date || r\n<= 2024-01-30 || 1元\n>= 2024-02-01 || 2元\n}\n", "P0524"},
    {"@table t first {\ntime from established to as_of || r\n<= 12 months || 1元\n>= 13 months || 2元\n}\n", "P0524"},
    {TABLE("time from established to as_of || r\n<= 12 months || 1元\n> 1 year || 2元\n"), ""},
    // a part may lie between two amounts
    {"@table t first {\nannual_revenue / requested || r\n<= 70% || 1元\n>= 70.0001% || 2元\n}\n", "P0524"},
    {TABLE("annual_revenue / requested || r\n<= 70% || 1元\n> 70% || 2元\n"), ""},
    {"define part = annual_revenue * 20%\n@table t first {\npart || r\n<= 1元 || 1元\n>= 1.01元 || 2元\n}\n", "P0524"},
    {TABLE("annual_revenue * 20% rounded down || r\n<= 1元 || 1元\n>= 1.01元 || 2元\n"), ""},
    {UNIQUE("annual_revenue / requested || r\n< 70% || 1元\n70%..80% || 2元\n> 80% || 3元\n"), ""},
    {TABLE("annual_revenue || r\n< requested || 1元\n>= requested || 2元\n"), ""},
    {"@table t first {\nannual_revenue || r\n< requested + 1元 * people || 1元\n>= 1元 * people + requested || "
     "2元\n}\n",
     "P0529"},
    {"@table t first {\ntype || r\ngrowth || yes\nsubsistence || no\n}\n", "P0528"},
    {"@table t first {\nannual_revenue || r\n< requested + 1元 * people || yes\n>= 1元 * people + requested || "
     "no\n}\n",
     "P0527"},
    {TABLE("annual_revenue || r\n< requested || yes\n>= requested || no\n") ASK("t"), ""},
    {TABLE("type || r\ngrowth || yes\nsubsistence || no\ndevelopment || no\n") ASK("t"), ""},
    {"@table t first {\ntype || r\ngrowth || 1元\n}\n" ASK("@t > 1元"), "P0524 P0403"},
    {"@table t first {\nnote || r\n\"a\" || 1元\n\"b\" || 1元\n}\n", "P0524"},
    {TABLE("note || r\n\"a\" || 1元\n!= \"a\" || 1元\n"), ""},
    // ends that are left out, and alternatives: rows that meet leave neither gap nor overlap
    {UNIQUE(
         "annual_revenue || r\n< 60万元 || 1元\n60万元..<120万元 || 2元\n120万元.. 200万元 || 3元\n> 200万元 || 4元\n"),
     ""},
    {UNIQUE("annual_revenue || r\n<= 60万元 || 1元\n60万元<..120万元 || 2元\n> 120万元 || 3元\n"), ""},
    {UNIQUE("annual_revenue || r\n<= 60万元 || 1元\n60万元<..<120万元 || 2元\n>= 120万元 || 3元\n"), ""},
    {UNIQUE("annual_revenue || r\n<= 60万元 || 1元\n@60万元..<120万元 || 2元\n>= 120万元 || 3元\n"), "P0525"},
    {UNIQUE("annual_revenue || r\n< 60万元 || 1元\n60万元..120万元 || 2元\n@>= 120万元 || 3元\n"), "P0525"},
    {"@table t unique {\nannual_revenue || r\n< 60万元 || 1元\n60万元<..120万元 || 2元\n> 120万元 || 3元\n}\n",
     "P0524"},
    {"@table t unique {\nannual_revenue || r\n< 60万元 || 1元\n60万元..<120万元 || 2元\n> 120万元 || 3元\n}\n",
     "P0524"},
    {"@table t first {\nannual_revenue / requested || r\n< 70% || 1元\n70%<..<80% || 2元\n>= 80% || 3元\n}\n", "P0524"},
    {UNIQUE("annual_revenue / requested || r\n< 70% || 1元\n70%..<80% || 2元\n>= 80% || 3元\n"), ""},
    {UNIQUE("people || r\n< 18, >= 60 || 1元\n18..<20, 30..40 || 2元\n20..<30, 40<..<60 || 3元\n"), ""},
    {"@table t unique {\npeople || r\n< 18, >= 60 || 1元\n18..<20, 30..40 || 2元\n20..<30, 41<..<60 || 3元\n}\n",
     "P0524"},
    {UNIQUE("people || r\n< 18, >= 60, 25 || 1元\n@20..30 || 2元\notherwise || 3元\n"), "P0525"},
    {UNIQUE("time from established to as_of || r\n< 1 year, > 3 years || 1元\n1 year..3 years || 2元\n"), ""},
    {TABLE("time from established to as_of || r\n< 1 year, @3 years || 1元\notherwise || 2元\n"), "P0428"},
    {TABLE("people || r\n@3..<3 || 1元\notherwise || 2元\n"), "P0436"},
    {TABLE("people || r\n@>= 18, <= 65 || 1元\notherwise || 2元\n"), "P0621"},
    {TABLE("people || r\n@3, < 65, > 18 || 1元\notherwise || 2元\n"), "P0621"},
    {TABLE("people || r\n@> 18, <= 18 || 1元\notherwise || 2元\n"), "P0621"},
    {TABLE("people || r\n> 18, < 18 || 1元\notherwise || 2元\n"), ""},
    {TABLE("type || r\n@!= growth, development || 1元\notherwise || 2元\n"), "P0622"},
    {TABLE("type || r\nis growth, is development || 1元\notherwise || 2元\n"), ""},
    {TABLE("people || r\n@18-20, 30..40 || 1元\notherwise || 2元\n"), "P0601"},
    // in words
    {UNIQUE("people || r\n17人以下 || 1元\n18人以上不足30人 || 2元\n30人至40人 || 3元\n超过 40人 不超过 60人 || 4元\n"
            "超过 60人 至 不足70人 || 5元\n70人以上80人以下 || 6元\n超过 80人 || 7元\n"),
     ""},
    {UNIQUE("people || r\n17 or below || 1元\n18 or above less than 30 || 2元\n30 to 40 || 3元\n"
            "more than 40 at most 60 || 4元\nmore than 60 to less than 70 || 5元\n70 or above 80 or below || 6元\n"
            "81 or above || 7元\n"),
     ""},
    {TABLE("people || r\nless than 30 at least 18 || 1元\notherwise || 2元\n"), ""},
    {TABLE("people || r\n@at least 18 more than 30 || 1元\notherwise || 2元\n"), "P0620"},
    // of a column or a cell that is wrong itself no more is said
    {TABLE("@nothing || r\ngrowth || 1元\n"), "P0302"},
    {TABLE("type | @nothing || r\ngrowth | - || 1元\n"), "P0302"},
    {TABLE("type || r\n@grwth || 1元\n"), "P0304"},
    {TABLE("people | type || r\n> 3人 | growth || 1元\n@3次 | - || 2元\n"), "P0401"},
    {UNIQUE("people || r\n>= 3人 || 1元\n> 2人 || 2元\n@3次 || 3元\n"), "P0401"},
    {UNIQUE("people || r\n>= 3人 || 1元\n> 2人 || 2元\n< @3次 || 3元\n"), "P0401"},
    {TABLE("type || r\ngrowth || 1元\n>= @growth || 2元\n"), "P0404"},
    {TABLE("time from established to as_of || r\n> 1 year || 1元\n@1 year || 2元\n"), "P0428"},
    // rows that are put together
    {"table t sum {\ntype | people || r\ngrowth | - || 32\n- | > 3 || -5\n}\n" ASK("t > 30"), ""},
    {"table t sum {\ntype || r\ngrowth || @2024-01-01\n}\n", "P0420"},
    {"table t sum {\ntype || r\ngrowth || @yes\n}\n", "P0420"},
    {"table t sum {\ntype || r\ngrowth || 1元\ndevelopment || @2\n}\n", "P0405"},
    {"table t max {\ntype || r\ngrowth || @\"a\"\n}\n", "P0420"},
    {"table t max {\ntype || r\ngrowth || 2024-01-01\n}\n", ""},
    {"table t max {\ntype || r\ngrowth || 1元\n}\n" ASK("@t > 1元"), "P0575"},
    {"table t min {\ntype || r | s\ngrowth || 1元 | 2元\n}\n" ASK("1元 > @t.s"), "P0575"},
    {"table t min {\ntype || r\ngrowth || 1元\n}\ndefine d = t + 1元\n" ASK("@d > 1元"), "P0575"},
    {"table t max {\ntype || r\ngrowth || 1元\n}\n" ASK("(t else 0元) > 1元"), ""},
    {"table t max {\ntype || r\ngrowth || silent\n}\n" ASK("@t > 1元"), "P0403"},
    {"table t max {\ntype || r\ngrowth || 1元\n}\n" ASK("(t else 0元) > 1元"), ""},
    {"table t max {\ntype || r\ngrowth || 1元\n- || 2元\n}\n" ASK("t > 1元"), ""},
    {"table t min {\ntype || r\ngrowth || 1元\notherwise || 2元\n}\n" ASK("t > 1元"), ""},
    {"table t sum {\ntype || r\ngrowth || silent\n}\n" ASK("@t > 1元"), "P0403"},
    {"table t count {\ntype | people || hits\ngrowth | - ||\n- | > 3 ||\n}\n" ASK("t > 1"), ""},
    {"table t count {\ntype || hits\ngrowth || @1\n}\n", "P0623"},
    {"table t count {\ntype || hits | @more\ngrowth ||\n}\n", "P0624"},
    {"table t count {\ntype || hits\ngrowth ||\notherwise || @1元\n}\n", "P0405"},
    {"table t count {\ntype || hits\ngrowth ||\notherwise || silent\n}\n" ASK("@t > 1"), "P0403"},
    {"table t sum {\ntype || r\n@growth ||\n}\n", "P0521"},
    {TABLE("type || r\n@growth ||\n- || 1元\n"), "P0521"},
    {TABLE("type || r\ngrowth || 1元 cite \"一\"\notherwise || 2元 cite \"二\"\n"), ""},
    {TABLE("type || r\ngrowth || 1元 quote @\"一\"\notherwise || 2元\n"), "P0514"},
    // bands
    {"table t marginal {\nannual_revenue || tax\n< 36000元 || 3%\n36000元..<144000元 || 10%\n>= 144000元 || "
     "20%\n}\n" ASK("t > 1元"),
     ""},
    {"table t marginal {\nannual_revenue || tax\n5000元<..36000元 || 3%\n36000元..144000元 || share\n> 144000元 || "
     "20%\n}\n",
     ""},
    {"table t marginal {\npeople || fee\n0..200 || 5元\n200<..400 || 6元\n> 400 || 7元\n}\n", ""},
    {"table t marginal {\npeople || fee\n>= 0 || 5元\n}\n", ""},
    {"table t marginal {\npeople | @type || fee\n>= 0 | - || 5元\n}\n", "P0625"},
    {"table t marginal {\n@share || fee\n>= 0% || 5元\n}\n", "P0626"},
    {"table t marginal {\n@type || fee\ngrowth || 5%\n}\n", "P0626"},
    {"table t marginal {\nannual_revenue || tax\n>= 0元 || @5元\n}\n", "P0420"},
    {"table t marginal {\npeople || fee\n>= 0 || @5%\n}\n", "P0420"},
    {"table t marginal {\npeople || fee\n@- || 5元\n}\n", "P0627"},
    {"table t marginal {\npeople || fee\n@3 || 5元\n}\n", "P0627"},
    {"table t marginal {\npeople || fee\n@!= 3 || 5元\n}\n", "P0627"},
    {"table t marginal {\npeople || fee\n@< 3, > 5 || 5元\n}\n", "P0627"},
    {"table t marginal {\npeople || fee\n@< visits_limit || 5元\n>= 3 || 6元\n}\nparam visits_limit = 3\n", "P0627"},
    {"table t marginal {\npeople || fee\n>= 0 || 5元\n@otherwise || 6元\n}\n", "P0627"},
    {"table t marginal {\npeople || fee\n@>= 0 || 5元\n>= 5 || 6元\n}\n", "P0627"},
    {"table t marginal {\npeople || fee\n0..10 || 5元\n@11..20 || 6元\n> 20 || 7元\n}\n", "P0628"},
    {"table t marginal {\npeople || fee\n0..10 || 5元\n@9..20 || 6元\n> 20 || 7元\n}\n", "P0628"},
    {"table t marginal {\npeople || fee\n< 10 || 5元\n@< 20 || 6元\n> 20 || 7元\n}\n", "P0628"},
    {"table t marginal {\npeople || fee\n< 10 || 5元\n@10..20 || 6元\n}\n", "P0629"},
    {"table t marginal {\npeople || fee\n< @10元 || 5元\n> 10 || 6元\n}\n", "P0401"},
    {"table t marginal {\npeople || fee\n< 10 || 5元\n> 10 || silent\n}\n" ASK("@t > 1元"), "P0403"},
    // overlaps
    {UNIQUE("people || r\n<= 3 || 1元\n@>= 3 || 2元\n"), "P0525"},
    {UNIQUE("people || r\n< 3 || 1元\n>= 3 || 2元\n"), ""},
    {UNIQUE("type | married || r\ngrowth | yes || 1元\n@- | yes || 2元\notherwise || 3元\n"), "P0525"},
    {UNIQUE("type | married || r\ngrowth | yes || 1元\n- | no || 2元\notherwise || 3元\n"), ""},
    {UNIQUE("people || r\n!= 3 || 1元\n3 || 2元\n"), ""},
    {UNIQUE("people || r\n!= 3 || 1元\n@2 || 2元\notherwise || 3元\n"), "P0525"},
    {UNIQUE("people || r\n9, 1, 5 || 1元\n2, 8 || 2元\n@4, 5 || 3元\notherwise || 4元\n"), "P0525"},
    {UNIQUE("note || r\n\"a\", \"b\" || 1元\n@!= \"a\" || 2元\n"), "P0525"},
    {UNIQUE("note || r\n\"a\" || 1元\n!= \"a\" || 2元\n"), ""},
    {UNIQUE("birth_date || r\n< 2000-03-01 || 1元\n@2000-02-29 || 2元\notherwise || 3元\n"), "P0525"},
    {UNIQUE("time from established to as_of || r\n<= 12 months || 1元\n> 1 year || 2元\n"), ""},
    {UNIQUE("time from established to as_of || r\n<= 12 months || 1元\n@>= 1 year || 2元\n"), "P0525"},
    // params and definitions have their values, at every date on which one changes
    {"param lo = 10元\nparam hi = 100元\n" UNIQUE("annual_revenue || r\n< hi || 1元\n@> lo || 2元\notherwise || 3元\n"),
     "P0525"},
    {"param lo = 10元\nparam hi = 100元\n" UNIQUE("annual_revenue || r\n< lo || 1元\n> hi || 2元\notherwise || 3元\n"),
     ""},
    {"param hi = 10元, 30元 from 2025-01-01\n" UNIQUE(
         "annual_revenue || r\n< hi || 1元\n@>= 20元 || 2元\notherwise || 3元\n"),
     "P0595"},
    {"param hi = 30元, 10元 from 2025-01-01\n" UNIQUE(
         "annual_revenue || r\n< hi || 1元\n@>= 20元 || 2元\notherwise || 3元\n"),
     "P0525"},
    {"define hi = 30元\n" UNIQUE("annual_revenue || r\n< hi || 1元\n@>= 20元 || 2元\notherwise || 3元\n"), "P0525"},
    {"define hi = 20元\n" UNIQUE("annual_revenue || r\n< hi || 1元\n>= 20元 || 2元\notherwise || 3元\n"), ""},
    {"scheme s { in force from 2024-01-01 until 2024-12-31\nparam hi = 10元, 30元 from 2025-01-01\n" UNIQUE(
         "annual_revenue || r\n< hi || 1元\n>= 20元 || 2元\notherwise || 3元\n") "offer o { grant limit = t } }\n",
     ""},
    {"scheme s { in force from 2025-01-01\nparam hi = 30元, 10元 from 2025-01-01\n" UNIQUE(
         "annual_revenue || r\n< hi || 1元\n>= 20元 || 2元\notherwise || 3元\n") "offer o { grant limit = t } }\n",
     ""},
    {"param lo = 10元\n" UNIQUE("annual_revenue || r\n< lo + 5元 || 1元\n@> lo || 2元\notherwise || 3元\n"), "P0525"},
    // whatever a column is worked out from
    {UNIQUE("annual_revenue - requested || r\n< 3元 || 1元\n>= 3元 || 2元\n"), ""},
    {UNIQUE("annual_revenue - requested || r\n<= 3元 || 1元\n@>= 3元 || 2元\n"), "P0525"},
    {"@table t first {\nannual_revenue - requested || r\n< 3元 || 1元\n> 3元 || 2元\n}\n", "P0524"},
    {UNIQUE("annual_revenue / requested || r\n<= 70% || 1元\n@70%..80% || 2元\n> 80% || 3元\n"), "P0525"},
    {"@table t first {\nannual_revenue / requested || r\n< 70% || 1元\n> 70% || 2元\n}\n", "P0524"},
    {UNIQUE("annual_revenue | people * people || r\n< requested | - || 1元\n>= requested | < 9 || 2元\n"
            ">= requested | >= 9 || 3元\n"),
     ""},
    // and so they have them with a reform
    {"scheme s { in force from 2024-01-01\nparam hi = 10元\n" UNIQUE(
         "annual_revenue || r\n< hi || 1元\n@>= 20元 || 2元\notherwise || 3元\n") "offer o { grant limit = t } }\n"
                                                                                  "reform \"x\" of s { param hi = 30元 "
                                                                                  "}\n",
     "P0525"},
    // where a field decides it is a matter of records
    {UNIQUE("annual_revenue || r\n< requested || 1元\n@>= 20元 || 2元\notherwise || 3元\n"), "P0678"},
    {UNIQUE("annual_revenue || r\n< requested || 1元\n>= requested || 2元\notherwise || 3元\n"), ""},
    {UNIQUE("annual_revenue || r\nrequested || 1元\n!= requested || 2元\notherwise || 3元\n"), ""},
    {UNIQUE("annual_revenue || r\n<= requested || 1元\n@>= requested || 2元\notherwise || 3元\n"), "P0678"},
    {UNIQUE("annual_revenue | married || r\n< requested | yes || 1元\n>= 20元 | no || 2元\notherwise || 3元\n"), ""},
    {"param p = 1元, 2元 from 2025-01-01\n" UNIQUE("annual_revenue || r\n< p || 1元\n>= p || 2元\notherwise || 3元\n"),
     ""},
    // a field's range is all that there is to cover
    {"vocabulary { field k: text key field m: money in 0元..100元 }\ntable t first {\nm || r\n0元..50元 || 1元\n> 50元 "
     "|| 2元\n}\n",
     ""},
    {"vocabulary { field k: text key field m: money >= 0元 }\n@table t first {\nm || r\n> 0元 || 1元\n}\n", "P0524"},
};

START_TEST(row) { check_row(&rows[_i]); }
END_TEST

static Suite *make(void) { return rows_suite("tables", row, sizeof rows / sizeof *rows); }
int main(void) { return check_main(make); }

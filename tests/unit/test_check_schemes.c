#include "tests/unit/check_main.h"
#include "tests/unit/check_policy.h"

#define NOTICE "policies/sources/shanxi-2024-86-ccb.txt"
#define BARE(body) "scheme s {\n" body "\noffer o { }\n}\n"
#define SHARED                                                                                                       \
    "param p = 1元\ndefine d = p * 2\ntable t first {\ntype || a\n- || d\n}\nscheme s { in force from 2024-01-01\n" \
    "param own = 3元\nrequire r: annual_revenue > t + own\noffer o { }\n}\n"
#define GRANTED(offer)                                                          \
    "scheme s { in force from 2024-01-01\ngrant rate(利率) = 3%\noffer o {\n" \
    "grant limit = 1元\n" offer "\n}\n}\n"
#define STANDARD(body) "standard m(标) \"x\" { source \"" NOTICE "\" as \"86\"\n" body "\n}\n"
#define UNTIL "scheme s { in force from 2024-01-01 until 2024-06-30\noffer o { } }\n"
#define CITED(rest)                                                                         \
    "scheme s { in force from 2024-01-01\nsource \"" NOTICE "\" as \"86\"\nrequire r " rest \
    ": married\noffer o { }\n}\n"

static const struct policy_row rows[] = {
    // schemes
    {"@scheme s { in force from 2024-01-01 }\n", "P0504"},
    {SCHEME(""), ""},
    {"@scheme s(甲) \"甲\" { offer o { } }\n", "P0590"},
    {"scheme s { in force @form 2024-01-01\noffer o { } }\n", "P0103"},  // it was said, though not understood
    {SCHEME("issuer \"a\"\n@issuer \"b\""), "P0501"},
    {SCHEME("source \"" NOTICE "\"\n@source \"" NOTICE "\""), "P0501"},
    {BARE("in force from 2024-01-01\n@in force from 2025-01-01"), "P0501"},
    {BARE("in force from 2024-01-01 until @2023-12-31"), "P0502"},
    {BARE("in force from 2024-01-01 until 2024-01-01"), ""},
    {"scheme s { in force from 2024-01-01 until 2024-06-30\noffer o { } }\nscheme s { in force from 2024-07-01\noffer "
     "o { } }\n",
     ""},
    {"scheme s { in force from 2024-01-01 until 2024-07-01\noffer o { } }\nscheme s { @in force from 2024-07-01\noffer "
     "o { } }\n",
     "P0503"},
    {"scheme s { @in force from 2024-07-01\noffer o { } }\nscheme s { in force from 2024-01-01\noffer o { } }\n",
     "P0503"},
    {"scheme s { in force from 2024-01-01 offer o { } }\nscheme s { @in force from 2024-01-01 offer o { } }\n",
     "P0503"},
    {"scheme s(甲) { in force from 2024-01-01 until 2024-06-30\noffer o { } }\nscheme s { in force from "
     "2024-07-01\noffer o { } }\n",
     ""},
    // rules and offers
    {"scheme s { in force from 2024-01-01 require r: married\noffer o { replace require r: not married } }\n", ""},
    {"scheme s { in force from 2024-01-01 require r(甲): married\noffer o { replace require 甲: not married } }\n", ""},
    {"scheme s { in force from 2024-01-01 require r: married\noffer o { replace require @q: not married } }\n",
     "P0505"},
    {"scheme s { in force from 2024-01-01 veto r: married\noffer o { replace require @r: not married } }\n", "P0505"},
    {"scheme s { in force from 2024-01-01 require r: married\noffer o { require @r: not married } }\n", "P0506"},
    {"scheme s { in force from 2024-01-01 require r: married\noffer o { veto @r: not married } }\n", "P0506"},
    {"scheme s { in force from 2024-01-01 require r: married\noffer o { replace require r: married\nrequire @r: "
     "married } }\n",
     "P0301"},
    {"scheme s { in force from 2024-01-01 replace @require r: married\noffer o { } }\n", "P0513"},
    {OFFER("when married\n@when not married"), "P0501"},
    {OFFER("grant limit = @3人"), "P0507"},
    {OFFER("grant limit = 3元"), ""},
    {OFFER("grant limit = @0元"), "P0587"},
    {OFFER("grant 额度 = @-3元"), "P0587"},
    {OFFER("grant rate = 0元"), ""},
    {OFFER("param least = 3元, 0元 from 2025-01-01\ngrant limit = @least"), "P0587"},
    {OFFER("define least = 0元\ngrant limit = @least"), "P0587"},
    // a rule's `when`
    {SCHEME("require r(甲) \"乙\" when married and people > 1: married\nwaive when people > 2"), ""},
    {SCHEME("veto r when married: married\nrefer q 当 married：married\nrequire in principle p when married: married"),
     ""},
    {SCHEME("require r when @people: married"), "P0402"},
    {SCHEME("require r when @nobody: married"), "P0302"},
    {SCHEME("require r: married @when married"), "P0640"},
    {OFFER("require r: married @when married"), "P0640"},
    {OFFER("veto r: married\nwaive when married @when married"), "P0640"},
    {OFFER("veto r: married\nwhen married"), ""},
    {"scheme s { in force from 2024-01-01\noffer @o { require r when meets o: married } }\n", "P0315"},
    // shared grants
    {SCHEME("grant rate(利率) = 3%"), ""},
    {SCHEME("replace @grant rate = 3%"), "P0513"},
    {SCHEME("grant rate = 3%\ngrant @rate = 4%"), "P0301"},
    {SCHEME("grant limit = @3人"), "P0507"},
    {SCHEME("grant rate = @nowhere"), "P0302"},
    {SCHEME("grant rate cite @\"一\" = 3%"), "P0509"},
    {GRANTED("replace grant rate = 4%"), ""},
    {GRANTED("replace grant 利率 = 4%"), ""},
    {GRANTED("grant tenor = 4@;\nreplace grant rate = 4%"), "P0103"},
    {GRANTED("grant @rate = 4%"), "P0506"},
    {GRANTED("grant @利率 = 4%"), "P0506"},
    {GRANTED("replace grant @rata = 4%"), "P0505"},
    {GRANTED("replace grant rate = 4%\nreplace grant @rate = 5%"), "P0301"},
    {GRANTED("grant own = 4%"), ""},
    {GRANTED("param r = 4%\nreplace grant rate = r"), ""},
    {GRANTED("") "reform \"x\" of s { grant rate = 4% }\n", ""},
    {GRANTED("") "reform \"x\" of s { grant @rata = 4% }\n", "P0560"},
    {GRANTED("") "reform \"x\" of s { offer o { grant rate = 4%\ngrant own = 3% } }\n", ""},
    {GRANTED("") "reform \"x\" of s { offer o { replace grant rate = 4% } }\n", ""},
    {GRANTED("") "reform \"x\" of s { offer o { replace grant @rata = 4% } }\n", "P0560"},
    // a keyword with a text behind it is not a name that was forgotten
    {SCHEME("require @cite \"一\": married"), "P0589"},
    {SCHEME("require @原文 “一” : married"), "P0589"},
    {SCHEME("veto @when \"一\": married"), "P0589"},
    {SCHEME("refer @当 “一”：married"), "P0589"},
    {OFFER("grant @依据 “一” = 3元"), "P0589"},
    {SCHEME("manual @cite \"一\""), "P0589"},
    {"scheme @依据 “一” { in force from 2024-01-01\noffer o { } }\n", "P0589"},
    {SCHEME("require cite: married\nrequire quote(原文) \"一\": married"), ""},
    {OFFER("grant 额度 = @20%"), "P0507"},
    {OFFER("grant rate = 20%"), ""},
    {OFFER("grant g = type"), ""},
    {OFFER("grant g = @overdue"), "P0311"},
    // citations
    {CITED("cite \"一\" quote \"贷动三晋\""), ""},
    {CITED("quote \"贷 动三\t晋\""), ""},
    {CITED("quote \"金融支持个体工商户发展\""), ""},  // the notice has a blank within
    {CITED("quote @\"贷动四晋\""), "P0511"},
    {CITED("quote \"贷动三晋\" quote @\"无此句\""), "P0511"},
    {CITED("quote @\" \""), "P0512"},
    // what is no rule
    {SCHEME("source \"policies/sources/shanxi-2024-86-ccb.txt\"\nnot a rule \"publicity\" quote \"贷动三晋\""), ""},
    {SCHEME("source \"policies/sources/shanxi-2024-86-ccb.txt\"\n"
            "非规则 “目标” 依据 “二” 原文 “围绕服务实体经济……服务覆盖面。”"),
     ""},
    {SCHEME("source \"policies/sources/shanxi-2024-86-ccb.txt\"\n"
            "not a rule \"two clauses\" quote @\"围绕服务实体经济……分型分类\""),
     "P0511"},
    {SCHEME("source \"policies/sources/shanxi-2024-86-ccb.txt\"\n"
            "not a rule \"the end is before\" quote @\"服务覆盖面……围绕服务实体经济\""),
     "P0511"},
    {SCHEME("source \"policies/sources/shanxi-2024-86-ccb.txt\"\nrequire r quote @\"围绕……覆盖面\": married"), "P0511"},
    {SCHEME("source \"policies/sources/shanxi-2024-86-ccb.txt\"\n@not a rule \"no words\" cite \"二\""), "P0564"},
    {OFFER("not a rule @quote \"no reason\""), "P0101"},
    {"scheme s { in force from 2024-01-01\nsource @\"no/such.txt\"\nrequire r quote \"x\": married\noffer o { }\n}\n",
     "P0510"},
    {"scheme s { in force from 2024-01-01\nsource @\"/etc/passwd\"\nrequire r quote \"x\": married\noffer o { }\n}\n",
     "P0208"},
    {"scheme s { in force from 2024-01-01\nsource @\"policies/../../x\"\nrequire r quote \"x\": married\noffer o { "
     "}\n}\n",
     "P0208"},
    {"scheme s { in force from 2024-01-01\nsource @\".git/config\"\nrequire r quote \"x\": married\noffer o { }\n}\n",
     "P0209"},
    {"scheme s { in force from 2024-01-01\nsource @\"policies/.x/../a\"\nrequire r quote \"x\": married\noffer o { "
     "}\n}\n",
     "P0209"},
    {SCHEME("require r cite @\"一\": married"), "P0509"},
    {SCHEME("require r: married waive when quote @\"一\": people > 1"), "P0509"},
    {"table t quote @\"x\" first {\ntype || a\n- || 1人\n}\n", "P0514"},
    {"table t cite \"x\" first {\ntype || a\n- || 1人\n}\n", ""},
    // params
    {SCHEME("param a = 1万元, 2万元 from 2024-01-01\nrequire r: annual_revenue > a"), ""},
    {SCHEME("param a = 1万元, @2人 from 2024-01-01\nrequire r: annual_revenue > a"), "P0530"},
    {SCHEME("param a = 1万元, 2万元 from 2024-01-01, 3万元 from @2024-01-01\nrequire r: annual_revenue > a"), "P0531"},
    {SCHEME("param a = 1万元 * 3 + 5元\nrequire r: annual_revenue > a"), ""},
    {SCHEME("param a = @annual_revenue\nrequire r: annual_revenue > a"), "P0433"},
    {SCHEME("param a = @silent\nrequire r: annual_revenue > a"), "P0433"},
    {SCHEME("param @a = 1元"), "P0532"},
    {"param @a = 1元\n", "P0532"},
    {"param a = 1元\ndefine b = a\n", ""},
    // reforms
    {"scheme s { in force from 2024-01-01 param a = 1元\nrequire r: annual_revenue > a\noffer o { grant limit = a } }\n"
     "reform \"x\" of s { param a = 2元\nreplace require r: annual_revenue >= a\nrequire n: married\ngrant limit = 3元 "
     "}\n",
     ""},
    {SCHEME("") "reform \"x\" of @t { require n: married }\n", "U0336"},
    {SCHEME("") "reform \"x\" of s { param @a = 2元 }\n", "P0560"},
    {SCHEME("") "reform \"x\" of s { grant @limit = 2元 }\n", "P0560"},
    {SCHEME("") "reform \"x\" of s { replace require @r: married }\n", "P0560"},
    {SCHEME("require r: married") "reform \"x\" of s { require @r: married }\n", "P0506"},
    {SCHEME("require r: married") "reform \"x\" of s { replace require r: @maried }\n", "P0302"},
    {SCHEME("require r: @maried") "reform \"x\" of s { require q: married }\n", "P0302"},  // said once
    {SCHEME("require r: married") "reform \"x\" of s { offer o { replace require r: not married } }\n", ""},
    {SCHEME("require r: married") "reform \"x\" of s { offer o { require @r: not married } }\n", "P0506"},
    {SCHEME("") "reform \"x\" of s { offer p { when married\ngrant limit = 1元 } }\n", ""},
    {SHARED
     "reform \"x\" { param p = 2元\nreplace define d = p * 3\nreplace table t first {\ntype || a\n- || 2元\n} }\n",
     ""},
    {SHARED "reform \"x\" of s { param p = 2元\nreplace define d = p * 3 + own\ndefine e = own\nrequire q: e > 1元 }\n",
     ""},
    {SHARED "reform \"x\" { param @q = 2元 }\n", "P0650"},
    {SHARED "reform \"x\" { param @own = 2元 }\n", "P0650"},  // a scheme's own
    {SHARED "reform \"x\" { replace define @p = 2元 }\n", "P0650"},
    {SHARED "reform \"x\" { replace table @d first {\ntype || a\n- || 2元\n} }\n", "P0650"},
    {SHARED "reform \"x\" of s { replace define @dd = 2元 }\n", "P0560"},
    {SHARED "reform \"x\" of s { define @d = 2元 }\n", "P0651"},
    {SHARED "reform \"x\" { define @d = 2元 }\n", "P0651"},
    {SHARED "reform \"x\" { define new = 2元\nreplace define d = new }\n", ""},
    {SHARED "reform \"x\" { table @t first {\ntype || a\n- || 2元\n} }\n", "P0651"},
    {SHARED "reform \"x\" { replace define d = @own }\n", "P0302"},  // of a scheme, which all don't have
    {SHARED "reform \"x\" { @require q: married }\n", "P0652"},
    {SHARED "reform \"x\" { @offer o { when married } }\n", "P0652"},
    {SHARED "reform \"x\" of s { offer o { replace define @e = 1元 } }\n", "P0560"},
    {"replace @define d = 1元\n", "P0653"},
    {SCHEME("replace @param a = 1元\nrequire r: annual_revenue > a"), "P0653"},
    {OFFER("replace @table t first {\ntype || a\n- || 1人\n}"), "P0653"},
    // amendments
    {SHARED "amendment \"x\" of s in force from 2024-01-01 { param own = 2元 }\n", ""},
    {SHARED "amendment \"x\" of s in force from @2023-12-31 { param own = 2元 }\n", "P0655"},
    {UNTIL "amendment \"x\" of s in force from 2024-06-30 { require q: married }\n", ""},
    {UNTIL "amendment \"x\" of s in force from @2024-07-01 { require q: married }\n", "P0655"},
    {UNTIL "amendment \"x\" of @t in force from 2024-06-30 { require q: married }\n", "P0308"},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { param own = 2元 }\namendment \"y\" of s in force from "
            "2024-02-02 { param own = 4元 }\n",
     ""},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { param own = 2元 }\namendment \"y\" of s in force from "
            "2024-02-01 { param @own = 4元 }\n",
     "P0656"},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { param p = 2元 }\namendment \"y\" of s in force from "
            "2024-02-01 { param @p = 4元 }\n",
     "P0656"},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { offer o { when married } }\namendment \"y\" of s in force "
            "from 2024-02-01 { replace require r: married }\n",
     ""},
    {SHARED "amendment \"x\" of s in force from 2024-02-02 { require n: married }\namendment \"y\" of s in force from "
            "2024-02-01 { replace require @n: married }\n",
     "P0657"},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { replace require @q: married }\n", "P0657"},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { require @r: married }\n", "P0506"},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { require q cite @\"一\": married }\n", "P0659"},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { source \"" NOTICE
            "\"\nrequire q cite \"一\" quote \"贷动三晋\": married }\n",
     ""},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { source \"" NOTICE
            "\"\nrequire q quote @\"无此句\": married }\n",
     "P0511"},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { source \"" NOTICE "\"\n@source \"" NOTICE
            "\"\nrequire q cite \"一\": married }\n",
     "P0501"},
    {SHARED "amendment \"x\" of s in force from 2024-02-01 { @issuer \"a\" }\n", "P0106"},
    {SHARED "reform \"x\" of s { replace require n: not married }\namendment \"y\" of s in force from 2024-02-01 { "
            "require n: married }\n",
     ""},  // there in one version
    {SHARED "reform \"x\" of s { require @n: not married }\namendment \"y\" of s in force from 2024-02-01 { require n: "
            "married }\n",
     "P0506"},
    {"scheme s { in force from 2024-01-01\nparam own = 1元\nrequire r: annual_revenue > own\noffer o { } }\namendment "
     "\"x\" of s in force from 2024-02-01 { replace require r: married }\n",
     ""},  // used in one version
    {"scheme s { in force from 2024-01-01\nparam own = 1元\nrequire r: @annual_revenue > own\noffer o { } }\namendment "
     "\"x\" of s in force from 2024-02-01 { param own = 1人 }\n",
     "P0401"},
    // standards
    {STANDARD("define big cite \"一\" quote \"贷动三晋\" = annual_revenue > 1元") ASK("big"), ""},
    {STANDARD("param least cite \"一\" quote @\"无此句\" = 1元\ndefine big = annual_revenue > least"), "P0511"},
    {STANDARD("table t quote @\"无此句\" first {\ntype || a\n- || 1人\n}"), "P0511"},
    {STANDARD("param never = 1元"), ""},  // for whoever may want it
    {STANDARD("choices sort(种) { one(一), two(二) }\ndefine sorted one of sort = one"), ""},
    {STANDARD("@require r: married"), "P0106"},
    {STANDARD("@issuer \"a\""), "P0106"},
    {STANDARD("@source \"" NOTICE "\"\ndefine d cite \"一\" = 1元"), "P0501"},
    {STANDARD("define d = 1元") "define @d = 2元\n", "P0301"},
    {STANDARD("define d = 1元") "standard @m { }\n", "P0301"},
    {STANDARD("define d = 1元") ASK("@m.d > 1元"), "P0302"},
    {"standard m(标) \"x\" { define d cite @\"一\" = 1元\ndefine e cite \"二\" = 1元 }\n", "P0659"},
    {"standard m cite @\"一\" { }\n", "P0659"},
    {STANDARD("define d = annual_revenue > 1元")
         SCHEME("require r: d") "reform \"x\" of s { replace define d = married }\n",
     ""},
    {STANDARD("define d = annual_revenue > 1元") SCHEME("require r: d") "reform \"x\" { define @d = married }\n",
     "P0651"},
    // what definitions and params cite
    {"define d cite \"一\" = 1元\n", ""},
    {"define d quote @\"贷动三晋\" = 1元\n", "P0514"},
    {SCHEME("define d cite @\"一\" = 1元"), "P0509"},
    {SCHEME("source \"" NOTICE "\"\nparam p cite \"一\" quote @\"无此句\" = 1元\nrequire r: annual_revenue > p"),
     "P0511"},
    {OFFER("define d cite @\"一\" = 1元"), "P0509"},
    {SCHEME("") "reform \"x\" of s { require n: married }\n@reform \"x\" of s { require m: married }\n", "P0562"},
};

START_TEST(row) { check_row(&rows[_i]); }
END_TEST

static Suite *make(void) { return rows_suite("schemes", row, sizeof rows / sizeof *rows); }
int main(void) { return check_main(make); }

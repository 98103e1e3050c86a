#include "tests/unit/check_policy.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "grammar/tree/model.h"
#include "interp/findings/findings.h"

static const char vocabulary[] = "\nvocabulary {\n"
                                 "field applicant_id(编号): text key\n"
                                 "field birth_date(出生日期): date fixed\n"
                                 "field established(成立日期): date\n"
                                 "field since_month(起始月): month\n"
                                 "field married(已婚): yes/no\n"
                                 "field type(类型): one of {subsistence(生存型), growth(成长型), development(发展型)}\n"
                                 "field other_type(另一类型): one of {subsistence(生存型), none_such(别的)}\n"
                                 "field classes(四类): any of {renowned(知名), quality(优质)}\n"
                                 "field annual_revenue(年营业收入): money\n"
                                 "field requested(申请金额): money\n"
                                 "field people(人数): count 人\n"
                                 "field visits(次数): count 次\n"
                                 "field plain_count(数): count\n"
                                 "field share(比例): percent\n"
                                 "field months_used(累计用款): period in months\n"
                                 "field days_used(用款天数): period in days\n"
                                 "field note(备注): text\n"
                                 "field overdue(逾期记录): list of {month(月份): month, account(账户): text, "
                                 "amount(金额): money, days(天数): count, sort(种类): one of {small(小), big(大)}}\n"
                                 "field spouse_overdue(配偶逾期): list of overdue\n"
                                 "field visits_made(走访): list of {day(日): date, by(人): text}\n"
                                 "}\n";

struct marked {
    char *text;
    size_t length;
    uint32_t places[16];
    size_t place_count;
};

static struct marked unmark(const char *text) {
    struct marked m = {.text = malloc(strlen(text) + sizeof vocabulary)};
    ck_assert_ptr_nonnull(m.text);
    for (; *text; text++) {
        if (*text != '@') m.text[m.length++] = *text;
        else {
            ck_assert_uint_lt(m.place_count, 16);
            m.places[m.place_count++] = (uint32_t)m.length;
        }
    }
    m.text[m.length] = '\0';
    if (strstr(m.text, "vocabulary {")) return m;
    memcpy(m.text + m.length, vocabulary, sizeof vocabulary);
    m.length += sizeof vocabulary - 1;
    return m;
}

static void put_found(struct text *found, const struct diags *ds) {
    for (uint32_t i = 0; i < ds->count; i++)
        text_format(found, "%s%s", i ? " " : "", diag_info(ds->items[i]->id)->code);
}

static void put_rendered(struct text *out, struct compilation *c) {
    for (uint32_t i = 0; i < c->diags.count; i++) diag_render(out, LANG_EN, &c->sources, c->diags.items[i]);
}

static void compare(struct compilation *c, const struct policy_row *row, const struct marked *m) {
    struct text found = {0}, rendered = {0};
    diag_sort(&c->diags);
    put_found(&found, &c->diags);
    put_rendered(&rendered, c);
    ck_assert_msg(!strcmp(text_string(&found), row->codes), "%s\nwanted: %s\nfound: %s\n%s", row->text, row->codes,
                  text_string(&found), text_string(&rendered));
    for (uint32_t i = 0; i < c->diags.count; i++)
        ck_assert_msg(i < m->place_count && c->diags.items[i]->at.offset == m->places[i], "%s\nnumber %u is at %u\n%s",
                      row->text, i + 1, c->diags.items[i]->at.offset, text_string(&rendered));
    text_free(&found);
    text_free(&rendered);
}

void check_row(const struct policy_row *row) {
    static struct compilation c;  // not on the stack, for the jump
    static struct marked m;
    jmp_buf out_of_memory;
    m = unmark(row->text);
    if (setjmp(out_of_memory)) ck_abort_msg("out of memory");
    compilation_init(&c, &out_of_memory);
    c.prover = findings_prover();
    compilation_load_text(&c, POL_ROOT "/test.pol", m.text, m.length);
    check_policy(&c, &(struct check_options){.reforms = NULL});
    compare(&c, row, &m);
    compilation_free(&c);
    free(m.text);
}

Suite *rows_suite(const char *name, const TTest *test, size_t count) {
    Suite *suite = suite_create(name);
    TCase *rows = tcase_create(name);
    tcase_add_loop_test(rows, test, 0, (int)count);
    suite_add_tcase(suite, rows);
    return suite;
}

// What is told of a cell that is wrong, and what a set's own word for "none of them" means.
#include <string.h>

#include "interp/data/record/cell.h"
#include "interp/data/record/faults.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

static const char vocabulary[] = "vocabulary {\n field id: text key\n field n: count\n field revenue: money\n"
                                 " field since: date\n field paid: month\n field label: text\n"
                                 " field kind: one of { small(小), large(大) }\n"
                                 " field marks: any of { red(红), green(绿) }\n"
                                 " field kinds: any of { red(红), none(无) }\n}\n";

static const struct field *field_of(const struct evaluated *e, const char *name) {
    for (uint32_t i = 0; i < e->policy->field_count; i++)
        if (!strcmp(name_text(e->policy, &e->policy->fields[i].def.name, LANG_EN), name)) return &e->policy->fields[i];
    ck_abort_msg("no field %s", name);
    return NULL;
}

static const struct {
    const char *field, *cell;
    enum diag_id fault, hint;
    const char *hint_arg;
} faults[] = {
    {"since", "45474", DIAG_VALUE_DATE, DIAG_HINT_SERIAL_DATE, ""},
    {"since", " 45474 ", DIAG_VALUE_DATE, DIAG_HINT_SERIAL_DATE, ""},
    {"since", "05474", DIAG_VALUE_DATE, DIAG_NONE, ""},
    {"since", "4547x", DIAG_VALUE_DATE, DIAG_NONE, ""},
    {"since", "4547", DIAG_VALUE_DATE, DIAG_NONE, ""},
    {"since", "454744", DIAG_VALUE_DATE, DIAG_NONE, ""},
    {"paid", "45474", DIAG_VALUE_MONTH, DIAG_NONE, ""},
    {"since", "-", DIAG_VALUE_DATE, DIAG_HINT_EMPTY_CELL, ""},
    {"since", "#N/A", DIAG_VALUE_SHEET_ERROR, DIAG_HINT_EMPTY_CELL, ""},
    {"n", "-", DIAG_VALUE_COUNT, DIAG_HINT_EMPTY_CELL, ""},
    {"n", "12x", DIAG_VALUE_COUNT, DIAG_NONE, ""},
    {"n", "1.2E+06", DIAG_VALUE_SHORTENED, DIAG_HINT_FULL_NUMBER, ""},
    {"revenue", "1.41E+17", DIAG_VALUE_SHORTENED, DIAG_HINT_FULL_NUMBER, ""},
    {"label", "1.41E+17", DIAG_VALUE_SHORTENED, DIAG_HINT_FULL_NUMBER, ""},
    {"label", "1.41E+017", DIAG_VALUE_SHORTENED, DIAG_HINT_FULL_NUMBER, ""},
    {"label", "#REF!", DIAG_VALUE_SHEET_ERROR, DIAG_HINT_EMPTY_CELL, ""},
    {"kind", "smal", DIAG_VALUE_CHOICE, DIAG_HINT_DID_YOU_MEAN, "small"},
    {"kind", "zzzzzz", DIAG_VALUE_CHOICE, DIAG_NONE, ""},
    {"marks", "gren", DIAG_VALUE_SET, DIAG_NONE, ""},
};

START_TEST(a_fault_and_its_hint) {
    struct evaluated *e = evaluated_open(vocabulary);
    struct cell_type type;
    struct dictionary truths = {0};
    struct cell_value value;
    struct record_faults told = {0};
    const struct field *field = field_of(e, faults[_i].field);
    ck_assert(cell_type_init(&type, e->policy, field, &truths));
    struct slice text = slice_of(faults[_i].cell);
    enum diag_id id = cell_parse(&type, text, &value);
    ck_assert_int_eq((int)id, (int)faults[_i].fault);
    const struct record_fault *fault = cell_fault(&told, &type, e->policy, id, slice_of(faults[_i].field), text);
    ck_assert_ptr_nonnull(fault);
    ck_assert_int_eq((int)fault->id, (int)faults[_i].fault);
    ck_assert_int_eq((int)fault->hint, (int)faults[_i].hint);
    if (fault->hint) ck_assert_str_eq(fault->hint_arg, faults[_i].hint_arg);
    ck_assert_str_eq(fault->args[0].en, faults[_i].field);
    record_faults_free(&told);
    cell_type_free(&type);
    dictionary_free(&truths);
    evaluated_close(e);
}
END_TEST

static const struct {
    const char *field, *cell;
    enum diag_id fault;
    int64_t bits;
} sets[] = {
    {"marks", "none", DIAG_NONE, 0},     {"marks", "无", DIAG_NONE, 0},      {"marks", "red;none", DIAG_VALUE_SET, 0},
    {"marks", "non", DIAG_VALUE_SET, 0}, {"marks", "红", DIAG_NONE, 1},      {"marks", "green", DIAG_NONE, 2},
    {"marks", "绿;red", DIAG_NONE, 3},   {"marks", "；", DIAG_VALUE_SET, 0}, {"marks", "红、绿", DIAG_NONE, 3},
    {"marks", "红，绿", DIAG_NONE, 3},   {"kinds", "none", DIAG_NONE, 2},    {"kinds", "无", DIAG_NONE, 2},
    {"kinds", "none;red", DIAG_NONE, 3}, {"kinds", "无、红", DIAG_NONE, 3},
};

START_TEST(the_word_for_none_of_them) {
    struct evaluated *e = evaluated_open(vocabulary);
    struct cell_type type;
    struct dictionary truths = {0};
    struct cell_value value;
    ck_assert(cell_type_init(&type, e->policy, field_of(e, sets[_i].field), &truths));
    ck_assert_int_eq((int)cell_parse(&type, slice_of(sets[_i].cell), &value), (int)sets[_i].fault);
    if (!sets[_i].fault) ck_assert(value.known && value.value == sets[_i].bits);
    cell_type_free(&type);
    dictionary_free(&truths);
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("cell_fault");
    TCase *t = tcase_create("cell_fault");
    tcase_add_loop_test(t, a_fault_and_its_hint, 0, sizeof faults / sizeof *faults);
    tcase_add_loop_test(t, the_word_for_none_of_them, 0, sizeof sets / sizeof *sets);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }

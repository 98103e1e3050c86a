#include "tests/differential/subject.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/findings/findings.h"
#include "interp/study/sample.h"
#include "tests/differential/random_policy.h"
#include "tests/differential/random_record.h"

void subject_report(const struct subject *s) { fprintf(stderr, "%s\n", text_string(&s->source)); }

static void expect_clean(struct subject *s) {
    if (s->c.diags.errors == 0) return;
    struct text out = {0};
    for (uint32_t i = 0; i < s->c.diags.count; i++) diag_render(&out, LANG_EN, &s->c.sources, s->c.diags.items[i]);
    subject_report(s);
    ck_abort_msg("a policy does not check:\n%s", text_string(&out));
}

// With the setting that is said, if one is.
static struct plan *plan_for(struct subject *s, int32_t as_of, const char *said) {
    struct setting setting = {0};
    struct diag message;
    if (said) ck_assert(plan_parse_setting(s->policy, said, &setting, &message));
    s->setting = (struct naive_setting){setting.param, setting.value};
    return plan_new(s->policy,
                    &(struct plan_options){.as_of = as_of, .settings = &setting, .setting_count = said ? 1 : 0});
}

void subject_compile(struct subject *s, int32_t as_of, const struct check_options *reforms, const char *setting) {
    if (setjmp(s->out_of_memory)) ck_abort_msg("out of memory");
    compilation_init(&s->c, &s->out_of_memory);
    s->c.prover = findings_prover();
    compilation_load_text(&s->c, "random.pol", s->source.bytes, s->source.length);
    s->policy = check_policy(&s->c, reforms);
    expect_clean(s);
    s->plan = plan_for(s, as_of, setting);
    ck_assert_ptr_nonnull(s->plan);
}

void subject_make(struct subject *s, struct random_source *r, int32_t as_of, bool monotone) {
    random_policy(r, monotone, &s->source);
    static const char *const titles[] = {"r", "q", "r"};  // one, the other, or both, in either order
    const struct check_options reforms = {.reforms = titles + random_below(r, 2),
                                          .reform_count = 1 + random_below(r, 2)};
    subject_compile(
        s, as_of, random_below(r, 3) ? NULL : &reforms,
        PICK(r, NULL, NULL, NULL, "s.limit1=7万元", "s.floor1=0.01元", "s.floor1=10万元", "s.step1=0.03元"));
}

void subject_free(struct subject *s) {
    plan_free(s->plan);
    compilation_free(&s->c);
    text_free(&s->source);
    free(s);
}

struct naive_record subject_record(const struct subject *s, struct random_source *r) {
    struct naive_record record = random_record(r, s->policy);
    if (s->setting.param) record.setting = &s->setting;
    return record;
}

static void load_list(struct block *b, uint32_t row, const struct field *f, const struct naive_list *l) {
    if (!l->known) return;
    block_set_list_known(b, row, f);
    for (uint32_t i = 0; i < l->count; i++) {
        int64_t item = block_add_item(b, f);
        if (item < 0) ck_abort_msg("out of memory");  // no assertion, which costs more than all else here
        for (uint32_t k = 0; k < f->item_count; k++) {
            const struct naive_cell *c = &l->cells[i * f->item_count + k];
            if (!c->known) continue;
            if (c->text) block_set_item_text(b, f, item, &f->items[k], slice_of(c->text));
            else block_set_item(b, f, item, &f->items[k], c->value);
        }
    }
}

void subject_load(struct block *b, const struct naive_record *record) {
    uint32_t row = block_add_row(b);
    if (b->as_of) b->as_of[row] = record->as_of;
    block_set_text(b, row, b->policy->key, slice_of("R"));
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        const struct field *f = &b->policy->fields[i];
        if (f->type.kind == TYPE_LIST) load_list(b, row, f, &record->lists[i]);
        else if (!record->cells[i].known || f == b->policy->key) continue;
        else if (f->type.kind == TYPE_TEXT) block_set_text(b, row, f, slice_of(record->cells[i].text));
        else block_set(b, row, f, record->cells[i].value);
    }
}

void subject_write_shown(struct subject *s, const struct subject *of, const struct diag *found) {
    text_put(&s->source, text_string(&of->source));
    text_format(&s->source, "\n%s", found->witness->sample[LANG_EN]);
}

void subject_load_shown(const struct subject *s, struct block *b, const struct diag *found) {
    int year = 0, month = 0, day = 0;
    ck_assert(sample_add(b, s->policy->samples[s->policy->sample_count - 1], NULL));
    ck_assert_int_eq(sscanf(found->witness->as_of, "%d-%d-%d", &year, &month, &day), 3);
    b->as_of[0] = DATE_PACK(year, month, day);
}

#include "interp/run/unfed.h"

#include "interp/plan/readers.h"

// The field at or behind `from` that is read and not given; field_count: there is none.
static uint32_t next_unfed(const struct plan *plan, const struct records *records, struct list_index *const *lists,
                           uint32_t from) {
    uint32_t count = plan->policy->field_count;
    for (; from < count; from++) {
        bool listed = lists && lists[from];
        if (plan->used_fields[from] && !listed && !records_give(records, &plan->policy->fields[from])) break;
    }
    return from;
}

void run_warn_unfed_field(const struct policy *p, const struct records *records, const struct field *f,
                          struct slice readers, enum lang lang, struct record_faults *faults) {
    bool has_header = records_have_header(records);
    const char *name = name_text(p, &f->def.name, lang);
    struct slice args[2] = {slice_of(name), readers};
    struct record_fault *fault = record_fault_add(faults, has_header ? DIAG_COLUMN_MISSING : DIAG_FIELD_NOWHERE, args,
                                                  2);
    if (fault) fault->path = records_path(records);
    if (f->type.kind == TYPE_LIST && has_header) record_fault_hint(faults, fault, DIAG_HINT_LIST, name);
}

static void warn(const struct plan *plan, const struct records *records, const struct field *f, enum lang lang,
                 struct record_faults *faults) {
    struct text readers = {0};
    plan_put_readers(plan, f, lang, &readers);
    const struct slice words = {text_string(&readers), (uint32_t)readers.length};
    run_warn_unfed_field(plan->policy, records, f, words, lang, faults);
    faults->failed |= readers.failed;
    text_free(&readers);
}

void run_warn_unfed(const struct plan *plan, const struct records *records, struct list_index *const *lists,
                    enum lang lang, struct record_faults *faults) {
    const struct policy *p = plan->policy;
    for (uint32_t i = 0; (i = next_unfed(plan, records, lists, i)) < p->field_count; i++)
        warn(plan, records, &p->fields[i], lang, faults);
}

void run_put_unfed(const struct plan *plan, const struct records *records, struct list_index *const *lists,
                   enum lang lang, struct text *out) {
    const struct policy *p = plan->policy;
    for (uint32_t i = 0; (i = next_unfed(plan, records, lists, i)) < p->field_count; i++) {
        if (out->length) text_put(out, lang == LANG_ZH ? "、" : ", ");
        text_put(out, name_text(p, &p->fields[i].def.name, lang));
    }
}

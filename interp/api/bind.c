// A table of members becomes a binding: every name looked up, every type checked, once.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/api/api.h"
#include "interp/value/field_names.h"

static const struct {
    const char *name;
    size_t size;
} c_types[] = {
    [POL_UINT8] = {"POL_UINT8", 1},
    [POL_INT8] = {"POL_INT8", 1},
    [POL_UINT16] = {"POL_UINT16", 2},
    [POL_INT16] = {"POL_INT16", 2},
    [POL_UINT32] = {"POL_UINT32", 4},
    [POL_INT32] = {"POL_INT32", 4},
    [POL_UINT64] = {"POL_UINT64", 8},
    [POL_INT64] = {"POL_INT64", 8},
    [POL_DATE] = {"POL_DATE", sizeof(struct pol_date)},
    [POL_TEXT] = {"POL_TEXT", sizeof(char *)},
    [POL_LIST] = {"POL_LIST", sizeof(void *)},
};
#define C_TYPE_COUNT (sizeof c_types / sizeof *c_types)

// What goes wrong is kept as a diagnostic whose arguments outlive it: literals and the caller's or the policy's names.
struct binder {
    const struct policy *policy;
    struct diag why;
    enum pol_status status;
};

static bool refuse(struct binder *b, enum diag_id id, const char *first, const char *second) {
    b->status = POL_ERROR_ARGUMENT;
    b->why = (struct diag){.id = id, .args = {A(first), A(second)}};
    return false;
}

static bool no_memory(struct binder *b) {
    b->status = POL_ERROR_MEMORY;
    return false;
}

static bool fits(const struct field *f, enum pol_c_type type) {
    bool integer = type <= POL_INT64, wide = type >= POL_UINT32 && integer;
    switch (f->type.kind) {
    case TYPE_TRUTH:
    case TYPE_COUNT:
    case TYPE_MONEY:
    case TYPE_PERCENT:
    case TYPE_NUMBER:
    case TYPE_PERIOD:
    case TYPE_CHOICE:
    case TYPE_SET: return integer;
    case TYPE_DATE:
    case TYPE_MONTH: return wide || type == POL_DATE;
    case TYPE_TEXT: return type == POL_TEXT;
    case TYPE_LIST: return type == POL_LIST;
    case TYPE_NONE:
    case TYPE_SPAN: break;
    }
    return false;
}

static bool inside(size_t offset, size_t size, size_t whole) { return offset <= whole && size <= whole - offset; }

static bool lies_inside(const struct pol_member *m, size_t size) {
    if (!inside(m->offset, c_types[m->type].size, size)) return false;
    if (m->missing == POL_FLAG && !inside(m->flag_offset, 1, size)) return false;
    return m->type != POL_LIST || inside(m->count_offset, sizeof(size_t), size);
}

static const struct field *look_up(const struct binder *b, const struct field *list, const char *name) {
    if (!name) return NULL;
    if (!list) return field_find(b->policy, name, strlen(name));
    for (uint32_t i = 0; i < list->item_count; i++)
        if (name_has_text(b->policy, &list->items[i].def.name, name, strlen(name))) return &list->items[i];
    return NULL;
}

static bool refuse_name(struct binder *b, const struct field *list, const char *name) {
    const char *near = list || !name ? NULL : field_nearest(b->policy, name);
    refuse(b, DIAG_BIND_NO_FIELD, name ? name : "", NULL);
    if (near) b->why.hint = DIAG_HINT_DID_YOU_MEAN;
    b->why.hint_args[0] = (struct diag_arg)A(near);
    return false;
}

#define MOST_NUMBER INT64_C(999999999999999999)  // 18 digits, as in any other input

static void narrow_range(struct bound *b) {
    struct range_span span = range_on(&b->field->range, b->kind, 0);
    b->dated = b->field->range.words && (b->kind == TYPE_DATE || b->kind == TYPE_MONTH);
    if (b->dated) return;
    if (span.low > b->least) b->least = span.low;
    if (span.high < b->most) b->most = span.high;
}

static void set_range(struct bound *b) {
    uint32_t values = b->field->type.choices ? b->field->type.choices->value_count : 0;
    b->least = b->member.type == POL_UINT64 ? 0 : -MOST_NUMBER;  // a POL_UINT64 beyond INT64_MAX is read as less than 0
    b->most = MOST_NUMBER;
    narrow_range(b);
    if (b->kind == TYPE_CHOICE) b->least = 0, b->most = (int64_t)values - 1;
    if (b->kind != TYPE_SET) return;
    b->least = values < 64 ? 0 : INT64_MIN;
    b->most = values < 63 ? (INT64_C(1) << values) - 1 : INT64_MAX;
}

static struct bound *bind_all(struct binder *b, const struct field *list, const struct pol_member *members,
                              size_t count, size_t size);

static bool bind(struct binder *b, const struct field *list, const struct pol_member *m, size_t size,
                 struct bound *out) {
    const struct field *f = look_up(b, list, m->field);
    if (!f) return refuse_name(b, list, m->field);
    if ((unsigned)m->type >= C_TYPE_COUNT) return refuse(b, DIAG_BIND_TYPE, m->field, "?");
    if (!fits(f, m->type)) return refuse(b, DIAG_BIND_TYPE, m->field, c_types[m->type].name);
    if (!lies_inside(m, size)) return refuse(b, DIAG_BIND_OUTSIDE, m->field, NULL);
    *out = (struct bound){.field = f, .column = f->index, .kind = f->type.kind, .lane = column_lane(f), .member = *m};
    set_range(out);
    out->member.field = NULL;
    out->member.items = NULL;
    if (m->type != POL_LIST) return true;
    out->items = bind_all(b, f, m->items, m->item_count, m->item_size);
    out->item_count = (uint32_t)m->item_count;
    return out->items != NULL;
}

static bool is_bound(const struct bound *all, size_t count, const struct field *f) {
    for (size_t i = 0; i < count; i++)
        if (all[i].field == f) return true;
    return false;
}

static void unbind(struct bound *all, size_t count) {
    for (size_t i = 0; all && i < count; i++) free(all[i].items);
    free(all);
}

static struct bound *bind_all(struct binder *b, const struct field *list, const struct pol_member *members,
                              size_t count, size_t size) {
    struct bound *all = calloc(count ? count : 1, sizeof *all);
    if (!all) return no_memory(b), NULL;
    for (size_t i = 0; i < count; i++) {
        struct bound one = {0};
        bool good = bind(b, list, &members[i], size, &one);
        if (good && is_bound(all, i, one.field)) good = refuse(b, DIAG_BIND_TWICE, members[i].field, NULL);
        all[i] = one;
        if (good) continue;
        unbind(all, i + 1);
        return NULL;
    }
    return all;
}

// Settings may point into their words, so the binding keeps its own.
static bool parse_setting(struct binder *b, pol_binding *binding, const char *words) {
    char *kept = strdup(words);
    if (!kept) return no_memory(b);
    size_t before = binding->setting_count++;
    binding->words[before] = kept;
    if (plan_add_setting(b->policy, kept, binding->settings, before, &b->why)) return true;
    if (b->why.id == DIAG_OUT_OF_MEMORY) return no_memory(b);
    b->status = POL_ERROR_ARGUMENT;
    return false;
}

static bool parse_settings(struct binder *b, pol_binding *binding, const struct pol_binding_options *options) {
    size_t count = options->setting_count;
    binding->settings = calloc(count ? count : 1, sizeof *binding->settings);
    binding->words = calloc(count ? count : 1, sizeof *binding->words);
    if (!binding->settings || !binding->words) return no_memory(b);
    for (size_t i = 0; i < count; i++)
        if (!parse_setting(b, binding, options->settings[i])) return false;
    return true;
}

static bool make_plan(struct binder *b, pol_binding *binding, const struct pol_binding_options *options) {
    struct plan_options po = {.settings = binding->settings, .setting_count = options->setting_count};
    binding->dated = options->as_of.year != 0;
    po.as_of = binding->as_of = binding->dated ? api_pack(options->as_of) : 0;
    if (binding->dated && !po.as_of) return refuse(b, DIAG_BIND_DATE, NULL, NULL);
    binding->plan = plan_new(b->policy, &po);
    return binding->plan || no_memory(b);
}

static bool make(struct binder *b, pol_binding *binding, const struct pol_member *members, size_t count,
                 const struct pol_binding_options *options) {
    binding->members = bind_all(b, NULL, members, count, binding->record_size);
    binding->count = (uint32_t)count;
    return binding->members && parse_settings(b, binding, options) && make_plan(b, binding, options);
}

static enum pol_status explain(struct binder *b, pol_report **report) {
    if (!report || b->status != POL_ERROR_ARGUMENT) return b->status;
    struct pol_report *r = report_new();
    if (!r || !report_message(r, &b->why)) {
        pol_report_free(r);
        return POL_ERROR_MEMORY;
    }
    *report = r;
    return b->status;
}

enum pol_status pol_binding_new(const pol_policy *policy, const struct pol_member *members, size_t count,
                                size_t record_size, const struct pol_binding_options *options, pol_binding **binding,
                                pol_report **report) {
    struct binder b = {.policy = policy->model, .status = POL_OK};
    pol_binding *made = calloc(1, sizeof *made);
    *binding = NULL;
    if (report) *report = NULL;
    if (!made) return POL_ERROR_MEMORY;
    made->policy = policy;
    made->record_size = record_size;
    if (make(&b, made, members, count, options ? options : &(struct pol_binding_options){0})) *binding = made;
    enum pol_status status = explain(&b, report);  // its words may be the binding's
    if (!*binding) pol_binding_free(made);
    return status;
}

void pol_binding_free(pol_binding *binding) {
    if (!binding) return;
    if (binding->plan) plan_free(binding->plan);
    unbind(binding->members, binding->count);
    for (size_t i = 0; i < binding->setting_count; i++) free(binding->words[i]);
    free(binding->words);
    free(binding->settings);
    free(binding);
}

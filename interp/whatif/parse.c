// --by and --sweep, as they are written on a command line.
#include <string.h>

#include "interp/value/field_names.h"
#include "interp/value/value_text.h"
#include "interp/whatif/ask.h"
#include "interp/whatif/groups.h"

static bool refuse(struct diag *message, enum diag_id id, const char *text, struct diag_arg more) {
    *message = (struct diag){.id = id, .args = {{text, NULL}, more}};
    return false;
}

static const char *scheme_name(const struct policy *p, uint32_t group, enum lang lang) {
    for (uint32_t i = 0; i < p->scheme_count; i++)
        if (p->schemes[i]->group == group) return name_text(p, &p->schemes[i]->def.name, lang);
    return "";
}

const char *param_label(struct arena *a, const struct policy *p, const struct param *param, enum lang lang) {
    struct text t = {0};
    if (!param->is_shared) text_format(&t, "%s.", scheme_name(p, param->group, lang));
    text_put(&t, name_text(p, &param->def.name, lang));
    return text_keep(&t, a);
}

void put_as_written(struct text *out, const struct policy *p, const struct type *t, int64_t value, enum lang lang) {
    value_put_human(out, p, t, value, (struct slice){0}, t->kind == TYPE_MONEY ? LANG_ZH : lang);
}

static bool has_cuts(const struct type *t) {
    return type_has_amount(t->kind) || t->kind == TYPE_DATE || t->kind == TYPE_MONTH;
}
static bool is_coded(const struct type *t) { return t->kind == TYPE_CHOICE || t->kind == TYPE_TRUTH; }

bool may_group(const struct field *f) { return has_cuts(&f->type) || is_coded(&f->type); }

// ---- by

static const struct field *named(const struct policy *p, const char *name, size_t length, const char *text,
                                 struct diag *message) {
    const struct field *f = field_find(p, name, length);
    if (f) return f;
    refuse(message, DIAG_BY_UNKNOWN, text, (struct diag_arg){0});
    const char *near = field_nearest(p, name);
    if (!near) return NULL;
    message->hint = DIAG_HINT_DID_YOU_MEAN;
    message->hint_args[0].en = near;
    return NULL;
}

static bool add_cut(struct arena *a, const struct policy *p, struct slice text, struct whatif_by *by) {
    int64_t value;
    bool no_memory = false;
    if (!plan_parse_value(p, &by->field->type, text, &value, &no_memory)) {
        if (no_memory) arena_exhausted(a);
        return false;
    }
    if (by->cut_count && by->cuts[by->cut_count - 1] >= value) return false;
    ARENA_PUSH(a, by->cuts, by->cut_count, value);
    return true;
}

static bool parse_cuts(struct arena *a, const struct policy *p, const char *cuts, struct whatif_by *by) {
    for (const char *end; *cuts; cuts = *end ? end + 1 : end) {
        end = cuts + strcspn(cuts, ",");
        if (!add_cut(a, p, (struct slice){cuts, (uint32_t)(end - cuts)}, by)) return false;
        if (*end && !end[1]) return false;
    }
    return by->cut_count > 0;
}

bool whatif_parse_by(struct arena *a, const struct policy *p, const char *text, enum lang lang, struct whatif_by *out,
                     struct diag *message) {
    const char *equals = strchr(text, '=');
    const char *name = arena_copy(a, text, equals ? (size_t)(equals - text) : strlen(text));
    *out = (struct whatif_by){.field = named(p, name, strlen(name), text, message)};
    if (!out->field) return false;
    const struct type *t = &out->field->type;
    out->label = name_text(p, &out->field->def.name, lang);
    bool coded = is_coded(t);
    if (!may_group(out->field)) return refuse(message, DIAG_BY_KIND, text, (struct diag_arg){name, NULL});
    if (coded && t->kind == TYPE_CHOICE && t->choices->value_count > GROUPS_MOST)
        return refuse(message, DIAG_BY_MANY, text, (struct diag_arg){0});
    if (coded && equals) return refuse(message, DIAG_BY_NO_CUTS, text, (struct diag_arg){name, NULL});
    out->is_open = !coded && !equals;
    if (equals && !parse_cuts(a, p, equals + 1, out)) return refuse(message, DIAG_BY_CUTS, text, plan_value_wanted(t));
    return out->cut_count < GROUPS_MOST || refuse(message, DIAG_BY_MANY, text, (struct diag_arg){0});
}

const char *by_text(struct arena *a, const struct policy *p, const struct whatif_by *by, enum lang lang) {
    bool earlier = by_is_yearly(by) && by->has_least && !by->is_folded;  // the first year has a name of its own
    struct text t = {0};
    text_put(&t, by->label);
    if (earlier) text_char(&t, '='), put_as_written(&t, p, &by->field->type, by->least, lang);
    for (uint32_t i = 0; i < by->cut_count; i++) {
        text_char(&t, i || earlier ? ',' : '=');
        put_as_written(&t, p, &by->field->type, by->cuts[i], lang);
    }
    return text_keep(&t, a);
}

// ---- sweep

static const char *joined(struct arena *a, const char *name, size_t name_length, const char *value, size_t length) {
    char *text = arena_alloc(a, name_length + length + 1);
    memcpy(text, name, name_length);
    memcpy(text + name_length, value, length);
    return text;
}

static bool fill(struct arena *a, const char *text, int64_t low, int64_t high, int64_t step, struct whatif_range *out,
                 struct diag *message) {
    if (step <= 0) return refuse(message, DIAG_SWEEP_STEP, text, (struct diag_arg){0});
    if (low > high) return refuse(message, DIAG_SWEEP_ENDS, text, (struct diag_arg){0});
    __int128 steps = ((__int128)high - low) / step;
    if (steps >= SWEEP_POINTS_MOST) {
        refuse(message, DIAG_SWEEP_MANY, text, (struct diag_arg){0});
        return false;
    }
    out->count = (uint32_t)steps + 1;
    out->points = ARENA_ARRAY(a, struct setting, out->count);
    for (uint32_t i = 0; i < out->count; i++)
        out->points[i] = (struct setting){.param = out->param, .value = low + (int64_t)i * step};
    return true;
}

bool whatif_parse_range(struct arena *a, const struct policy *p, const char *text, enum lang lang,
                        struct whatif_range *out, struct diag *message) {
    const char *equals = strchr(text, '='), *dots = equals ? strstr(equals, "..") : NULL;
    const char *slash = dots ? strchr(dots, '/') : NULL;
    if (!slash || equals == text || dots == equals + 1 || slash == dots + 2 || !slash[1])
        return refuse(message, DIAG_SWEEP_FORM, text, (struct diag_arg){0});
    struct setting low, high;
    size_t name = (size_t)(equals + 1 - text);
    if (!plan_parse_setting(p, joined(a, text, name, equals + 1, (size_t)(dots - equals - 1)), &low, message) ||
        !plan_parse_setting(p, joined(a, text, name, dots + 2, (size_t)(slash - dots - 2)), &high, message))
        return false;
    *out = (struct whatif_range){.param = low.param, .label = param_label(a, p, low.param, lang)};
    if (!type_has_amount(low.param->type.kind)) return refuse(message, DIAG_SWEEP_KIND, text, (struct diag_arg){0});
    bool no_memory = false;
    int64_t step;
    const struct slice last = {slash + 1, (uint32_t)strlen(slash + 1)};
    if (!plan_parse_value(p, &low.param->type, last, &step, &no_memory)) {
        if (no_memory) arena_exhausted(a);
        return refuse(message, DIAG_SWEEP_STEP, text, (struct diag_arg){0});
    }
    return fill(a, text, low.value, high.value, step, out, message);
}

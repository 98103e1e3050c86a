// Definitions: typed when first used. One with parameters is typed for the types it is called with.
#include "grammar/check/typing.h"

static void report_cycle(struct checker *c, const struct frame *innermost, const struct definition *d) {
    struct text path = {0};
    const struct definition *round[16];
    uint32_t count = 0;
    for (const struct frame *f = innermost; f; f = f->outer) {
        *f->progress = PROGRESS_FAILED;
        if (count < 16) round[count++] = f->def;
        if (f->def == d) break;
    }
    while (count-- > 0) text_format(&path, "%s → ", name_words(c, &round[count]->name).en);
    text_put(&path, name_words(c, &d->name).en);
    report(c, DIAG_RECURSIVE, d->name.at, name_words(c, &d->name), text_words(c, &path));
}

bool open_definition(struct checker *c, struct frame *f, const struct definition *d, enum progress *progress) {
    if (*progress == PROGRESS_OPEN) report_cycle(c, c->frames, d);
    if (*progress != PROGRESS_NONE) return false;
    *progress = PROGRESS_OPEN;
    *f = (struct frame){c->frames, d, progress};
    c->frames = f;
    return true;
}

void close_definition(struct checker *c, struct frame *f) {
    c->frames = f->outer;
    if (*f->progress == PROGRESS_OPEN) *f->progress = PROGRESS_DONE;
}

static void type_body(struct checker *c, struct define_build *d) {
    struct context x = {.c = c, .scope = d->scope, .owner = d};
    struct expr *body = d->define.expr;
    struct type stated = stated_type(c, d->define.decl->type);
    x.lenient = stated_is_unknown(d->define.decl->type, &stated);
    type_expr(&x, body, &stated);
    check_stated(c, &d->define.def.name, d->define.decl->type, &stated, body);
    if (!body || body->type.kind != TYPE_LIST) return;
    struct diag *said = report(c, DIAG_NOT_A_VALUE, body->at, name_words(c, &d->define.def.name), A2("a list", "列表"));
    report_hint(c, said, DIAG_HINT_AGGREGATE, A(""));
    body->type = (struct type){0};
}

void type_define(struct checker *c, struct define_build *d) {
    if (d->define.param_count) return;
    struct frame f;
    if (!open_definition(c, &f, &d->define.def, &d->progress)) return;
    type_body(c, d);
    close_definition(c, &f);
}

static bool same_types(const struct type *a, const struct type *b) {
    return a->kind == b->kind && a->unit == b->unit && a->counter == b->counter && a->choices == b->choices &&
           a->domain == b->domain;
}

static bool type_argument(struct context *x, struct expr *arg) {
    if (!arg) return false;
    type_expr(x, arg, NULL);
    if (arg->type.may_be_silent) {
        report_silent(x, arg, DIAG_SILENT_ARGUMENT);
        return false;
    }
    if (arg->type.kind == TYPE_SPAN) report(x->c, DIAG_SPAN_VALUE, arg->at, A(""));
    return arg->type.kind != TYPE_NONE && arg->type.kind != TYPE_SPAN;
}

static bool type_arguments(struct context *x, struct expr *e, const struct define_build *d) {
    bool sound = true;
    for (uint32_t i = 0; i < e->count; i++) sound = type_argument(x, e->kids[i]) && sound;
    if (e->count == d->define.param_count) return sound;
    struct checker *c = x->c;
    report(c, DIAG_ARGUMENT_COUNT, e->at, symbol_words(c, e->name), number_words(c, d->define.param_count),
           number_words(c, e->count));
    return false;
}

// The arguments against those of the calls before: true where all agree.
static bool calls_agree(struct context *x, const struct expr *e, const struct define_build *d) {
    for (uint32_t i = 0; i < e->count; i++) {
        const struct define_param *p = &d->define.params[i];
        adopt_type(e->kids[i], &p->type);
        bool same_kind = p->type.kind == e->kids[i]->type.kind || p->type.kind == TYPE_NONE;
        if (same_kind && type_join(&p->type, &e->kids[i]->type, NULL)) continue;
        report(x->c, DIAG_CALLS_DISAGREE, e->kids[i]->at, name_words(x->c, &d->define.def.name),
               type_words(x->c, &e->kids[i]->type), type_words(x->c, &p->type));
        return false;
    }
    return true;
}

static bool set_params(struct define_build *d, const struct expr *e) {
    bool changed = false;
    for (uint32_t i = 0; i < e->count; i++) {
        struct type *t = &d->define.params[i].type;
        changed = changed || !same_types(t, &e->kids[i]->type);
        *t = e->kids[i]->type;
    }
    return changed;
}

#define MAX_RETYPINGS 100000  // calls that differ in counters alone; no policy that people write comes near

static void type_for_call(struct context *x, struct define_build *d, const struct expr *e) {
    struct frame f;
    bool changed = set_params(d, e);
    if (d->progress == PROGRESS_DONE && changed && x->c->retypings++ < MAX_RETYPINGS) d->progress = PROGRESS_NONE;
    d->called = true;
    if (!open_definition(x->c, &f, &d->define.def, &d->progress)) return;
    type_body(x->c, d);
    close_definition(x->c, &f);
}

static bool aggregate_in_filter(struct context *x, const struct expr *e, const struct define_build *d) {
    if (!d->measure.aggregates) return false;
    if (x->owner) x->owner->measure.aggregates = true;
    if (!x->in_filter) return false;
    report(x->c, DIAG_NESTED_AGGREGATE, e->at, symbol_words(x->c, e->name));
    return true;
}

void type_call_of(struct context *x, struct expr *e, struct define_build *d) {
    e->type = (struct type){0};
    if (d->progress == PROGRESS_OPEN) report_cycle(x->c, x->c->frames, &d->define.def);
    if (!type_arguments(x, e, d) || d->progress == PROGRESS_FAILED) return;
    if (d->called && !calls_agree(x, e, d)) return;
    type_for_call(x, d, e);
    if (d->progress != PROGRESS_DONE || aggregate_in_filter(x, e, d) || !d->define.expr) return;
    e->type = d->define.expr->type;
    check_defaults_of_call(x->c, e, &d->define);
}

// Nobody calls it, so the types of its parameters can't be told: all else is checked.
void type_uncalled(struct checker *c) {
    for (uint32_t i = 0; i < c->define_count; i++) {
        struct define_build *d = c->defines[i];
        struct frame f;
        if (!d->define.param_count || d->called) continue;
        if (!open_definition(c, &f, &d->define.def, &d->progress)) continue;
        type_body(c, d);
        close_definition(c, &f);
    }
}

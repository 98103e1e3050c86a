// Ranges of fields: `money >= 0元`, `count in 0..150`, `date <= as_of`.
#include "grammar/check/samples.h"

static bool may_have_range(enum type_kind kind) {
    switch (kind) {
    case TYPE_COUNT:
    case TYPE_MONEY:
    case TYPE_PERCENT:
    case TYPE_NUMBER:
    case TYPE_DATE:
    case TYPE_MONTH:
    case TYPE_PERIOD: return true;
    case TYPE_NONE:
    case TYPE_TRUTH:
    case TYPE_SPAN:
    case TYPE_CHOICE:
    case TYPE_SET:
    case TYPE_TEXT:
    case TYPE_LIST: break;
    }
    return false;
}

static bool names_as_of(const struct checker *c, const struct expr *e) {
    const struct definition *d = e->kind == NODE_NAME ? scope_find(c->builtins, e->name) : NULL;
    return d && d->kind == DEF_BUILTIN && ((const struct builtin_def *)d)->id == BUILTIN_AS_OF;
}

static bool is_number(const struct expr *e) {
    if (e->kind == NODE_NEGATE) return e->kids[0] && e->kids[0]->kind == NODE_NUMBER;
    return e->kind == NODE_NUMBER || e->kind == NODE_DATE || e->kind == NODE_MONTH;
}

// False where the end says nothing (reported).
static bool read_end(struct checker *c, const struct field *f, struct expr *e, struct range_end *end) {
    bool calendar = f->type.kind == TYPE_DATE || f->type.kind == TYPE_MONTH, as_of = names_as_of(c, e);
    if (e->kind == NODE_ERROR) return false;
    if (!is_number(e) && !(as_of && calendar)) {
        report(c, DIAG_FIELD_RANGE_END, e->at, A(""));
        return false;
    }
    *end = (struct range_end){.given = true, .at_as_of = true};
    if (as_of) e->ref = scope_find(c->builtins, e->name);
    if (as_of) e->type = (struct type){.kind = TYPE_DATE};
    if (as_of) return true;
    *end = (struct range_end){0};
    if (!check_literal(c, e, &f->type, name_words(c, &f->def.name))) return false;
    *end = (struct range_end){.given = true, .value = e->kind == NODE_NEGATE ? -e->kids[0]->value : e->value};
    return true;
}

// A value is a whole number of its kind's smallest parts, so that what is below an end ends one before it.
static int64_t part_of(const struct field *f) {
    return f->type.kind == TYPE_NUMBER ? number_step(f->type.decimals) : 1;
}

static void read_comparison(struct checker *c, struct field *f, struct expr *e) {
    bool below = e->op == OP_LT || e->op == OP_LE;
    struct range_end *end = below ? &f->range.most : &f->range.least;
    if (!e->kids[1] || !read_end(c, f, e->kids[1], end)) return;
    if (e->op == OP_LT) end->value -= part_of(f);
    if (e->op == OP_GT) end->value += part_of(f);
}

static void read_ends(struct checker *c, struct field *f, struct expr *e) {
    struct range_end *least = &f->range.least, *most = &f->range.most;
    bool known = e->kids[0] && e->kids[1] && read_end(c, f, e->kids[0], least);
    known = known && read_end(c, f, e->kids[1], most);
    if (known && range_low_op(e) == OP_GT) least->value += part_of(f);
    if (known && range_high_op(e) == OP_LT) most->value -= part_of(f);
    if (known && least->at_as_of == most->at_as_of && least->value > most->value)
        report(c, DIAG_RANGE_EMPTY, e->at, A(""));
}

static const char *written(struct checker *c, const struct expr *e) {
    struct span at = e->kind == NODE_COMPARE ? span_join(e->op_at, e->at) : e->at;
    return arena_copy(c->arena, c->sources->items[at.source]->bytes + at.offset, at.length);
}

void check_field_range(struct checker *c, struct field *f, struct expr *range) {
    if (!range || f->type.kind == TYPE_NONE) return;
    if (!may_have_range(f->type.kind)) {
        report(c, DIAG_FIELD_RANGE_TYPE, range->at, name_words(c, &f->def.name), type_words(c, &f->type));
        return;
    }
    f->range.words = written(c, range);
    if (range->kind == NODE_COMPARE) read_comparison(c, f, range);
    else read_ends(c, f, range);
}

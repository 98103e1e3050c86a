#include "interp/plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "interp/eval/workspace.h"
#include "interp/plan/builder.h"
#include "interp/value/truth.h"

// The nodes that something asks for. Folding and simplifying leaves others behind.
struct marks {
    uint8_t *wanted;  // by id while the plan is made
};

static void mark(struct marks *m, const struct node *n) {
    if (!n || m->wanted[n->id]) return;
    m->wanted[n->id] = 1;
    for (uint32_t i = 0; i < n->count; i++) mark(m, n->kids[i]);
}

static void mark_names(struct marks *m, const struct planned_name *names, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) mark(m, names[i].node);
}

static void mark_table(struct marks *m, const struct planned_table *p) {
    const struct decl *d = p->table->decl;
    for (uint32_t i = 0; i <= d->row_count; i++) {
        const struct planned_row *row = &p->rows[i];
        mark(m, row->condition), mark(m, row->result), mark(m, row->part);
        for (uint32_t k = 0; row->cells && k < d->column_count; k++) mark(m, row->cells[k]);
        mark_names(m, row->names, row->name_count);
    }
}

static void mark_notes(struct marks *m, const struct planned_note *notes, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) mark(m, notes[i].condition);
}

static void mark_offer(struct marks *m, const struct planned_offer *o) {
    for (uint32_t i = 0; i < o->rule_count; i++) mark(m, o->rules[i].own);
    for (uint32_t i = 0; i < planned_part_count(o); i++) {
        struct planned_part part = planned_part(o, i);
        mark(m, part.node);
        mark(m, part.when);
        mark(m, part.waiver);
        mark_names(m, part.names, part.name_count);
    }
    mark_notes(m, o->manuals, o->manual_count);
    mark_notes(m, o->documents, o->document_count);
}

static void mark_rows(struct marks *m, const struct planned_rows *rows) {
    for (uint32_t i = 0; i < rows->table->decl->column_count; i++) mark(m, rows->columns[i]);
    for (uint32_t i = 0; i < rows->count; i++) mark(m, rows->conditions[i]);
}

static void mark_use(struct marks *m, const struct planned_use *u, const struct watched_condition *of) {
    mark(m, u->passed);
    for (uint32_t i = 0; i < of->operand_count; i++) {
        mark(m, u->operands[i]);
        for (uint8_t truth = TRUTH_NO; u->shown && truth <= TRUTH_YES; truth++) mark(m, u->shown[i][truth]);
    }
}

static void mark_plan(struct marks *m, const struct plan *p, const struct plan_options *o, size_t extra_count) {
    for (size_t i = 0; i < o->row_count; i++) mark_rows(m, &p->rows[i]);
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t j = 0; j < p->schemes[i].offer_count; j++) mark_offer(m, &p->schemes[i].offers[j]);
    for (size_t i = 0; i < extra_count; i++) mark(m, p->extra[i]);
    for (uint32_t i = 0; i < p->use_count; i++) mark_use(m, &p->uses[i], &o->watched[p->uses[i].condition]);
    for (uint32_t i = 0; i < p->assumed_count; i++) mark(m, p->assumed[i]);
    for (uint32_t i = 0; i < p->table_count; i++) mark_table(m, p->tables[i]);
}

static void use_fields(struct plan *p, const struct node *n) {
    if (n->space) p->used_fields[n->space->index] = 1;
    if (n->field && !n->space) p->used_fields[n->field->index] = 1;
}

// Kids were made before their parents, so the order of making is an order of evaluation.
static void number_nodes(struct builder *b, const struct marks *m) {
    struct plan *p = b->plan;
    p->nodes = ARENA_ARRAY(b->arena, const struct node *, b->node_count);
    for (uint32_t i = 0; i < b->node_count; i++) {
        if (!m->wanted[i]) continue;
        b->nodes[i]->id = p->node_count;
        p->nodes[p->node_count++] = b->nodes[i];
        use_fields(p, b->nodes[i]);
    }
}

void plan_number(struct builder *b, size_t extra_count) {
    struct marks m = {ARENA_ARRAY(b->arena, uint8_t, b->node_count)};
    b->plan->used_fields = ARENA_ARRAY(b->arena, uint8_t, b->policy->field_count);
    mark_plan(&m, b->plan, b->options, extra_count);
    number_nodes(b, &m);
}

static size_t extra_count(const struct plan_options *o) {
    return o->extra_count * (o->extra_by_world ? 1 + (size_t)o->world_count : 1);
}

static void make_plan(struct builder *b) {
    struct plan *p = b->plan;
    p->as_of = b->options->as_of;
    watch_begin(b);
    plan_first_world(b);
    watch_end(b);
    p->extra = ARENA_ARRAY(b->arena, const struct node *, extra_count(b->options));
    lower_extra(b);
    if (b->options->assumed) lower_assumed(b);
    lower_asked_rows(b);
    plan_further_worlds(b);
    plan_number(b, extra_count(b->options));
}

static bool try_plan(struct builder *b) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(b->arena, &out_of_memory);
    make_plan(b);
    b->arena->out_of_memory = NULL;
    return true;
}

struct plan *plan_new(const struct policy *policy, const struct plan_options *options) {
    struct plan *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->policy = policy;
    struct builder b = {.plan = p, .arena = &p->arena, .policy = policy, .options = options};
    bool made = try_plan(&b);
    unpatch(&b);
    memo_free(&b);
    if (made) return p;
    plan_free(p);
    return NULL;
}

void plan_free(struct plan *p) {
    if (!p) return;
    arena_free(&p->arena);
    free(p);
}

struct workspace *plan_workspace_new(const struct plan *p, uint32_t capacity) {
    return workspace_new(p->policy, p->nodes, p->node_count, capacity);
}

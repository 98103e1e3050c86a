// What comes of leaving a field out: of the records that were found, the first that is incomplete without it.
#include "interp/sampling/internal.h"

static bool is_incomplete(struct sampling *s, const struct sample_aspect *a, const struct block *b) {
    if (!sampling_decide(s, b)) return false;
    const struct decisions *d = s->decisions;
    return !d->fault[0] && d->schemes[a->scheme].offers[a->offer].decision[0] == DECISION_INCOMPLETE;
}

static bool try_aspect(struct sampling *s, uint32_t record, const struct sample_aspect *of, const struct field *f) {
    if (of->shows == SHOWS_FAILURE || of->shows == SHOWS_MISSING) return false;
    struct block *b = copy_without(s, s->records[record].block, f);
    struct sample_aspect aspect = {SHOWS_MISSING, of->scheme, of->offer, &f->def.name};
    bool found = b && is_incomplete(s, &aspect, b);
    if (found) keep_record(s, b, s->records[record].base, aspect);
    if (b) block_free(b);
    return found;
}

static void leave_out(struct sampling *s, uint32_t scheme, const struct field *f) {
    uint32_t count = s->count;
    for (uint32_t i = 0; i < count; i++) {
        const struct sample_aspect of = s->records[i].aspects[0];
        if (s->failed || (of.scheme == scheme && try_aspect(s, i, &of, f))) return;
    }
}

void leave_out_fields(struct sampling *s) {
    for (uint32_t i = 0; i < s->plan->scheme_count; i++)
        for (uint32_t k = 0; sampling_asks(s, i) && k < s->policy->field_count && !s->failed; k++) {
            const struct field *f = &s->policy->fields[k];
            if (s->plan->used_fields[k] && !f->key) leave_out(s, i, f);
        }
}

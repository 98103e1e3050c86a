#include "interp/solve/traits.h"

#include "interp/solve/cut.h"

static bool has_text(const struct node *n) {
    for (uint32_t k = 0; k < n->count; k++)
        if (n->kids[k]->type.kind == TYPE_TEXT) return true;
    return false;
}

static bool is_asked_of_text(const struct node *n) {
    switch (n->operation) {
    case OPERATION_COMPARE: return n->kids[0]->type.kind == TYPE_TEXT;
    case OPERATION_STARTS_WITH:
    case OPERATION_LENGTH:
    case OPERATION_VALID_CREDIT_CODE:
    case OPERATION_VALID_ID_NUMBER:
    case OPERATION_BIRTH_DATE_OF: return has_text(n);
    default: return false;
    }
}

bool is_trait(const struct node *n) {
    if (n->constant || n->space) return false;
    return is_aggregate(n) || n->operation == OPERATION_LIST_EMPTY || is_asked_of_text(n);
}

const struct field *trait_field(const struct node *n) {
    if (!is_asked_of_text(n)) return n->field;
    const struct field *found = NULL;
    for (uint32_t k = 0; k < n->count; k++) {
        if (n->kids[k]->constant) continue;
        if (n->kids[k]->operation != OPERATION_COLUMN || (found && found != n->kids[k]->field)) return NULL;
        found = n->kids[k]->field;
    }
    return found;
}

// ---- in a box

// What it comes to by itself, where the list or the text is there.
struct range trait_range(const struct finder *f, const struct node *n) {
    struct range r = f->box->traits[n->id];
    bool known = true;
    uint8_t open = 0;
    if (is_asked_of_text(n)) open = open_outcomes(f, n, 0, &known);
    else {
        uint8_t list = f->box->fields[n->field->index].outcomes;
        open = list & OUTCOME_UNKNOWN, known = (list & OUTCOME_KNOWN) != 0;
    }
    r.outcomes = (uint8_t)((known ? r.outcomes : 0) | open);
    return r;
}

// Yes or no, or a state, by itself.
static void cut_trait_outcomes(struct cutter *c, const struct node *n) {
    uint8_t outcomes = c->f.box->traits[n->id].outcomes;
    uint8_t known = outcomes & OUTCOMES_KNOWN, part = known && known != outcomes ? known : outcomes & -outcomes;
    if (part != outcomes) offer_cut(c, (struct cut){CUT_VALUE, CUT_OUTCOMES, c->first_trait + n->id, 0, part});
}

void cut_trait(struct cutter *c, const struct node *n, struct aim aim) {
    if (!is_asked_of_text(n)) offer_outcomes(c, n->field);
    else if (want_kids(c, n)) return;
    enum cut_rank rank = aim.weak ? CUT_WEAK : CUT_THRESHOLD;
    if (aim.kind == AIM_OUTCOMES) cut_trait_outcomes(c, n);
    if (aim.kind == AIM_VALUE) offer_cut(c, (struct cut){rank, CUT_AT, c->first_trait + n->id, aim.at, 0});
}

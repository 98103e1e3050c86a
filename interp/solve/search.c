// Branch and prune: a box over which the question cannot hold is dropped, one over which it must gives an applicant,
// any other is parted where the question turns.
#include "interp/solve/search.h"

// ---- looking at a box

static uint8_t look(struct solver *s, form goal) {
    for (uint32_t i = 0; i < s->wanted_count; i++) {
        form f = s->wanted[i];
        s->held[f] = form_over(&s->forms.keys[f], s->held, s->ranges, &s->box);
    }
    return s->held[goal];
}

static void aim_at_form(struct solver *s, const struct form_key *k) {
    const struct range *r = k->nodes[0] ? &s->ranges[k->nodes[0]->id] : NULL;
    switch ((enum form_kind)k->kind) {
    case FORM_OUTCOME: want_outcomes(&s->cutter, k->nodes[0]); break;
    case FORM_BETWEEN: want_value(&s->cutter, k->nodes[0], r->low < k->low ? k->low - 1 : k->high, false); break;
    case FORM_SAME:
    case FORM_BELOW:
        want_middle(&s->cutter, k->nodes[0]);
        want_middle(&s->cutter, k->nodes[1]);
        break;
    case FORM_AS_OF:
        offer_cut(&s->cutter,
                  (struct cut){CUT_THRESHOLD, CUT_AT, FIELD_AS_OF, s->box.as_of[0] < k->low ? k->low - 1 : k->high, 0});
        break;
    default: break;
    }
}

#define REACHED 1u
#define FAULT 2u  // it holds of nobody but where there is a fault

static bool takes_fault(const struct form_key *k, const uint8_t *marks) {
    bool first = (marks[k->kids[0]] & FAULT) != 0, second = (marks[k->kids[1]] & FAULT) != 0;
    if (k->kind == FORM_OUTCOME) return k->outcomes == OUTCOME_FAULT;
    return k->kind == FORM_OR ? first && second : k->kind >= FORM_AND && (first || second);
}

// Where what is worked out stands free, that there are no faults is not looked into: nobody is ruled out by it.
static void mark_forms(struct solver *s, form goal, uint8_t *marks) {
    for (uint32_t i = 0; i < s->wanted_count; i++) {
        form f = s->wanted[i];
        marks[f] = f == goal ? REACHED : 0;
        if (s->box.loose && takes_fault(&s->forms.keys[f], marks)) marks[f] |= FAULT;
    }
}

// From the question down through what is open to what makes it so.
static struct cut find_cut(struct solver *s, form goal) {
    uint8_t *reached = s->held + s->held_room;
    mark_forms(s, goal, reached);
    s->cutter.best = (struct cut){CUT_NONE, CUT_AT, 0, 0, 0};
    for (uint32_t i = s->wanted_count; i-- > 0;) {
        form f = s->wanted[i];
        const struct form_key *k = &s->forms.keys[f];
        if (!(reached[f] & REACHED) || s->held[f] != (MAY_HOLD | MAY_NOT)) continue;
        if (k->kind == FORM_NOT && reached[k->kids[0]] & FAULT) continue;
        bool first = k->kind == FORM_FIRST && s->held[k->kids[0]] == (MAY_HOLD | MAY_NOT);
        for (int kid = 0; kid < (first ? 1 : 2) && k->kind >= FORM_NOT; kid++) reached[k->kids[kid]] |= REACHED;
        aim_at_form(s, k);
    }
    return cut_find(&s->cutter, s->nodes, s->node_count);
}

// ---- a question

enum seen_box { BOX_DROPPED, BOX_FOUND, BOX_PARTED, BOX_OPEN, BOX_ASIDE, BOX_FAULTY, BOX_FAILED };

static bool is_variable_point(struct solver *s, uint32_t variable) {
    const struct range *r = variable_range(s, variable);
    const struct field *f = variable_field(s, variable);
    enum type_kind kind = f ? f->type.kind : TYPE_LIST;
    if (r->outcomes & (r->outcomes - 1)) return false;
    if (!(r->outcomes & OUTCOMES_KNOWN) || kind == TYPE_TRUTH) return true;
    if (kind == TYPE_LIST || kind == TYPE_TEXT) return false;
    if (kind == TYPE_SET) return r->may == r->must;
    if (kind == TYPE_CHOICE) return !(r->may & (r->may - 1)) && r->high < 64;
    return r->low == r->high;
}

static enum open_why why_open(const struct solver *s) {
    enum open_why why = OPEN_VALUES;
    for (uint32_t i = 0; i < s->variable_count; i++) {
        const struct field *f = variable_field(s, s->variables[i]);
        if (!f || !(s->box.fields[f->index].outcomes & OUTCOME_KNOWN)) continue;
        if (f->type.kind == TYPE_LIST) return OPEN_LIST;
        if (f->type.kind == TYPE_TEXT) why = OPEN_TEXT;
    }
    return why;
}

// Nothing is left to part: what was drawn was the only applicant, or nobody knows.
static bool is_point_box(struct solver *s) {
    for (uint32_t i = 0; i < s->variable_count; i++)
        if (!is_variable_point(s, s->variables[i])) return false;
    return s->box.as_of[0] == s->box.as_of[1];
}

// Whether the question asks something of a list, whose items may be read beside the applicant's own fields and dates,
// or of several texts at once: then a specimen need not come to what it did when it was made.
static bool is_loose(struct solver *s) {
    for (uint32_t i = 0; i < s->node_count; i++)
        if (s->is_trait[s->nodes[i]->id] && (is_aggregate(s->nodes[i]) || !trait_field(s->nodes[i]))) return true;
    return false;
}

// Over a box where the question must hold it does of whoever is drawn, or there is a mistake in here.
static enum seen_box try_applicant(struct solver *s, form goal, bool certain) {
    s->tried++;
    if (!draw(s)) return BOX_OPEN;
    switch (replay(s, goal)) {
    case REPLAY_HOLDS: return BOX_FOUND;
    case REPLAY_NOT: return certain && !is_loose(s) ? BOX_FAULTY : BOX_OPEN;
    case REPLAY_FAULTY: return BOX_FAULTY;
    case REPLAY_FAILED: break;
    }
    return BOX_FAILED;
}

static enum seen_box look_closer(struct solver *s, form goal, bool certain) {
    struct cut cut = certain ? (struct cut){.rank = CUT_NONE} : find_cut(s, goal);
    if (cut.rank <= CUT_WEAK) {
        enum seen_box tried = try_applicant(s, goal, certain);
        if (tried != BOX_OPEN) return tried;
        if (cut.rank == CUT_NONE) return !certain && is_point_box(s) ? BOX_DROPPED : BOX_OPEN;
    }
    return boxes_part(s, &cut) ? BOX_PARTED : BOX_FAILED;
}

// No list or text that was made lies in the box.
static bool has_specimens(struct solver *s) {
    for (uint32_t i = 0; i < s->variable_count; i++) {
        const struct field *f = variable_field(s, s->variables[i]);
        if (!f || !s->specimens[f->index].trait_count || (s->box.fields[f->index].outcomes & OUTCOME_UNKNOWN)) continue;
        if (!specimen_in_box(s, &s->specimens[f->index])) return false;
    }
    return true;
}

static enum seen_box look_at(struct solver *s, form goal) {
    uint8_t held = look(s, goal);
    if (!(held & MAY_HOLD)) return BOX_DROPPED;
    bool closer = s->free_traits || has_specimens(s);
    enum seen_box seen = closer ? look_closer(s, goal, !(held & MAY_NOT)) : BOX_ASIDE;
    return s->failed ? BOX_FAILED : seen;
}

#define LOOKS_OF_TRIAL 2u  // what it takes to draw and to work a node out, to a look at it

// One more of a question's boxes; false: they and what is looked at in them have come to this part of its budget.
static bool may_look(struct solver *s, struct finding *out, uint32_t part) {
    out->looks += (1 + LOOKS_OF_TRIAL * s->tried) * (s->wanted_count + s->node_count);
    s->tried = 0;
    bool looked = s->options.looks && out->looks > s->options.looks / part;
    return out->boxes++ < s->options.budget / part && !looked && !boxes_are_many(s);
}

// The boxes on the stack, one after the other. `aside` is set where some were put aside for want of a specimen.
static enum answer walk(struct solver *s, form goal, struct finding *out, bool *aside) {
    bool open = false;
    while (boxes_next(s)) {
        if (!may_look(s, out, 1)) {
            out->why = OPEN_BUDGET;
            return ANSWER_OPEN;
        }
        enum seen_box seen = look_at(s, goal);
        if (seen == BOX_FAILED) return ANSWER_FAILED;
        if (seen == BOX_FOUND) return ANSWER_FOUND;
        if (seen == BOX_OPEN && !open) out->why = why_open(s);
        if (seen == BOX_FAULTY) out->why = OPEN_FAULTY;
        if (seen == BOX_FAULTY) return ANSWER_OPEN;
        open |= seen == BOX_OPEN;
        *aside |= seen == BOX_ASIDE;
    }
    if (s->failed) return ANSWER_FAILED;
    return open ? ANSWER_OPEN : ANSWER_NONE;
}

#define LOOSE_PART 4u  // of the budget

// What can stand free does (loose.h), and so do lists and texts: where no box is left the question holds of nobody, but
// one in which it must hold, or which nothing parts, says nothing.
static enum answer walk_loose(struct solver *s, form goal, struct finding *out) {
    while (boxes_next(s)) {
        uint8_t held = look(s, goal);
        if (!may_look(s, out, LOOSE_PART)) return ANSWER_OPEN;
        if (!(held & MAY_HOLD)) continue;
        struct cut cut = held & MAY_NOT ? find_cut(s, goal) : (struct cut){.rank = CUT_NONE};
        if (cut.rank <= CUT_WEAK) return ANSWER_OPEN;
        if (!boxes_part(s, &cut)) return ANSWER_FAILED;
    }
    return s->failed ? ANSWER_FAILED : ANSWER_NONE;
}

// Of a question that is gathered.
static enum answer search_loose(struct solver *s, form goal, struct finding *out) {
    struct finding own = {.boxes = 0};
    if (!loose_find(s)) return s->failed ? ANSWER_FAILED : ANSWER_OPEN;
    open_box(s);
    loose_open(s);
    s->box.loose = s->loose;
    enum answer answer = boxes_begin(s) ? walk_loose(s, goal, &own) : ANSWER_FAILED;
    s->box.loose = NULL;
    out->boxes += own.boxes, out->looks += own.looks;
    return answer;
}

// First with lists and texts that were made; where that finds nobody, with any that there may be: a proof then holds
// for all of them.
static enum answer search(struct solver *s, form goal, struct finding *out) {
    bool aside = false;
    s->free_traits = false;
    enum answer answer = boxes_begin(s) ? walk(s, goal, out, &aside) : ANSWER_FAILED;
    if (answer != ANSWER_NONE || !aside) return answer;
    s->free_traits = true;
    open_box(s);
    if (!boxes_begin(s)) return ANSWER_FAILED;
    return walk(s, goal, out, &aside);
}

static enum answer ask(struct solver *s, form goal, struct finding *out) {
    if (s->forms.failed || !gather(s, goal)) return ANSWER_FAILED;
    enum answer loose = search_loose(s, goal, out);
    if (loose != ANSWER_OPEN) return loose;
    open_box(s);
    return search(s, goal, out);
}

// ---- round divisors

#define ROUND INT64_C(100000000)

static bool is_chain(const struct node *n) {
    return n->operation == OPERATION_RATIO || n->operation == OPERATION_RATIO_COMPARE;
}

static form round_kids(struct solver *s, const struct node *n, form all) {
    uint32_t at = 0;
    for (int side = 0; side < 2; side++) {
        at += n->sides.factors[side];
        for (uint32_t i = 0; i < n->sides.divisors[side]; i++, at++)
            all = solve_and(s, all, solve_between(s, n->kids[at], ROUND, ROUND));
    }
    return all;
}

// Chains of which something is asked may part at values that lie close together: somebody in whom what they are divided
// by is a round number is soon found.
static enum answer ask_round(struct solver *s, form goal, struct finding *out) {
    form round = goal;
    if (s->forms.failed || !gather(s, goal)) return ANSWER_FAILED;
    for (uint32_t i = 0; i < s->node_count; i++)
        if (is_chain(s->nodes[i])) round = round_kids(s, s->nodes[i], round);
    if (round == goal) return ANSWER_OPEN;
    uint32_t before = out->boxes;
    out->boxes = 0;
    enum answer answer = ask(s, round, out);
    out->boxes += before;
    return answer == ANSWER_NONE ? ANSWER_OPEN : answer;
}

// With what is assumed where it was left open without it.
static enum answer ask_loose(struct solver *s, form full, struct finding *out) {
    return s->forms.failed || !gather(s, full) ? ANSWER_FAILED : search_loose(s, full, out);
}

// What was left open, first asked without what is assumed, with as many boxes once more for all other ways together:
// each has half of what is left.
static enum answer ask_otherwise(struct solver *s, form first, form goal, struct finding *out) {
    static enum answer (*const ways[])(struct solver * s, form goal, struct finding * out) = {ask_loose, ask_round,
                                                                                              ask_along};
    enum answer answer = ANSWER_OPEN;
    enum open_why why = out->why;
    uint32_t budget = s->options.budget, left = budget;
    for (size_t i = first == goal; i < sizeof ways / sizeof *ways && answer == ANSWER_OPEN; i++) {
        uint32_t before = out->boxes;
        s->options.budget = left / 2;
        answer = ways[i](s, goal, out);
        left -= out->boxes - before < left ? out->boxes - before : left;
    }
    s->options.budget = budget;
    if (answer == ANSWER_OPEN) out->why = why;
    return answer;
}

// ---- an answer

// Whether the applicant in the block is what is asked for; that is then what is gathered.
static enum replayed is_met(struct solver *s, form goal) {
    return s->forms.failed || !gather(s, goal) ? REPLAY_FAILED : replay(s, goal);
}

// First without what is assumed, which most of those who are found meet and which a proof does without; then on the
// date of whoever did not, for dates that are read beside one another are soon told apart there; last on any.
static enum answer ask_assumed(struct solver *s, form goal, form full, struct finding *out) {
    enum answer answer = ask(s, goal, out);
    if (answer != ANSWER_FOUND || goal == full) return answer;
    enum replayed met = is_met(s, full);
    if (met == REPLAY_FAILED) return ANSWER_FAILED;
    if (met == REPLAY_HOLDS) return ANSWER_FOUND;
    int32_t as_of = s->block->as_of[0];
    answer = ask(s, solve_and(s, full, solve_as_of(s, as_of, as_of)), out);
    return answer == ANSWER_FOUND || answer == ANSWER_FAILED ? answer : ask(s, full, out);
}

static bool is_decided(const struct solver *s, form f) {
    for (uint32_t i = 0; i < s->plan->scheme_count; i++)
        if (f == s->decided[i] && f > FORM_YES) return true;
    return false;
}

// What is asked but for that the record faults nowhere, which hangs on all that may fault in a scheme.
static form without_faults(struct solver *s, form goal) {
    const struct form_key k = s->forms.keys[goal];
    if (k.kind != FORM_AND && k.kind != FORM_FIRST) return is_decided(s, goal) ? FORM_YES : goal;
    form first = without_faults(s, k.kids[0]), then = without_faults(s, k.kids[1]);
    if (first == k.kids[0] && then == k.kids[1]) return goal;
    return k.kind == FORM_AND ? solve_and(s, first, then) : solve_first(s, first, then);
}

// Most who are found fault nowhere, and where nobody is found it is proved.
static enum answer ask_decided(struct solver *s, form goal, form full, struct finding *out) {
    form bare = without_faults(s, goal);
    if (bare == goal) return ask_assumed(s, goal, full, out);
    enum answer answer = ask(s, bare, out);
    if (answer == ANSWER_NONE || answer == ANSWER_FAILED) return answer;
    enum replayed met = answer == ANSWER_FOUND ? is_met(s, full) : REPLAY_NOT;
    out->looks += LOOKS_OF_TRIAL * (s->wanted_count + s->node_count);
    if (met == REPLAY_HOLDS) return ANSWER_FOUND;
    return met == REPLAY_FAILED ? ANSWER_FAILED : ask_assumed(s, goal, full, out);
}

static void swap_kept(struct solver *s) {
    struct block *kept = s->kept_block;
    s->kept_block = s->block;
    s->block = kept;
}

// Whoever was found has an odd value: somebody usual in his place, where there is one.
static enum answer ask_usual(struct solver *s, form full, struct finding *out) {
    uint32_t boxes = out->boxes;
    enum open_why why = out->why;
    swap_kept(s);
    s->usual_only = true;
    enum answer answer = ask(s, full, out);
    s->usual_only = false;
    if (answer == ANSWER_FOUND || answer == ANSWER_FAILED) return answer;
    swap_kept(s);
    out->why = why;
    out->boxes = boxes > out->boxes ? boxes : out->boxes;
    return ANSWER_FOUND;
}

enum answer solve_only(struct solver *s, form goal, struct finding *out) {
    *out = (struct finding){.block = s->block};
    return ask(s, goal, out);
}

// Where something is asked of a list.
static bool may_ask_slots(const struct solver *s, const struct finding *open) {
    bool list = open->why == OPEN_LIST;
    for (uint32_t i = 0; open->why == OPEN_BUDGET && i < s->node_count && !list; i++) list = is_aggregate(s->nodes[i]);
    return list;
}

enum answer solve(struct solver *s, form goal, struct finding *out) {
    *out = (struct finding){.block = s->block};
    form full = solve_and(s, goal, s->assumed);
    if (full == FORM_NO) return s->forms.failed ? ANSWER_FAILED : ANSWER_NONE;
    enum answer answer = ask_decided(s, goal, full, out);
    if (answer == ANSWER_OPEN && may_ask_slots(s, out)) answer = ask_slots(s, full, out);
    if (answer == ANSWER_OPEN && out->why != OPEN_FAULTY) answer = ask_otherwise(s, goal, full, out);
    if (answer == ANSWER_FOUND && (odd_field(s) || !is_usual_as_of(s))) answer = ask_usual(s, full, out);
    if (answer != ANSWER_FOUND) return answer;
    if (s->gathered != full && is_met(s, full) == REPLAY_FAILED) return ANSWER_FAILED;
    if (!make_small(s, full)) return ANSWER_FAILED;
    out->block = s->block;
    out->as_of = s->block->as_of[0];
    out->odd = odd_field(s);
    return answer;
}

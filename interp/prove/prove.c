#include "interp/prove/prove.h"

#include <stdlib.h>

#include "interp/eval/eval.h"
#include "interp/prove/applicant.h"
#include "interp/prove/goals.h"
#include "interp/prove/plain.h"
#include "interp/report/beside.h"
#include "interp/study/sample.h"

// ---- a prover

static size_t room_for(const struct where *w) {
    size_t count = 0;
    if (w) where_exprs(w, &count);
    return count;
}

static size_t add_exprs(struct prover *p, const struct where *w) {
    size_t at = p->extra_count, count = room_for(w);
    const struct expr **exprs = w ? where_exprs(w, &count) : NULL;
    for (size_t i = 0; i < count; i++) p->extra[p->extra_count++] = exprs[i];
    return at;
}

static bool make_conditions(struct prover *p, size_t *room) {
    p->claims = calloc((size_t)p->policy->claim_count + 1, sizeof *p->claims);
    for (uint32_t i = 0; p->claims && i < p->policy->claim_count; i++) {
        const struct policy_claim *c = &p->policy->claims[i];
        struct claimed *made = &p->claims[i];
        if (c->who && !(made->who = where_new(c->who))) return false;
        if (c->then && !(made->then = where_new(c->then))) return false;
        *room += room_for(made->who) + room_for(made->then);
    }
    return p->claims != NULL;
}

static bool gather_exprs(struct prover *p) {
    size_t room = 0, count;
    if (!make_conditions(p, &room)) return false;
    const struct expr *const *operands;
    if (!story_operands(p, &operands, &count)) return false;
    p->extra = calloc(room + count + 1, sizeof *p->extra);
    if (!p->extra) return false;
    for (uint32_t i = 0; i < p->policy->claim_count; i++) {
        p->claims[i].who_at = add_exprs(p, p->claims[i].who);
        p->claims[i].then_at = add_exprs(p, p->claims[i].then);
    }
    p->operands_at = p->extra_count;
    for (size_t i = 0; i < count; i++) p->extra[p->extra_count++] = operands[i];
    return true;
}

static bool make_plan(struct prover *p) {
    struct plan_options po = {.settings = p->options.settings,
                              .setting_count = p->options.setting_count,
                              .worlds = p->options.world,
                              .world_count = p->options.world != NULL,
                              .extra = p->extra,
                              .extra_count = p->extra_count,
                              .extra_by_world = true,
                              .keep_names = true,
                              .assumed = true,
                              .notes = true};
    p->plan = plan_new(p->policy, &po);
    p->workspace = p->plan ? plan_workspace_new(p->plan, 1) : NULL;
    p->decisions = p->workspace ? decisions_new(p->plan, 1) : NULL;
    p->plain = p->decisions ? block_new(p->policy, 1, true) : NULL;
    return p->plain != NULL;
}

struct prover *prover_new(const struct policy *policy, const struct prove_options *options) {
    struct prover *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->policy = policy;
    p->options = *options;
    if (gather_exprs(p) && make_plan(p)) return p;
    prover_free(p);
    return NULL;
}

void prover_free(struct prover *p) {
    if (!p) return;
    for (uint32_t i = 0; p->claims && i < p->policy->claim_count; i++) {
        where_free(p->claims[i].who);
        where_free(p->claims[i].then);
    }
    prover_free(p->next);
    solver_free(p->solver);
    if (p->plain) block_free(p->plain);
    decisions_free(p->decisions);
    if (p->workspace) workspace_free(p->workspace);
    if (p->plan) plan_free(p->plan);
    story_free(p);
    free(p->claims);
    free(p->extra);
    free(p);
}

// ---- a claim

static bool expects_eligible(const struct prover *p, const struct expectation *e, const struct policy_claim *c) {
    enum decision d;
    if (e->kind != EXPECT_DECISION || !e->scheme_ref) return false;
    bool about = !c->scheme || ((const struct scheme *)e->scheme_ref)->group == c->scheme->group;
    return about && decision_find(intern_name(p->policy->names, e->decision), &d) && d == DECISION_ELIGIBLE;
}

// The first test in which somebody gets what the claim speaks of has a usual applicant.
static const struct policy_test *usual_test(const struct prover *p, const struct policy_claim *c) {
    for (uint32_t i = 0; i < p->policy->test_count; i++) {
        const struct policy_test *t = p->policy->tests[i];
        for (uint32_t k = 0; k < t->decl->given->expectation_count; k++)
            if (expects_eligible(p, &t->decl->given->expectations[k], c)) return t;
    }
    return NULL;
}

static bool take_plain(struct prover *p, const struct proof *proof) {
    const struct policy_test *usual = usual_test(p, proof->claim);
    block_clear(p->plain);
    if (usual && !sample_add(p->plain, usual->base, usual->decl->given->record)) return false;
    if (usual && !p->options.missing) plain_complete(p->plain, proof->asked_on);
    else block_seal(p->plain);
    return true;
}

static void tell_odd(const struct prover *p, const struct field *odd, struct proof *proof) {
    bool dated = odd->type.kind == TYPE_DATE || odd->type.kind == TYPE_MONTH;
    proof->odd = name_text(p->policy, &odd->def.name, p->options.lang);
    proof->how_odd = dated ? WORDS_PROVE_ODD_DATE : WORDS_PROVE_ODD_NUMBER;
}

static bool tell_story(struct prover *p, const struct block *found, struct proof *proof) {
    bool two = claim_compares(proof->claim->written->kind);
    proof->width = two && p->options.width ? beside_width(p->options.width - STORY_INDENT) : 0;
    return put_story(&proof->story, p, proof, found, two ? 0 : own_world(p)) &&
           (!two || put_story(&proof->other, p, proof, found, 1));
}

static bool tell_found(struct prover *p, const struct finding *f, struct proof *proof) {
    bool errors = proof->claim->written->kind == CLAIM_NEVER_ERRORS;
    if (f->odd) tell_odd(p, f->odd, proof);
    put_applicant(&proof->record, proof->as_of, f, p->options.lang);
    put_brief(&proof->brief, p, proof->claim, f);
    if (!eval_block(p->workspace, f->block)) return false;
    decide(p->decisions, p->workspace, f->block);
    bool told = errors ? put_error(&proof->story, p) : tell_story(p, f->block, proof);
    return told && !proof->record.failed && !proof->brief.failed;
}

static enum phrase_id why_open(enum open_why why) {
    static const enum phrase_id words[] = {
        [OPEN_BUDGET] = WORDS_PROVE_OPEN_BUDGET, [OPEN_LIST] = WORDS_PROVE_OPEN_LIST,
        [OPEN_TEXT] = WORDS_PROVE_OPEN_TEXT,     [OPEN_VALUES] = WORDS_PROVE_OPEN_VALUES,
        [OPEN_FAULTY] = WORDS_PROVE_OPEN_FAULTY,
    };
    return words[why];
}

static enum phrase_id scope_of(const struct prover *p, uint32_t items) {
    if (p->options.missing) return items > 1 ? WORDS_PROVE_SCOPE_MISSING_ITEMS : WORDS_PROVE_SCOPE_MISSING_ITEMS_ONE;
    return items > 1 ? WORDS_PROVE_SCOPE_ITEMS : WORDS_PROVE_SCOPE_ITEMS_ONE;
}

// Of several proofs the one counts for least.
static bool limit_scope(const struct prover *p, struct proof *proof, uint32_t items) {
    if (!items || (proof->items && proof->items <= items)) return true;
    proof->items = items;
    const struct number_text digits = number_text(items);
    for (int lang = LANG_EN; lang <= LANG_ZH; lang++) {
        text_free(&proof->scope[lang]);
        words_put(&proof->scope[lang], (enum lang)lang, scope_of(p, items), digits.text, NULL);
    }
    return !proof->scope[LANG_EN].failed && !proof->scope[LANG_ZH].failed;
}

static bool settle(struct prover *p, const struct goals *g, form goal, struct proof *proof) {
    struct finding found = {0};
    bool errors = proof->claim->written->kind == CLAIM_NEVER_ERRORS;
    goal = goal == FORM_NO || errors ? goal : solve_and(g->s, goal, goal_decided(g));
    if (proof->asked_on) goal = solve_and(g->s, goal, solve_as_of(g->s, proof->asked_on, proof->asked_on));
    enum answer answer = solve(g->s, goal, &found);
    if (answer == ANSWER_FAILED) return false;
    if (answer == ANSWER_NONE && !limit_scope(p, proof, found.items)) return false;
    bool open = answer == ANSWER_OPEN || (answer == ANSWER_NONE && proof->answer == PROOF_OPEN);  // of an offer before
    if (answer == ANSWER_OPEN) proof->why = why_open(found.why);
    proof->answer = answer == ANSWER_FOUND ? PROOF_FOUND : open ? PROOF_OPEN : PROOF_NONE;
    proof->holds = (answer == ANSWER_FOUND) == (proof->claim->written->kind == CLAIM_SOMEBODY_GETS);
    return answer != ANSWER_FOUND || tell_found(p, &found, proof);
}

static bool compare_offer(struct prover *p, const struct goals *g, uint32_t group, const struct offer *offer,
                          struct proof *proof) {
    if (!settle(p, g, goal_of_decision(g, group, &offer->def.name), proof)) return false;
    return proof->answer == PROOF_FOUND || settle(p, g, goal_of_grants(g, group, &offer->def.name), proof);
}

// Offer by offer, until somebody is found: most of them are the same in both worlds.
static bool compare_worlds(struct prover *p, const struct goals *g, struct proof *proof) {
    const struct worlds w = {g->s, p->plan};
    for (uint32_t group = 0; group < p->policy->group_count; group++) {
        struct planned_place at = {0, 0};
        if (!merge_versions(w, 0, 1, group)) return false;
        for (const struct offer *o; (o = next_offer(w, 0, 1, group, &at));) {
            proof->scheme = o->scheme;
            if (!compare_offer(p, g, group, o, proof)) return false;
            if (proof->answer == PROOF_FOUND) return true;
        }
    }
    return true;
}

// Claims on one world share a solver; what two worlds have in common is noted in a solver of the claim's own.
static struct solver *solver_for(struct prover *p, const struct proof *proof) {
    struct solve_options how = {
        .missing = p->options.missing, .as_of = proof->asked_on, .plain = p->plain, .limited = true};
    bool own = claim_compares(proof->claim->written->kind) || proof->asked_on != p->options.as_of;
    if (own) return solver_new(p->plan, &how);
    if (!p->solver) p->solver = solver_new(p->plan, &how);
    return p->solver;
}

static bool tell_unread(const struct prover *p, struct proof *proof) {
    const struct field *f;
    if (!find_unread(p, proof->claim, &f)) return false;
    if (!f) return true;
    proof->unread = name_text(p->policy, &f->def.name, p->options.lang);
    proof->unread_by = name_text(p->policy, &proof->claim->scheme->def.name, p->options.lang);
    return true;
}

static bool ask(struct prover *p, const struct policy_claim *claim, struct proof *proof) {
    if (claim_compares(claim->written->kind) && p->options.world) proof->then_on = p->options.world->as_of;
    proof->asked_on = claim->as_of && (!proof->then_on || claim->written->then_as_of) ? claim->as_of : p->options.as_of;
    if (!take_plain(p, proof) || !tell_unread(p, proof)) return false;
    struct goals g = {.p = p, .claim = claim, .asked = &p->claims[claim - p->policy->claims]};
    g.s = solver_for(p, proof);
    if (g.s) solver_take_plain(g.s, p->plain);
    bool compares = claim_compares(claim->written->kind);
    bool good = g.s && (compares ? compare_worlds(p, &g, proof) : settle(p, &g, goal_of_claim(&g), proof));
    if (g.s != p->solver) solver_free(g.s);
    return good;
}

static struct prover *prover_with(const struct prover *p, const struct policy_claim *c) {
    struct prover *made = calloc(1, sizeof *made);
    if (!made) return NULL;
    made->policy = p->policy;
    made->options = p->options;
    made->own = (struct plan_world){.of = c->world,
                                    .settings = p->options.settings,
                                    .setting_count = p->options.setting_count,
                                    .rejects = true,
                                    .as_of = c->written->then_as_of};
    made->options.world = &made->own;
    if (gather_exprs(made) && make_plan(made)) return made;
    prover_free(made);
    return NULL;
}

static bool is_about(const struct prover *p, const struct policy_claim *c) {
    return p->own.of == c->world && p->own.as_of == c->written->then_as_of;
}

// Who is asked; NULL: out of memory.
static struct prover *prover_for(struct prover *p, const struct policy_claim *c) {
    while (!is_about(p, c) && p->next) p = p->next;
    return is_about(p, c) ? p : (p->next = prover_with(p, c));
}

static bool is_unasked(const struct prover *p, struct proof *proof) {
    const struct policy_claim *c = proof->claim;
    bool own = own_world(p) && (c->written->reform_count || c->written->then_as_of);
    if (!own && (claim_is_paired(c) || p->options.world || !claim_compares(c->written->kind))) return false;
    proof->answer = PROOF_UNASKED;
    proof->why = own ? WORDS_PROVE_UNASKED_OWN : WORDS_PROVE_UNASKED;
    return true;
}

bool prover_ask(struct prover *p, const struct policy_claim *claim, struct proof *proof) {
    *proof = (struct proof){.claim = claim, .answer = PROOF_NONE, .holds = true, .scheme = claim->scheme};
    if (is_unasked(p, proof)) return true;
    struct prover *asked = prover_for(p, claim);
    return asked && ask(asked, claim, proof);
}

void proof_free(struct proof *proof) {
    text_free(&proof->record);
    text_free(&proof->brief);
    text_free(&proof->story);
    text_free(&proof->other);
    text_free(&proof->scope[LANG_EN]), text_free(&proof->scope[LANG_ZH]);
}

// What each edit does: alone, as the last one, and its fair share of what all of them do together.
#include "interp/whatif/finish.h"

enum part { PART_ELIGIBLE, PART_REFER_COUNT, PART_GRANTED, PARTS };

static whatif_fen part_of(const struct view_sums *s, enum part part) {
    if (part == PART_GRANTED) return s->granted;
    return (whatif_fen)s->decisions[part == PART_ELIGIBLE ? DECISION_ELIGIBLE : DECISION_REFER];
}

static void set_part(struct whatif_change *c, enum part part, whatif_fen value) {
    if (part == PART_ELIGIBLE) c->eligible = (int64_t)value;
    if (part == PART_REFER_COUNT) c->refer = (int64_t)value;
    if (part == PART_GRANTED) c->granted = value;
}

static whatif_fen *exact_part(struct whatif_fraction *f, enum part part) {
    return part == PART_ELIGIBLE ? &f->eligible : part == PART_REFER_COUNT ? &f->refer : &f->granted;
}

struct whatif_change change_between(const struct view_sums *before, const struct view_sums *after) {
    struct whatif_change c = {0};
    for (int i = 0; i < PARTS; i++)
        set_part(&c, (enum part)i, part_of(after, (enum part)i) - part_of(before, (enum part)i));
    return c;
}

static const struct view_sums *sums_with(const struct collection *c, uint32_t counted, uint64_t edits) {
    uint32_t world = scope_world_of(c->scope, edits);
    return world == UINT32_MAX ? NULL : collection_sums(c, world, counted);
}

static whatif_fen value_with(const struct collection *c, uint32_t counted, uint64_t edits, enum part part) {
    return part_of(sums_with(c, counted, edits), part);
}

static int64_t factorial(uint32_t n) { return n < 2 ? 1 : n * factorial(n - 1); }

// k! times the share, which is a whole number.
static whatif_fen share_times(const struct collection *c, uint32_t counted, uint32_t edit, enum part part) {
    uint32_t count = scope_edit_count(c->scope);
    uint64_t own = UINT64_C(1) << edit;
    whatif_fen sum = 0;
    for (uint64_t set = 0; set < UINT64_C(1) << count; set++) {
        uint32_t size = (uint32_t)__builtin_popcountll(set);
        if (set & own) continue;
        whatif_fen gain = value_with(c, counted, set | own, part) - value_with(c, counted, set, part);
        sum += gain * factorial(size) * factorial(count - size - 1);
    }
    return sum;
}

static whatif_fen floor_of(whatif_fen over, int64_t under) { return over / under - (over % under < 0); }

// Rounded down, and what is left over to those that lost most by it.
static void round_part(struct whatif_attribution *all, uint32_t count, enum part part) {
    whatif_fen shares[EDITS_EXACT], rests[EDITS_EXACT], left = 0;
    for (uint32_t i = 0; i < count; i++) {
        whatif_fen times = *exact_part(&all[i].exact, part);
        shares[i] = floor_of(times, all[i].exact.of);
        rests[i] = times - shares[i] * all[i].exact.of;
        left += rests[i];
    }
    for (left = count ? left / all->exact.of : 0; left > 0; left--) {
        uint32_t most = 0;
        for (uint32_t i = 1; i < count; i++)
            if (rests[i] > rests[most]) most = i;
        shares[most]++;
        rests[most] = -1;
    }
    for (uint32_t i = 0; i < count; i++) set_part(&all[i].share, part, shares[i]);
}

void whatif_round_shares(struct whatif_attribution *all, uint32_t count) {
    for (int part = 0; part < PARTS; part++) round_part(all, count, (enum part)part);
}

static void share_out(const struct collection *c, uint32_t counted, struct whatif_attribution *all, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        all[i].exact.of = factorial(count);
        for (int part = 0; part < PARTS; part++)
            *exact_part(&all[i].exact, (enum part)part) = share_times(c, counted, i, (enum part)part);
    }
    whatif_round_shares(all, count);
}

struct whatif_attribution *finish_shares(const struct collection *c, uint32_t counted) {
    const struct scope *s = c->scope;
    uint32_t count = scope_edit_count(s);
    uint64_t all = edit_bits(count);
    if (!s->apart || !count) return NULL;
    struct whatif_attribution *found = ARENA_ARRAY(s->arena, struct whatif_attribution, count);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t own = UINT64_C(1) << i;
        found[i].alone = change_between(sums_with(c, counted, 0), sums_with(c, counted, own));
        found[i].last = change_between(sums_with(c, counted, all ^ own), sums_with(c, counted, all));
        if (count > EDITS_EXACT)
            found[i].share = change_between(sums_with(c, counted, edit_bits(i)),
                                            sums_with(c, counted, edit_bits(i + 1)));
    }
    if (count <= EDITS_EXACT) share_out(c, counted, found, count);
    return found;
}

void finish_together(const struct collection *c, uint32_t counted, struct whatif_subject *s) {
    s->together = change_between(collection_sums(c, WHATIF_BEFORE, counted), collection_sums(c, WHATIF_AFTER, counted));
    s->interaction = s->together;
    for (uint32_t i = 0; s->edits && i < scope_edit_count(c->scope); i++) {
        s->interaction.eligible -= s->edits[i].alone.eligible;
        s->interaction.refer -= s->edits[i].alone.refer;
        s->interaction.granted -= s->edits[i].alone.granted;
    }
}

// Comparisons of two values times constants: `debt / income >= 50%` and `debt < income * 2` ask on which side of a line
// through the origin the point of the two lies, so all that is asked of the same two hangs on its direction alone.
#include <stdlib.h>

#include "grammar/base/order.h"
#include "interp/solve/loose.h"
#include "interp/solve/search.h"

#define TIMES_MOST ((int64_t)1 << 60)

struct point {
    int64_t at[2];  // what the one side is, and the other
};

// On the line of a comparison the one is to the other as its constants are crosswise. False: it does not fit.
static bool line_point(const struct line *l, uint32_t at, struct point *p) {
    int64_t times[] = {l->times[0], l->times[1]};
    if (l->varies && __builtin_mul_overflow(times[l->varied], l->cases[at].value, &times[l->varied])) return false;
    *p = (struct point){{times[1], times[0]}};
    return true;
}

// ---- the two sides

static int by_id(const void *a, const void *b) {
    return compare_numbers((*(const struct node *const *)a)->id, (*(const struct node *const *)b)->id);
}

// A column is the same whether it is read as it is stored or not.
static const struct node *unwidened(const struct node *n) { return n->operation == OPERATION_WIDEN ? n->kids[0] : n; }

static bool take_side(struct side *s, const struct node *const *kids, uint32_t factors, uint32_t divisors) {
    if (factors + divisors > SIDE_KIDS_MOST) return false;
    s->count = factors + divisors, s->factors = factors;
    for (uint32_t k = 0; k < s->count; k++) s->kids[k] = unwidened(kids[k]);
    qsort(s->kids, factors, sizeof *s->kids, by_id);
    qsort(s->kids + factors, divisors, sizeof *s->kids, by_id);
    return true;
}

// The one less the other is the other less the one below 0.
static void mirror(struct line *l) {
    struct side side = l->sides[0];
    int64_t times = l->times[0];
    l->sides[0] = l->sides[1], l->sides[1] = side;
    l->times[0] = -l->times[1], l->times[1] = -times;
    if (l->turned >= 0) l->turned = 1 - l->turned;
    l->varied = 1 - l->varied;
}

// x / y beside a constant is x beside y times it, the other way round where y is below 0.
static void take_divisors(struct line *l) {
    if (!l->sides[0].count) mirror(l);
    struct side *left = &l->sides[0];
    if (l->sides[1].count || left->factors == left->count) return;
    struct side under = {.count = left->count - left->factors, .factors = left->count - left->factors};
    for (uint32_t k = 0; k < under.count; k++) under.kids[k] = left->kids[left->factors + k];
    left->count = left->factors;
    l->sides[1] = under;
    l->turned = 1;
}

static bool ratio_line(struct line *l) {
    const struct node *n = l->n;
    const struct sides *s = &n->sides;
    l->times[0] = n->value, l->times[1] = n->second;
    uint32_t left = s->factors[0] + s->divisors[0];
    return take_side(&l->sides[0], n->kids, s->factors[0], s->divisors[0]) &&
           take_side(&l->sides[1], n->kids + left, s->factors[1], s->divisors[1]);
}

static bool is_number(const struct node *n) { return !n->constant && (n->lane == LANE_WIDE || n->lane == LANE_NUMBER); }

// A kid that is another one times a fraction, exactly or rounded as the comparison wants it, so that it makes no
// difference, or a product; else the kid itself.
static bool take_kid(struct line *l, int kid) {
    const struct node *x = l->n->kids[kid];
    bool down = (l->op == OP_LE || l->op == OP_GT) == (kid == 1), equal = l->op == OP_EQ || l->op == OP_NE;
    bool exact = x->second == 1 || (!equal && x->op == (down ? ROUND_DOWN : ROUND_UP));
    bool scaled = x->operation == OPERATION_SCALE && exact, product = x->operation == OPERATION_MULTIPLY;
    if (scaled && __builtin_mul_overflow(l->times[kid], x->value, &l->times[kid])) return false;
    if (scaled && __builtin_mul_overflow(l->times[1 - kid], x->second, &l->times[1 - kid])) return false;
    return take_side(&l->sides[kid], scaled || product ? x->kids : &x, product ? 2 : 1, 0);
}

static bool compare_line(struct line *l) {
    l->times[0] = l->times[1] = 1;
    return is_number(l->n->kids[0]) && is_number(l->n->kids[1]) && take_kid(l, 0) && take_kid(l, 1);
}

// ---- what is but one of some constants

static bool offer_value(struct line *l, int64_t value) {
    for (uint32_t i = 0; i < l->case_count; i++)
        if (l->cases[i].value == value) return true;
    if (l->case_count == CASES_MOST) return false;
    l->cases[l->case_count++].value = value;
    return true;
}

static bool offer_values(struct line *l, const struct node *n) {
    if (n->constant) return n->constant_state != STATE_KNOWN || offer_value(l, n->value);
    if (n->operation != OPERATION_SELECT) return false;
    for (uint32_t k = 1; k < n->count; k += 2)
        if (!n->kids[k]->constant || !offer_values(l, n->kids[k])) return false;
    return n->kids[n->count - 1]->constant && offer_values(l, n->kids[n->count - 1]);
}

static bool are_above_zero(const struct line *l) {
    for (uint32_t i = 0; i < l->case_count; i++)
        if (l->cases[i].value <= 0) return false;
    return true;
}

// It goes to the constants; what divides must be above 0.
static bool take_choice(struct line *l, int side, uint32_t kid) {
    struct side *from = &l->sides[side];
    bool divides = kid >= from->factors;
    if (!offer_values(l, from->kids[kid]) || (divides && !are_above_zero(l))) {
        l->case_count = 0;
        return false;
    }
    l->varies = from->kids[kid], l->varied = divides ? 1 - side : side;
    from->count--, from->factors -= !divides;
    for (uint32_t k = kid; k < from->count; k++) from->kids[k] = from->kids[k + 1];
    return true;
}

static void take_choices(struct line *l) {
    for (int side = 0; side < 2; side++)
        for (uint32_t k = 0; k < l->sides[side].count; k++)
            if (take_choice(l, side, k)) return;
}

// As directions add up and are multiplied with one another in 128 bits.
static bool are_small(const struct line *l, uint32_t at) {
    struct point p;
    return line_point(l, at, &p) && p.at[0] <= TIMES_MOST && p.at[0] >= -TIMES_MOST && p.at[1] <= TIMES_MOST &&
           p.at[1] >= -TIMES_MOST && (p.at[0] || p.at[1]);
}

bool line_of(const struct node *n, struct line *line) {
    *line = (struct line){.n = n, .op = n->op, .turned = -1};
    if (n->constant || n->space) return false;
    bool ratio = n->operation == OPERATION_RATIO_COMPARE;
    if (!ratio && n->operation != OPERATION_COMPARE) return false;
    if (!(ratio ? ratio_line : compare_line)(line)) return false;
    take_choices(line);
    if (!line->case_count) line->case_count = 1;
    take_divisors(line);
    const struct side *a = &line->sides[0], *b = &line->sides[1];
    if (a->count && b->count && a->kids[0]->id > b->kids[0]->id) mirror(line);
    for (uint32_t i = 0; i < line->case_count; i++)
        if (!are_small(line, i)) return false;
    return a->count || b->count;
}

// ---- planes

static bool are_same_sides(const struct solver *s, const struct side *a, const struct side *b) {
    if (a->count != b->count || a->factors != b->factors) return false;
    for (uint32_t k = 0; k < a->count; k++)
        if (solve_class(s, a->kids[k]) != solve_class(s, b->kids[k])) return false;
    return true;
}

static void find_plane(const struct solver *s, struct loose *l, struct line *line) {
    line->plane = l->plane_count;
    for (uint32_t i = 0; i < l->line_count; i++) {
        const struct line *other = &l->lines[i];
        if (other == line || other->plane == UINT32_MAX) continue;
        if (are_same_sides(s, &line->sides[0], &other->sides[0]) &&
            are_same_sides(s, &line->sides[1], &other->sides[1])) {
            line->plane = other->plane;
            break;
        }
    }
    if (line->plane == l->plane_count) l->planes[l->plane_count++] = (struct plane){.variable = line->n->id};
    l->planes[line->plane].line_count++;
}

// ---- directions

#define RAYS_MOST 31u  // they, what lies between each two, and the origin are bits
struct rays {
    struct point rays[RAYS_MOST + 2];
    uint32_t count;
};

static __int128 cross(struct point a, struct point b) {
    return (__int128)a.at[0] * b.at[1] - (__int128)a.at[1] * b.at[0];
}
static bool is_lower(struct point p) { return p.at[1] < 0 || (p.at[1] == 0 && p.at[0] < 0); }

static int by_direction(const void *a, const void *b) {
    const struct point *x = a, *y = b;
    if (is_lower(*x) != is_lower(*y)) return is_lower(*x) ? 1 : -1;
    __int128 turn = cross(*x, *y);
    return (turn < 0) - (turn > 0);
}

static void add_ray(struct rays *r, struct point p) {
    for (uint32_t i = 0; i < r->count; i++)
        if (!by_direction(&r->rays[i], &p)) return;
    if (r->count < RAYS_MOST + 2) r->rays[r->count++] = p;
}

static void add_line(struct rays *r, struct point p) {
    add_ray(r, p);
    add_ray(r, (struct point){{-p.at[0], -p.at[1]}});
}

static void add_lines(struct rays *r, const struct line *l) {
    struct point p;
    for (uint32_t i = 0; i < l->case_count; i++)
        if (line_point(l, i, &p)) add_line(r, p);
}

static void collect_rays(const struct loose *l, uint32_t plane, struct rays *r) {
    add_line(r, (struct point){{1, 0}});
    add_line(r, (struct point){{0, 1}});
    for (uint32_t i = 0; i < l->line_count; i++)
        if (l->lines[i].plane == plane) add_lines(r, &l->lines[i]);
    qsort(r->rays, r->count, sizeof *r->rays, by_direction);
}

// The axes are among them, so two that follow one another are less than half a turn apart.
static struct point direction_at(const struct rays *r, uint32_t at) {
    if (at == 2 * r->count) return (struct point){{0, 0}};
    struct point a = r->rays[at / 2], b = r->rays[(at / 2 + 1) % r->count];
    return at % 2 ? (struct point){{a.at[0] + b.at[0], a.at[1] + b.at[1]}} : a;
}

static int sign_of(__int128 x) { return (x > 0) - (x < 0); }

static bool meets(uint8_t op, int sign) {
    switch ((enum compare_op)op) {
    case OP_EQ: return sign == 0;
    case OP_NE: return sign != 0;
    case OP_LT: return sign < 0;
    case OP_LE: return sign <= 0;
    case OP_GT: return sign > 0;
    case OP_GE: break;
    }
    return sign >= 0;
}

static void tell_line(struct line *line, struct point p, uint64_t bit) {
    int turn = line->turned < 0 ? 1 : sign_of(p.at[line->turned]);
    for (uint32_t i = 0; i < line->case_count && turn; i++) {  // nothing is divided by 0
        struct point on;
        if (!line_point(line, i, &on)) continue;
        int sign = sign_of((__int128)p.at[0] * on.at[1] - (__int128)p.at[1] * on.at[0]);
        *(meets(line->op, sign * turn) ? &line->cases[i].yes : &line->cases[i].no) |= bit;
    }
}

static void tell_plane(struct loose *l, uint32_t plane, const struct rays *r) {
    struct plane *p = &l->planes[plane];
    for (uint32_t at = 0; at <= 2 * r->count; at++) {
        struct point point = direction_at(r, at);
        uint64_t bit = UINT64_C(1) << at;
        p->all |= bit;
        for (int side = 0; side < 2; side++) p->signs[side][1 + sign_of(point.at[side])] |= bit;
        for (uint32_t i = 0; i < l->line_count; i++)
            if (l->lines[i].plane == plane) tell_line(&l->lines[i], point, bit);
    }
}

void planes_find(const struct solver *s, struct loose *l) {
    l->plane_count = 0;
    for (uint32_t i = 0; i < l->line_count; i++) l->lines[i].plane = UINT32_MAX;
    for (uint32_t i = 0; i < l->line_count; i++) find_plane(s, l, &l->lines[i]);
    for (uint32_t i = 0; i < l->plane_count; i++) {
        struct rays r = {.count = 0};
        collect_rays(l, i, &r);
        if (r.count <= RAYS_MOST) tell_plane(l, i, &r);
        else l->planes[i].line_count = 0;
    }
}

// ---- in a box

static unsigned signs_of(const struct range *r) {
    return (r->low < 0 ? 1u : 0u) | (r->low <= 0 && r->high >= 0 ? 2u : 0u) | (r->high > 0 ? 4u : 0u);
}

static unsigned signs_times(unsigned a, unsigned b) {
    unsigned minus = (a & 1 && b & 4) || (a & 4 && b & 1), plus = (a & 1 && b & 1) || (a & 4 && b & 4);
    return minus | ((a | b) & 2) | plus << 2;
}

static uint64_t directions_of(const struct loose *l, const struct finder *f, const struct line *line) {
    const struct plane *p = &l->planes[line->plane];
    uint64_t left = f->box->traits[p->variable].may;
    for (int side = 0; side < 2; side++) {
        unsigned signs = 4;
        for (uint32_t k = 0; k < line->sides[side].count; k++)
            signs = signs_times(signs, signs_of(&f->ranges[line->sides[side].kids[k]->id]));
        for (int i = 0; i < 3; i++)
            if (!(signs >> i & 1)) left &= ~p->signs[side][i];
    }
    return left;
}

void line_directions(const struct loose *l, const struct finder *f, const struct line *line, uint64_t *yes,
                     uint64_t *no) {
    uint64_t left = directions_of(l, f, line);
    *yes = *no = 0;
    for (uint32_t i = 0; i < line->case_count; i++) {
        const struct range *r = line->varies ? &f->ranges[line->varies->id] : NULL;
        if (r && (line->cases[i].value < r->low || line->cases[i].value > r->high)) continue;
        *yes |= left & line->cases[i].yes, *no |= left & line->cases[i].no;
    }
}

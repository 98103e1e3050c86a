#include "tests/differential/naive_calendar.h"
#include "tests/differential/naive_eval.h"

static value dated(struct ymd d) {
    return d.year < 1 || d.year > 9999 ? naive_bare(NAIVE_FAULT) : naive_known(naive_pack(d));
}

value naive_add_period(value date, const struct expr *term, value n, bool month) {
    if (month) {
        __int128 m = date.number + n.number;
        return m < 12 || m > 9999 * 12 + 11 ? naive_bare(NAIVE_FAULT) : naive_known(m);
    }
    if (term->type.unit == UNIT_DAYS) {
        struct ymd later;
        if (n.number > 9999999 || n.number < -9999999) return naive_bare(NAIVE_FAULT);
        return naive_plus_days(naive_unpack(date.number), (int64_t)n.number, &later) ? naive_known(naive_pack(later))
                                                                                     : naive_bare(NAIVE_FAULT);
    }
    if (n.number > 200000 || n.number < -200000) return naive_bare(NAIVE_FAULT);
    return dated(naive_plus_months(naive_unpack(date.number), (int64_t)n.number));
}

value naive_between(const struct naive_env *v, const struct expr *e, enum builtin id) {
    value a = naive_eval(v, e->kids[0]), b = naive_eval(v, e->kids[1]), r = naive_both(&a, &b);
    if (r.state != NAIVE_KNOWN) return r;
    if (id == BUILTIN_MONTHS_BETWEEN) return naive_known(b.number - a.number);
    struct ymd x = naive_unpack(a.number), y = naive_unpack(b.number);
    if (id == BUILTIN_DAYS_BETWEEN) return naive_known(naive_day_number(y) - naive_day_number(x));
    int64_t months = naive_whole_months(x, y);
    return naive_known(id == BUILTIN_COMPLETED_YEARS ? naive_floor_div(months, 12) : months);
}

// Two conditions, for a month that lies ahead is not within any period, whatever it is.
value naive_within(const struct naive_env *v, const struct expr *e) {
    value m = naive_eval(v, e->kids[0]), n = naive_eval(v, e->kids[1]), both = naive_both(&m, &n);
    __int128 month = e->kids[0]->type.kind == TYPE_DATE ? m.number >> 5 : m.number;
    __int128 ago = (v->record->as_of >> 5) - month;
    value past = m.state == NAIVE_KNOWN ? naive_truth(ago >= 0) : m;
    value near = both.state == NAIVE_KNOWN ? naive_truth(ago < n.number) : both;
    return naive_and(past, near);
}

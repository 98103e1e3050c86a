// What `pol whatif` is asked, as the command line says it.
#ifndef POL_WHATIF_ASK_H
#define POL_WHATIF_ASK_H
#include "interp/plan/plan.h"
#include "interp/run/where.h"

#define SWEEP_POINTS_MOST 41u
#define SWEEPS_MOST 4u
#define GROUPS_MOST 64u

struct whatif_by {  // --by FIELD[=cuts]
    const struct field *field;
    const char *label;
    int64_t *cuts;  // rising; of a choice or a truth none
    uint32_t cut_count;
    bool is_open;    // the cuts are found in the records: tenths of them, of a date or month years
    bool has_least;  // then: the least value there is, of a date where its year begins
    int64_t least;
    bool is_folded;  // there are earlier years, which are one group
};

struct whatif_range {  // --sweep PARAM=lo..hi/step
    const struct param *param;
    const char *label;  // as it was given
    struct setting *points;
    uint32_t count;
};

struct whatif_ask {
    const struct policy *policy;
    const struct world *edition;  // the scenario is this one of its worlds; NULL: what reforms and settings make of it
    int32_t as_of;
    const struct setting *base, *scenario;  // settings
    const char *const *scenario_texts;      // as they were given
    uint32_t base_count, scenario_count;
    const struct where *where;  // which records are looked at, as they stand in the baseline; NULL: all
    const struct scheme *only;  // any version of the scheme; NULL: all
    struct whatif_by *by;
    uint32_t by_count;
    struct whatif_range *sweeps;
    uint32_t sweep_count;
    int64_t near, shift;  // millionths; shift 0: no robustness
    uint32_t sample, min_cell;
    uint64_t seed;
    enum lang lang;
};

bool may_group(const struct field *f);  // --by
// "type", "annual_revenue=10万元,30万元": faults are said in `message`. Unwinds through the arena.
bool whatif_parse_by(struct arena *a, const struct policy *p, const char *text, enum lang lang, struct whatif_by *out,
                     struct diag *message);
// "ccb.min_revenue_growth=10万元..40万元/2万元". Likewise.
bool whatif_parse_range(struct arena *a, const struct policy *p, const char *text, enum lang lang,
                        struct whatif_range *out, struct diag *message);
// "ccb.min_revenue_growth", in the language.
const char *param_label(struct arena *a, const struct policy *p, const struct param *param, enum lang lang);
// "annual_revenue=10万元,30万元": the option that makes these groups.
const char *by_text(struct arena *a, const struct policy *p, const struct whatif_by *by, enum lang lang);
// A value as a policy and --set write it, 20万元 in either language.
void put_as_written(struct text *out, const struct policy *p, const struct type *t, int64_t value, enum lang lang);
#endif

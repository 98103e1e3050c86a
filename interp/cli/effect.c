#include "interp/cli/effect.h"

#include "interp/cli/whatif_stamp.h"

#define SAMPLE 20u
#define MIN_CELL 5u

const struct option effect_options[] = {
    {.name = "no-sample",
     .kind = OPTION_FLAG,
     .about = {"with --data: name no record, for a report that leaves the house",
               "与 --data 同用：不列出任何记录，供对外的报告使用"}},
    {0},
};

static bool is_in(const struct option *table, const struct option *o) {
    for (; table->name; table++)
        if (table == o) return true;
    return false;
}

int effect_check(struct cli *cli) {
    for (size_t i = 0; !option_given(cli, "data") && i < cli->given_count; i++) {
        const struct option *o = cli->given[i].option;
        bool data = is_in(data_options, o) || is_in(policy_options, o) || is_in(trouble_options, o);
        if (data || is_in(jobs_options, o) || is_in(effect_options, o))
            return cli_complain(cli, DIAG_DIFF_NO_DATA, A(o->name)), CLI_USAGE;
    }
    return CLI_OK;
}

// ---- through the records

static struct whatif_ask ask_of(const struct portfolio *p) {
    const struct policy *policy = p->in->policies.policy;
    return (struct whatif_ask){
        .policy = policy,
        .edition = &policy->worlds[0],
        .as_of = p->in->as_of,
        .where = p->in->where,
        .base = p->in->settings,
        .base_count = p->in->setting_count,
        .near = 100000,
        .sample = option_given(p->cli, "no-sample") ? 0 : SAMPLE,
        .min_cell = MIN_CELL,
        .lang = p->lang,
    };
}

int effect_run(struct portfolio *p) {
    const struct results_places places = {.rejects = option_text(p->cli, "rejects")};
    int code = portfolio_open(p);
    if (code == CLI_OK) code = results_open(&p->results, p->cli, &places, NULL, p->lang);
    if (code != CLI_OK) return code;
    p->how.ask = ask_of(p);
    code = portfolio_run(p);
    if (code == CLI_OK || code == CLI_REJECTED) whatif_tell_made(p->cli, &p->stamp, &p->how.ask, &p->result.stamp);
    return code;
}

// What commands that apply policies to records begin with: policies, the as-of date, settings, records and their lists,
// from the options they share.
//
//     struct inputs in;
//     int code = inputs_open_policies(cli, &in, false);   // messages are printed
//     if (code == CLI_OK) code = inputs_open_records(cli, &in, inputs_processors());
//     if (code == CLI_OK) … struct plan_options po = inputs_plan(&in); … plan_new(in.policies.policy, &po) …
//     inputs_close(&in);                                       // always
#ifndef POL_CLI_INPUTS_H
#define POL_CLI_INPUTS_H
#include "interp/cli/policies.h"
#include "interp/data/list/list.h"
#include "interp/data/records.h"
#include "interp/plan/plan.h"
#include "interp/run/where.h"

// For a command's `options`: --as-of, --as-of-field, --set; and --data, --list, --where, --header, --input-format.
extern const struct option policy_options[];
extern const struct option data_options[];
extern const struct option jobs_options[];  // --jobs

enum as_of_source { AS_OF_TODAY, AS_OF_GIVEN, AS_OF_FIELD };

struct inputs {
    struct policies policies;
    int32_t as_of;  // packed; 0: a date per record
    enum as_of_source as_of_source;
    const struct field *as_of_field;  // or NULL
    struct setting *settings;
    uint32_t setting_count;
    struct setting *scenario;  // --set, where settings are those of --base-set
    uint32_t scenario_count;
    struct check_options reforms;  // applied
    struct where *where;           // which records are wanted, first in inputs_plan's expressions; NULL: all
    enum record_format format;
    const char *path;           // of the records, as messages call it
    const char *file;           // that they are in
    uint32_t jobs;              // threads that read a list file
    struct list_index **lists;  // by field index
    struct list_limits list_limits;
    bool stamps;  // files are to be told by their digests: set before they are opened
    bool hashes;  // that of the data will be asked for once they are read: likewise
    struct record_faults faults;
    struct records *records;
};

// CLI_OK, or an exit code after its message. The policies are cli->operands; with them the as-of date and settings.
// `whole`: their texts will be asked for, beside what they say.
int inputs_open_policies(struct cli *cli, struct inputs *in, bool whole);
// The same where reforms and settings are a scenario beside the policies as they stand, with --base-set.
int inputs_open_scenario(struct cli *cli, struct inputs *in);
// The same for claims, which want no records.
int inputs_open_claims(struct cli *cli, struct inputs *in);
// Two editions of them, held against each other, for which there is one as-of date; records, and what is asked of
// them, only where --data is given.
int inputs_open_editions(struct cli *cli, struct inputs *in);
// The scheme that --scheme names, in either spelling; none where it is not given. CLI_USAGE, after its message with the
// nearest name, where there is no such scheme.
int inputs_find_scheme(struct cli *cli, const struct inputs *in, const struct scheme **scheme);
// CLI_USAGE, after its message, where the option is given, which says that there are parts, and no as-of date.
int inputs_check_part(struct cli *cli, const char *option);
int inputs_open_records(struct cli *cli, struct inputs *in, uint32_t jobs);
#define MAX_JOBS 256
uint32_t inputs_processors(void);             // that the program may use; MAX_JOBS at most
uint32_t inputs_jobs(const struct cli *cli);  // --jobs, else as many
struct plan_options inputs_plan(const struct inputs *in);
// The exit code where reading records found no memory, or a list's temporary files failed: after its message.
int inputs_ran_out(struct cli *cli, struct inputs *in);
// The exit code where what is said in its faults stopped it: after their messages.
int inputs_failed(struct cli *cli, struct inputs *in);
// Whether the data are what they were when they were opened; a message where not.
bool inputs_kept(struct cli *cli, struct inputs *in);
void inputs_close(struct inputs *in);
// Prints faults (and forgets them); how many were errors.
uint32_t inputs_print_faults(struct cli *cli, struct record_faults *faults);
// "2024-07-01 (today in China, UTC+8)": the as-of date and where it came from.
void inputs_as_of_text(struct text *out, enum lang lang, const struct inputs *in);
#endif

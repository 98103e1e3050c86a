// Policy files from the command line: folders walked, everything loaded into one compilation, checked, and every
// diagnostic printed once.
#ifndef POL_CLI_POLICIES_H
#define POL_CLI_POLICIES_H
#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "grammar/tree/model.h"
#include "interp/cli/cli.h"

// For the options of a command that can be run with reforms applied: --reform, and what was asked for with it.
extern const struct option reform_options[];
struct check_options reforms_asked(const struct cli *cli);
// For a command that proves claims: --claim and --claims, which are loaded with the policies.
extern const struct option claim_options[];

// The .pol files that paths name, folders replaced by all in them, sorted by bytes; each path once, hidden ones and
// linked folders passed over. Strings live in cli->arena. CLI_OK, CLI_IO or CLI_USAGE after a message.
struct file_list {
    const char **paths;
    uint32_t count;
};
int policy_files(struct cli *cli, const char *const *paths, size_t count, struct file_list *out);

struct policies {
    bool loaded;  // policies_free has something to free
    struct compilation compilation;
    struct policy *policy;      // run it only where errors is 0
    uint32_t errors, warnings;  // that are not accepted
    uint32_t unparsed;          // of the errors, those of the text itself, which hide others
    bool unread;                // a file that is needed could not be read
};
// Loads and checks `paths` (files, folders, "-" for standard input) and prints what is wrong with them.
// CLI_OK, CLI_POLICY where there are errors, CLI_IO where a path can't be read. `condition` on records, or NULL: what
// is wrong with that alone is CLI_USAGE.
int policies_load(struct cli *cli, const char *const *paths, size_t count, const struct check_options *options,
                  const char *condition, struct policies *p);
// The same without printing: for check, which has its own ways. CLI_OK even where there are errors.
int policies_load_quietly(struct cli *cli, const char *const *paths, size_t count, const struct check_options *options,
                          struct policies *p);
// Likewise, of the operands, where some files are read as drafts of them.
int policies_load_drafts(struct cli *cli, const struct source_draft *drafts, uint32_t count,
                         const struct check_options *options, struct policies *p);
// CLI_IO where a file could not be read, else `faulty` where there are errors, else CLI_OK.
int policies_code(const struct policies *p, int faulty);
// Two editions, held against each other (check_editions), each a file or a folder; else as policies_load.
int policies_load_editions(struct cli *cli, const char *earlier, const char *later, const char *condition,
                           struct policies *p);
// What is wrong: neither what is accepted nor notes.
void policies_render(struct text *out, enum lang lang, struct policies *p);
// Whatever the loading came to (nothing where it never began: all zero); after it nothing of the policy may be used.
void policies_free(struct policies *p);
#endif

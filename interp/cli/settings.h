// --set and its like: values of params, and what there is to be set or named where a name was none.
#ifndef POL_CLI_SETTINGS_H
#define POL_CLI_SETTINGS_H
#include "interp/cli/cli.h"
#include "interp/plan/plan.h"

// All that the option gives; how many were read in `parsed`. Any code but CLI_OK comes after a message.
int settings_parse(struct cli *cli, const struct policy *p, const char *option, struct setting **settings,
                   uint32_t *parsed);
// What is wrong with a value of an option; where its name is none, and near to none, which names there are.
int settings_complain(struct cli *cli, const struct policy *p, const struct diag *why);
// Names for a hint: as many as a line has room for, and the rest by their number.
struct name_list {
    struct text words[2];  // by enum lang
    uint32_t told[2], count;
};
void name_list_add(struct name_list *list, const char *en, const char *zh);
struct diag_arg name_list_end(struct name_list *list, struct arena *arena);
#endif

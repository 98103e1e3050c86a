// A project's folder, and the files in it that its files name, with `use` and with `source`. A name leads nowhere
// else, whatever dots and links are in it: what lies outside is neither opened nor asked about, and what is hidden is
// not either, for a repository's own folder may hold the keys to it.
#ifndef POL_BASE_PROJECT_H
#define POL_BASE_PROJECT_H
#include "grammar/base/source.h"

struct project_file {
    const char *path;  // as a person would name it
    const char *real;  // without links or dots
    const char *root;  // the folder of its project, with a slash behind, likewise
};

// A file that the caller names. Only where it is a link must it lead to a place in the project of the folder where the
// link stands: the nearest upwards that holds .pol-root or .git, else the folder's parent, if that isn't "/".
enum source_status project_open(struct source_set *set, const char *path, struct project_file *file);
// A file that `user` names, relative to its own place. On SOURCE_OUTSIDE file->root is set all the same.
enum source_status project_find(struct source_set *set, const struct source *user, const char *name,
                                struct project_file *file);
// Reads what was found, if it is still there and no link.
enum source_status project_read(struct source_set *set, const struct project_file *file, uint32_t *index);
// Text in memory stands where `path` says, as far as there is such a folder.
void project_place(struct arena *a, struct source *text);
#endif

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_main.h"
#include "parsed.h"

static char folder[] = "/tmp/pol-load-XXXXXX";

static void put(const char *name, const char *text) {
    FILE *f = fopen(name, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static void link_to(const char *name, const char *target) { ck_assert_int_eq(symlink(target, name), 0); }

// What a policy names, with `use` or with `source`; whether it does or does not exist must make no difference outside.
static void put_names(void) {
    put("p/out.pol", "use \"../outside.pol\"\n");
    put("p/out_none.pol", "use \"../nowhere.pol\"\n");
    put("p/out_and_in.pol", "use \"../p/leaf.pol\"\n");
    put("p/absolute.pol", "use \"/etc/hostname\"\n");
    put("p/by_link.pol", "use \"link_out.pol\"\n");
    put("p/by_link_to_none.pol", "use \"link_nowhere.pol\"\n");
    put("p/by_folder_link.pol", "use \"sub/link_up/outside.pol\"\n");
    put("p/by_link_in.pol", "use \"sub/link_in.pol\"\n");
    put("p/by_whole_link.pol", "use \"link_whole.pol\"\n");
    put("p/by_ring.pol", "use \"link_ring.pol\"\n");
    put("p/hidden.pol", "use \".git/config\"\n");
    put("p/by_link_to_hidden.pol", "use \"link_hidden.pol\"\n");
    put("p/.own.pol", "");
}

static void put_links(void) {
    char whole[PATH_MAX], root[PATH_MAX];
    ck_assert_ptr_nonnull(realpath("p", root));
    snprintf(whole, sizeof whole, "%.4000s/leaf.pol", root);
    link_to("p/link_out.pol", "../outside.pol");
    link_to("p/link_nowhere.pol", "../nowhere.pol");
    link_to("p/sub/link_up", "../..");
    link_to("p/sub/link_in.pol", "../sub/./link_on.pol");
    link_to("p/sub/link_on.pol", "../leaf.pol");
    link_to("p/link_whole.pol", whole);
    link_to("p/link_ring.pol", "link_ring.pol");
    link_to("p/link_hidden.pol", ".git/config");
    link_to("p/.link_out.pol", "../outside.pol");
    link_to("p/link_deep", "sub/deep");
    link_to("p/link_back.pol", "sub/back.pol");
    link_to("link_p", "p");
}

static void set_up(void) {
    ck_assert(mkdtemp(folder) && chdir(folder) == 0);
    ck_assert(mkdir("p", 0700) == 0 && mkdir("p/sub", 0700) == 0 && mkfifo("p/fifo", 0600) == 0);
    ck_assert(mkdir("p/sub/deep", 0700) == 0);
    put("p/.pol-root", "");
    put("outside.pol", "");
    put("p/leaf.pol", "define x = 1\n");
    put("p/both.pol", "use \"leaf.pol\"\nuse \"./sub/../leaf.pol\"\n");
    put("p/cycle.pol", "use \"sub/back.pol\"\n");
    put("p/sub/back.pol", "use \"../cycle.pol\"\n");
    put("p/sub/deep/up.pol", "use \"../../sub/.//./deep/../../leaf.pol\"\n");
    put("p/sub/none_up.pol", "use \"../no.pol\"\n");
    put("p/none_between.pol", "use \"no/../leaf.pol\"\n");
    put("p/by_deep_link.pol", "use \"link_deep/../link_on.pol\"\n");
    put("p/self.pol", "use \"self.pol\"\n");
    put("p/folder.pol", "use \"sub\"\n");
    put("p/pipe.pol", "use \"fifo\"\n");
    put("p/none.pol", "use \"no.pol\"\n");
    ck_assert(mkdir("p/.git", 0700) == 0);
    put("p/.git/config", "define y = 1\n");
    put_names();
    put_links();
}

struct row {
    const char *path;
    enum diag_id fault;
    uint32_t trees;
};

static const struct row rows[] = {
    {"p/leaf.pol", DIAG_NONE, 1},
    {"p/both.pol", DIAG_NONE, 2},
    {"p/cycle.pol", DIAG_USE_CYCLE, 2},
    {"p/self.pol", DIAG_USE_CYCLE, 1},
    {"p/folder.pol", DIAG_FILE_IS_FOLDER, 1},
    {"p/pipe.pol", DIAG_FILE_NOT_REGULAR, 1},
    {"p/none.pol", DIAG_FILE_NOT_FOUND, 1},
    {"p/out.pol", DIAG_FILE_OUTSIDE, 1},
    {"p/out_none.pol", DIAG_FILE_OUTSIDE, 1},
    {"p/out_and_in.pol", DIAG_FILE_OUTSIDE, 1},
    {"p/absolute.pol", DIAG_FILE_OUTSIDE, 1},
    {"p/by_link.pol", DIAG_FILE_OUTSIDE, 1},
    {"p/by_link_to_none.pol", DIAG_FILE_OUTSIDE, 1},
    {"p/by_folder_link.pol", DIAG_FILE_OUTSIDE, 1},
    {"p/by_link_in.pol", DIAG_NONE, 2},
    {"p/by_whole_link.pol", DIAG_NONE, 2},
    {"p/by_ring.pol", DIAG_FILE_UNREADABLE, 1},
    {"p/hidden.pol", DIAG_FILE_HIDDEN, 1},
    {"p/by_link_to_hidden.pol", DIAG_FILE_HIDDEN, 1},
    {"p/.own.pol", DIAG_NONE, 1},
    {"p/link_out.pol", DIAG_FILE_OUTSIDE, 0},
    {"p/.link_out.pol", DIAG_FILE_OUTSIDE, 0},
    {"p/link_hidden.pol", DIAG_FILE_HIDDEN, 0},
    {"p/sub/link_in.pol", DIAG_NONE, 1},
    {"link_p/both.pol", DIAG_NONE, 2},
    {"p/sub", DIAG_FILE_IS_FOLDER, 0},
    {"p/fifo", DIAG_FILE_NOT_REGULAR, 0},
    {"p/no.pol", DIAG_FILE_NOT_FOUND, 0},
};

START_TEST(files_use_files) {
    struct parsed p;
    const struct row *row = &rows[_i];
    compilation_init(&p.c, &p.out_of_memory);
    compilation_load(&p.c, row->path);
    ck_assert_uint_eq(p.c.tree_count, row->trees);
    ck_assert_uint_eq(p.c.diags.errors, row->fault != DIAG_NONE);
    if (p.c.diags.errors) ck_assert_int_eq((int)p.c.diags.items[0]->id, (int)row->fault);
    compilation_free(&p.c);
}
END_TEST

// How the file that is used first is named to people, and the one that is missing.
static const struct {
    const char *path, *shown;
} shown_rows[] = {
    {"p/both.pol", "p/leaf.pol"},
    {"p/sub/back.pol", "p/cycle.pol"},
    {"./p/sub/back.pol", "./p/cycle.pol"},
    {"p/../p/sub/back.pol", "p/cycle.pol"},
    {"p//sub/./back.pol", "p/cycle.pol"},
    {"p/sub/deep/up.pol", "p/leaf.pol"},
    {"p/sub/none_up.pol", "p/no.pol"},
    // ".." leads from where a link leads to, or out of nothing: what is left without it would be another file
    {"p/none_between.pol", "p/no/../leaf.pol"},
    {"p/by_deep_link.pol", "p/link_deep/../link_on.pol"},
    {"link_p/sub/back.pol", "link_p/cycle.pol"},
    {"p/link_deep/up.pol", "p/link_deep/../../leaf.pol"},
};

START_TEST(used_files_are_named_readably) {
    struct parsed p;
    char real[PATH_MAX];
    compilation_init(&p.c, &p.out_of_memory);
    compilation_load(&p.c, shown_rows[_i].path);
    ck_assert_str_eq(p.c.sources.items[0]->path, shown_rows[_i].path);
    const struct source *used = p.c.sources.count > 1 ? p.c.sources.items[1] : NULL;
    ck_assert_str_eq(used ? used->path : p.c.diags.items[0]->args[0].en, shown_rows[_i].shown);
    if (used) ck_assert_str_eq(realpath(used->path, real), used->real);
    compilation_free(&p.c);
}
END_TEST

// From where the text stands, not from where a link to it does: the whole path, for the caller gave no other.
START_TEST(what_a_linked_file_uses_is_named_where_it_is) {
    struct parsed p;
    char real[PATH_MAX];
    ck_assert_ptr_nonnull(realpath("p/cycle.pol", real));
    compilation_init(&p.c, &p.out_of_memory);
    compilation_load(&p.c, "p/link_back.pol");
    ck_assert_uint_eq(p.c.sources.count, 2);
    ck_assert_str_eq(p.c.sources.items[1]->path, real);
    compilation_free(&p.c);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("load");
    TCase *t = tcase_create("load");
    tcase_add_unchecked_fixture(t, set_up, NULL);
    tcase_add_loop_test(t, files_use_files, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_loop_test(t, used_files_are_named_readably, 0, (int)(sizeof shown_rows / sizeof *shown_rows));
    tcase_add_test(t, what_a_linked_file_uses_is_named_where_it_is);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }

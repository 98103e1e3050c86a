// The program when memory runs out: every command is run with its N-th allocation refused, for N = 1, 2, … until none
// is left to refuse; once that one alone, once all from there on. It must end with the exit code for it, or do as if
// nothing had happened; what it writes into files is there whole or not at all. Of commands that allocate very often
// some hundred allocations are refused, spread over all of them.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interp/cli/cli.h"
#include "tests/unit/check_main.h"
#include "tests/unit/kept_files.h"
#include "tests/unit/refused_memory.h"

// The program's allocations.
static struct memory { long allocations, refused_from, refused_to; } * memory;  // shared with the child

static bool refuse(void) {
    if (!memory) return false;
    long number = __atomic_add_fetch(&memory->allocations, 1, __ATOMIC_RELAXED);
    bool refused = number >= memory->refused_from && number <= memory->refused_to;
    if (refused) errno = ENOMEM;
    return refused;
}

int pol_main(int argc, char **argv);  // the program's main

#define FIELDS                                                                                                      \
    "vocabulary { field id(编号): text key field n(数): count field k: one of {x, y}\n  field s: any of {u, v} " \
    "field d: date field l: list of { m: month, a: money } }\n"
#define TESTED(least)                                                                                                 \
    "vocabulary { field id(编号): text key field n(数): count }\nscheme s(方案甲) { in force from 2024-01-01\n" \
    "  offer o(产品) { require enough(足够): n >= " least " grant limit(额度) = 1 yuan } }\n"                       \
    "test \"t\" as of 2024-07-01 { given { n: " least " } expect s.o is eligible }\n"

static const struct {
    const char *name, *content;
} files[] = {
    {"p.pol", FIELDS
     "scheme s(方案甲) {\n  source \"notice.txt\"\n  in force from 2024-01-01\n  param p = 3, 4 from 2024-06-01\n"
     "  table t first {\n    n | k || r\n    1 | x || 5 yuan\n    otherwise || 1 yuan\n  }\n"
     "  offer o {\n    when k is x\n    require r \"title\" cite \"1\" quote \"至少三次\": n >= p and count(l where a "
     "> 2 yuan) <= 1\n"
     "      waive when s has u\n    require in principle lots: few\n    refer late: completed_years(d, as_of) > 5\n    "
     "document \"paper\" when n > 1\n"
     "    grant limit(额度) = t\n  }\n  offer q { when meets o grant limit = min(t, 2 yuan) }\n}\n"
     "standard m { source \"notice.txt\"\ndefine few cite \"1\" quote \"至少三次\" = n >= 3 }\n"
     "amendment \"later\" of s in force from 2025-01-01 { source \"notice.txt\"\nreplace define few cite \"2\" = n >= "
     "4 }\n"
     "reform \"more\" of s { param p = 1 }\n"
     "sample a { id: \"A\", n: 4, k: x, s: {u}, d: 2023-01-01, l: [{ m: 2024-01, a: 3 yuan }] }\n"
     "test \"t\" as of 2024-07-01 { given a expect s.o is eligible, limit = 1 yuan given a with { n: 1 } expect s.o is "
     "refer }\n"},
    {"few.pol", TESTED("3")},
    {"later.pol", TESTED("4")},
    {"fix.pol", "vocabulary { field id: text key field n: count }\ndefine d = n > 1 && n < 3\n"},
    {"notice.txt", "办理贷款至少三次。"},
    {"amended.txt", "办理贷款至少五次。"},
    {"scheme.txt",
     "某银行\n某发〔2024〕1号\n关于印发《办法》的通知\n一、条件\n（一）年满18周岁。\n某银行\n2024年5月6日\n"},
    {"bad.pol", "vocabulary { field id: text key field n: count }\ndefine d = nn + 1 yuan and (\nscheme s { offer }\n"},
    {"d.csv", "id,n,k,s,d\nA,4,x,u;v,2023-01-01\n\"B\"\"b\",1,y,none,2010-01-01\nC,,,,\nD,x,z,u,2024-02-30\nE,5,x,u,"
              "2020-01-01\n"},
    {"n.csv", "id,n\nA,3\nB,4\nC,x\n"},
    {"l.csv", "id,m,a\nA,2024-01,3\nA,2024-02,4\nE,2024-01,x\n"},
    {"d.jsonl", "{\"id\":\"A\",\"n\":4,\"k\":\"x\",\"s\":[\"u\"],\"l\":[{\"m\":\"2024-01\",\"a\":3.5}],\"odd\":1}\n{"
                "\"id\":\"\\u4e00\",\"n\":\"x\"}\n"},
};

#define MAX_WORDS 16
#define AS_OF "--as-of", "2024-07-01"
static char *const command_lines[][MAX_WORDS] = {
    {"pol", "check", "p.pol"},
    {"pol", "check", "bad.pol"},
    {"pol", "check", "bad.pol", "--format", "json", "--lang", "zh"},
    {"pol", "eval", "p.pol", "--data", "d.csv", "--as-of", "2024-07-01", "--list", "l=l.csv", "--rejects", "rejects"},
    {"pol", "eval", "p.pol", "--data", "d.csv", "--as-of-field", "d", "--format", "csv"},
    {"pol", "eval", "p.pol", "--data", "d.csv", "--as-of", "2024-07-01", "--format", "long"},
    {"pol", "eval", "p.pol", "--data", "d.csv", "--as-of", "2024-07-01", "--format", "csv", "--stamp"},
    {"pol", "eval", "p.pol", "--data", "d.jsonl", "--as-of-field", "d", "--stamp", "--set", "s.p=2", "--list",
     "l=l.csv"},
    {"pol", "eval", "p.pol", "--data", "d.csv", "--as-of", "2024-07-01", "--format", "table", "--reform", "more"},
    {"pol", "eval", "p.pol", "--data", "d.jsonl", "--as-of", "2024-07-01", "-o", "result", "--jobs", "1"},
    {"pol", "explain", "p.pol", "--data", "d.csv", "--as-of", "2024-07-01", "--id", "A"},
    {"pol", "explain", "p.pol", "--data", "d.jsonl", "--as-of", "2024-07-01", "--id", "A", "--format", "json"},
    {"pol", "new", "n", "--notice", "scheme.txt", "-o", "-", "--lang", "zh"},
    {"pol", "fmt", "--check", "p.pol"},
    {"pol", "fmt", "--lang", "zh", "-"},
    {"pol", "test", "p.pol"},
    {"pol", "test", "p.pol", "--coverage"},
    {"pol", "check", "--fix", "fix.pol"},
    {"pol", "check", "--fix", "--dry-run", "fix.pol", "--format", "sarif"},
    {"pol", "check", "p.pol", "--notes", "--format", "junit"},
    {"pol", "check", "--explain", "all", "--format", "json"},
    {"pol", "eval", "p.pol", "--data", "d.csv", AS_OF, "--stats", "stats", "--summary", "summed"},
    {"pol", "match", "p.pol", "--data", "d.csv", AS_OF, "--list", "l=l.csv", "--what-would-help"},
    {"pol", "match", "p.pol", "--data", "d.jsonl", AS_OF, "--format", "html", "-o", "result"},
    {"pol", "explain", "p.pol", "--data", "d.csv", AS_OF, "--id", "B\"b", "--what-would-help", "--json"},
    {"pol", "whatif", "p.pol", "--reform", "more", "--data", "d.csv", AS_OF, "--list", "l=l.csv", "--by", "k"},
    {"pol", "whatif", "p.pol", "--set", "s.p=2", "--data", "d.csv", AS_OF, "--sweep", "s.p=1..3/1", "-o", "page.html"},
    {"pol", "whatif", "p.pol", "--set", "s.p=2", "--data", "d.jsonl", AS_OF, "--format", "csv", "-o", "folder"},
    {"pol", "whatif", "p.pol", "--set", "s.p=2", "--data", "d.csv", AS_OF, "--robustness", "10%", "--json"},
    {"pol", "prove", "p.pol", "--claim", "nobody where n < 1 gets s.o", "--claim", "somebody gets s.q"},
    {"pol", "prove", "p.pol", "--reform", "more", "--claim", "nobody worse", "--format", "json"},
    {"pol", "test", "p.pol", "--coverage", "--write-tests", "missing.pol"},
    {"pol", "test", "p.pol", "--coverage", "--format", "html"},
    {"pol", "test", "p.pol", "--coverage", "--format", "sarif", "--min", "90"},
    {"pol", "mutate", "p.pol", "--format", "junit"},
    {"pol", "mutate", "few.pol"},
    {"pol", "mutate", "few.pol", "--format", "tap", "--write-tests", "missing.pol"},
    {"pol", "trace", "p.pol", "--format", "html", "-o", "page.html"},
    {"pol", "trace", "p.pol", "--against", "amended.txt", "--format", "sarif", "-o", "result"},
    {"pol", "diff", "few.pol", "later.pol"},
    {"pol", "diff", "few.pol", "later.pol", "--data", "n.csv", AS_OF, "--format", "html", "-o", "page.html"},
    {"pol", "sample", "p.pol", AS_OF},
    {"pol", "sample", "p.pol", AS_OF, "--format", "csv", "-o", "folder"},
    {"pol", "summary", "part.json", "other.json", "-o", "result"},
    {"pol", "summary", "report.json", "reports.json"},
    {"pol", "help", "eval"},
    {"pol", "--jobs", "x", "eval"},
};

static char folder[] = "/tmp/pol-memory-XXXXXX";

static void make_files(void) {
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        int fd = open(files[i].name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        ck_assert_int_ge(fd, 0);
        ck_assert_int_eq(write(fd, files[i].content, strlen(files[i].content)), (ssize_t)strlen(files[i].content));
        close(fd);
    }
    memory = mmap(NULL, sizeof *memory, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ck_assert_ptr_ne(memory, MAP_FAILED);
}

static void remove_files(void) {
    static const struct kept_files none;
    kept_files_restore(&none);
    ck_assert_int_eq(rmdir(folder), 0);
}

static void redirect(const char *path, int flags, int to) {
    int fd = open(path, flags, 0666);
    if (fd < 0 || dup2(fd, to) < 0) _exit(99);
}

// How the child ends: _exit, for what it leaves to the end of the process is no leak.
static int run_child(char *const words[], const int streams[2], long from, long to) {
    int argc = 0, status;
    while (words[argc]) argc++;
    for (int i = 0; i < 2; i++) ck_assert_int_eq(ftruncate(streams[i], 0), 0);
    pid_t child = fork();
    if (child == 0) {
        redirect("p.pol", O_RDONLY, STDIN_FILENO);
        for (int i = 0; i < 2; i++)
            if (lseek(streams[i], 0, SEEK_SET) != 0 || dup2(streams[i], i + 1) < 0) _exit(99);
        *memory = (struct memory){0, from, to};
        _exit(pol_main(argc, (char **)words));
    }
    pid_t ended = child < 0 ? 0 : waitpid(child, &status, 0);
    memory->refused_to = 0;  // Check allocates, too
    ck_assert_int_eq(ended, child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static size_t read_stream(int fd, char *room, size_t size) {
    ssize_t got = pread(fd, room, size - 1, 0);
    ck_assert_int_ge(got, 0);
    room[got] = '\0';
    return (size_t)got;
}

#define ROOM 262144
static char usual[ROOM], out[ROOM], err[ROOM];

static struct kept_files before, after;  // a run in which nothing is refused

// Whatever is there now was there before, or is as it is after such a run.
static void check_files(const char *which, bool done) {
    struct kept_files now;
    kept_files_read(&now);
    for (size_t i = 0; i < now.count; i++)
        ck_assert_msg(kept_files_have(&after, &now.items[i]) || (!done && kept_files_have(&before, &now.items[i])),
                      "%s: left %s with %zu bytes", which, now.items[i].path, now.items[i].size);
    bool folder_is_whole = now.count == after.count || !kept_files_find(&now, "folder/");
    ck_assert_msg(folder_is_whole && (!done || now.count == after.count), "%s: left %zu of %zu files", which, now.count,
                  after.count);
    kept_files_free(&now);
    kept_files_restore(&before);
}

static void check_end(const char *which, int code, int usual_code, const int streams[2]) {
    read_stream(streams[0], out, ROOM);
    read_stream(streams[1], err, ROOM);
    bool told = strstr(err, "[U0122]") || strstr(err, strerror(ENOMEM)) ||
                strstr(err, "内存不足");  // as such, or of a file
    if (code == CLI_MEMORY) ck_assert_msg(told, "%s: said '%s'", which, err);
    else
        ck_assert_msg(code == usual_code && strcmp(out, usual) == 0, "%s: exit code %d, output %.1500s%.500s", which,
                      code, out, err);
    check_files(which, code != CLI_MEMORY);
}

// The commands have so many allocations that a sanitized program, which takes long to fork, would take too long for
// each of them.
#ifdef __SANITIZE_ADDRESS__
#define MOST 30
#else
#define MOST 300
#endif

static void refuse_some(char *const words[], const int streams[2], long from, long to, int usual_code) {
    char which[80];
    snprintf(which, sizeof which, "%s, allocation %ld (%s)", words[1], from, to > from ? "all from there" : "that one");
    check_end(which, run_child(words, streams, from, to), usual_code, streams);
}

// What `pol summary` adds up.
static char *const made_first[][MAX_WORDS] = {
    {"pol", "eval", "p.pol", "--data", "d.csv", AS_OF, "--summary", "part.json", "-o", "decided"},
    {"pol", "eval", "p.pol", "--data", "d.jsonl", AS_OF, "--summary", "other.json", "-o", "decided"},
    {"pol", "whatif", "p.pol", "--set", "s.p=2", "--data", "d.csv", AS_OF, "--json", "-o", "report.json"},
    {"pol", "whatif", "p.pol", "--set", "s.p=2", "--data", "d.jsonl", AS_OF, "--json", "-o", "reports.json"},
};

static void make_parts(const int streams[2]) {
    for (size_t i = 0; i < sizeof made_first / sizeof *made_first; i++)
        ck_assert_int_eq(run_child(made_first[i], streams, 0, 0), CLI_REJECTED);
}

START_TEST(every_allocation_may_fail) {
    char *const *words = command_lines[_i];
    int streams[2] = {memfd_create("out", 0), memfd_create("err", 0)};
    make_files();
    if (strcmp(words[1], "summary") == 0) make_parts(streams);
    kept_files_read(&before);
    int code = run_child(words, streams, 0, 0);
    long count = memory->allocations;
    ck_assert_int_ge(code, 0);
    ck_assert_int_gt(count, 0);
    read_stream(streams[0], usual, ROOM);
    kept_files_read(&after);
    kept_files_restore(&before);
    for (long n = 1; n <= count; n += 1 + count / MOST) {
        refuse_some(words, streams, n, n, code);
        refuse_some(words, streams, n, LONG_MAX, code);
    }
    for (int i = 0; i < 2; i++) close(streams[i]);
    kept_files_free(&after);
    remove_files();
    kept_files_free(&before);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("out_of_memory");
    TCase *c = tcase_create("commands");
    tcase_set_timeout(c, 600);
    tcase_add_loop_test(c, every_allocation_may_fail, 0, (int)(sizeof command_lines / sizeof *command_lines));
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }

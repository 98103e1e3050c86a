// The layout engine over pieces that no parser made.
#include <stdlib.h>
#include <string.h>

#include "grammar/format/piece.h"
#include "tests/unit/check_main.h"

// Pieces of a line of words. A word may begin with marks: ! statement, ~ body, ^ entry, & place to break, @ head's
// colon, = head's equals sign (before the sign), $ block, % table, > row, ? waiver. `en/zh` are two spellings.
static uint32_t flag_of(char mark) {
    static const char marks[] = "!~^&@=$%>?";
    static const uint32_t flags[] = {PIECE_STATEMENT,   PIECE_BODY,  PIECE_ITEM,  PIECE_FILL, PIECE_HEAD_COLON,
                                     PIECE_HEAD_EQUALS, PIECE_BLOCK, PIECE_TABLE, PIECE_ROW,  PIECE_WAIVER};
    const char *at = mark ? strchr(marks, mark) : NULL;
    return at ? flags[at - marks] : 0;
}

static enum glyph glyph_of(const char *word) {
    if (strcmp(word, "||") == 0) return GLYPH_BARS;
    if (strcmp(word, "..") == 0) return GLYPH_RANGE;
    return strlen(word) == 1 && strchr("(){}[],:.|-=", *word) ? (enum glyph)(unsigned char)*word : GLYPH_NONE;
}

static void add_word(struct pieces *ps, char *word, uint8_t lines) {
    struct piece p = {.lines = lines, .token = 1};
    for (; word[1] && flag_of(*word); word++) p.flags |= flag_of(*word);
    if (*word == '#') p.flags = PIECE_COMMENT;
    char *zh = p.flags & PIECE_COMMENT ? NULL : strchr(word, '/');
    p.glyph = glyph_of(word);
    if (zh) *zh++ = '\0';
    p.text[LANG_EN] = arena_copy(ps->arena, word, strlen(word));
    p.text[LANG_ZH] = zh ? arena_copy(ps->arena, zh, strlen(zh)) : p.text[LANG_EN];
    piece_measure(&p);
    ARENA_PUSH(ps->arena, ps->items, ps->count, p);
}

static struct pieces pieces_of(struct arena *a, const char *text) {
    struct pieces ps = {.arena = a};
    char *copy = arena_copy(a, text, strlen(text)), *word = copy;
    uint8_t lines = 0;
    for (size_t length; *word; word += length) {
        length = strcspn(word, " \n");
        char end = word[length];
        word[length] = '\0';
        if (length) add_word(&ps, word, lines);
        if (length) lines = 0;
        if (end == '\n' && lines < 2) lines++;
        length += end != '\0';
    }
    pieces_pair(&ps);
    return ps;
}

struct row {
    const char *name, *given, *wanted;
};
static const struct row rows[] = {
    {"nothing", "", ""},
    {"a line each", "!a b !c", "a b\nc\n"},
    {"line breaks inside a head go", "!a\nb\n\nc", "a b c\n"},
    {"one blank line stays", "!a\n\n\n\n!b\n!c", "a\n\nb\nc\n"},
    {"a block", "!a ${ !b !c $}", "a {\n    b\n    c\n}\n"},
    {"an empty block", "!a ${\n\n$}", "a {}\n"},
    {"no blank line beside braces", "!a ${\n\n!b\n\n$}\n\n!c", "a {\n    b\n}\n\nc\n"},
    {"a short rule is one line", "!r @: ~x ~> ~y", "r: x > y\n"},
    {"a rule broken behind its colon stays so", "!r @:\n~x", "r:\n    x\n"},
    {"a rule with a break in it is broken behind its colon", "!r @: ~x\n~y", "r:\n    x\n    y\n"},
    {"a waiver has its line", "!r @: ~x ?w ~y", "r:\n    x\n    w y\n"},
    {"a waiver goes on one level in", "!r @: ~x ?w ~y\n~z", "r:\n    x\n    w y\n        z\n"},
    {"a waiver's head", "!r @: ~x ?w &cite a\n&quote b @: ~y",
     "r:\n    x\n    w cite a\n            quote b:\n        y\n"},
    {"a definition keeps its first line", "!d == ~x\n~y", "d = x\n    y\n"},
    {"brackets", "!d == ~( ~a ~) ~.. ~b ~[ ~c ~, ~d ~]", "d = (a)..b [c, d]\n"},
    {"a broken bracket", "!d == ~(\n~a\n~b ~)", "d = (\n    a\n    b\n)\n"},
    {"a break behind an opening bracket alone counts", "!d == ~( ~a\n~) ~b", "d = (a) b\n"},
    {"a list and a record", "!d == ~{ ~a ~, ~b ~} ~{ ~c ~: ~d ~}", "d = {a, b} { c: d }\n"},
    {"entries of a record", "!s ~{ ~^a ~: ~1\n~^b ~: ~2 ~}", "s {\n    a: 1\n    b: 2\n}\n"},
    {"comments", "#one\n\n\n!a #two\n#three\n!b", "#one\n\na  #two\n#three\nb\n"},
    {"a comment before a closing brace", "!a ${ !b\n#c\n$}", "a {\n    b\n    #c\n}\n"},
    {"a comment breaks a head", "!a #why\nb", "a  #why\n        b\n"},
    {"a table", "!t %{ >x | y || z\n>long | - || 1\n>o || silent %}",
     "t {\n    x    | y || z\n    long | - || 1\n    o        || silent\n}\n"},
    {"a table in two widths", "!t %{ >年龄 || z\n\n>a || 1 #why\n#rest\n>b || 2 %}",
     "t {\n    年龄 || z\n\n    a    || 1  #why\n    #rest\n    b    || 2\n}\n"},
};

struct fixture {
    struct arena arena;
    jmp_buf out_of_memory;
};
static struct fixture f;

static void setup(void) {
    if (setjmp(f.out_of_memory)) ck_abort_msg("out of memory");
    arena_init(&f.arena, &f.out_of_memory);
}
static void teardown(void) { arena_free(&f.arena); }

START_TEST(layout) {
    const struct row *r = &rows[_i];
    struct pieces ps = pieces_of(&f.arena, r->given);
    struct text out = {0};
    format_layout(&ps, &out);
    ck_assert_msg(strcmp(text_string(&out), r->wanted) == 0, "%s: wanted\n%s\ngot\n%s", r->name, r->wanted,
                  text_string(&out));
    text_free(&out);
}
END_TEST

// A rule of `head` columns up to its colon and a body of `body`: 100 fit on a line, 101 don't.
static char *rule_of(size_t head, size_t body, const char *spelling) {
    struct text t = {0};
    text_char(&t, '!');
    text_repeat(&t, 'h', head - 1);
    text_put(&t, " @: ~");
    text_repeat(&t, 'b', body);
    text_put(&t, spelling);
    return t.bytes;
}

static void check_rule(size_t head, size_t body, const char *spelling, bool one_line) {
    char *given = rule_of(head, body, spelling);
    struct pieces ps = pieces_of(&f.arena, given);
    struct text out = {0};
    format_layout(&ps, &out);
    ck_assert_int_eq(!strchr(text_string(&out), '\n')[1], one_line);
    text_free(&out);
    free(given);
}

START_TEST(limit) {
    check_rule(20, 79, "", true);
    check_rule(20, 80, "", false);
    check_rule(20, 10, "/短", true);
    // What is shown is short; the other spelling is too long, and decides.
    check_rule(20, 80, "/短", false);
}
END_TEST

START_TEST(fill) {
    struct text given = {0}, out = {0};
    text_put(&given, "!d ==");
    for (int i = 0; i < 30; i++) text_put(&given, i ? " ~&and ~abcde" : " ~abcde");
    struct pieces ps = pieces_of(&f.arena, text_string(&given));
    format_layout(&ps, &out);
    ck_assert_ptr_nonnull(strstr(text_string(&out), "\n    and abcde"));
    for (const char *line = text_string(&out); *line; line += strcspn(line, "\n") + 1)
        ck_assert_uint_le(strcspn(line, "\n"), FORMAT_COLUMNS);
    text_free(&given);
    text_free(&out);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("format_layout");
    TCase *t = tcase_create("layout");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, layout, 0, sizeof rows / sizeof *rows);
    tcase_add_test(t, limit);
    tcase_add_test(t, fill);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }

// What is wrong, as records: a stable code, a place, arguments; turned into text elsewhere or later,
// in either language. The registry is diags.def.
#ifndef POL_DIAG_DIAG_H
#define POL_DIAG_DIAG_H
#include "grammar/base/arena.h"
#include "grammar/base/source.h"
#include "grammar/base/text.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

// DIAG(ID, code, severity, English, Chinese): {1} {2} … stand for the arguments.
enum diag_id {
    DIAG_NONE,
#define DIAG(id, code, severity, en, zh) DIAG_##id,
#include "grammar/diag/diags.def"
#undef DIAG
    DIAG_COUNT
};

// One argument. `zh` may be NULL where the text is the same in both languages.
struct diag_arg {
    const char *en, *zh;
};
#define DIAG_MAX_ARGS 4

struct diag_label {  // a secondary place with its own words
    enum diag_id id;
    struct span at;
    struct diag_arg args[DIAG_MAX_ARGS];
};

struct diag_witness {       // an applicant who shows it, by enum lang
    const char *sample[2];  // as a sample of a policy file
    const char *record[2];  // as a line of JSON, as `eval` reads it
    const char *as_of;      // 2024-07-01
};

struct diag_fix {          // what is right beyond doubt
    struct span at;        // what it stands for
    struct diag_arg text;  // empty: nothing
};

struct diag {
    enum diag_id id;
    struct span at;
    struct diag_arg args[DIAG_MAX_ARGS];
    struct diag_label label;  // id DIAG_NONE where there is none
    enum diag_id hint;        // DIAG_NONE where there is none
    struct diag_arg hint_args[DIAG_MAX_ARGS];
    const struct diag_fix *fix;          // NULL: what to write is for people to say
    const struct diag_witness *witness;  // NULL: none
    const char *accepted;                // why the policy accepts it; NULL where it does not
    struct span accepted_at;
};

#define DIAG_MAX_ERRORS 100
struct diags {
    struct arena *arena;
    struct diag **items;
    uint32_t count, errors;
    uint32_t warnings, notes;  // that are not accepted
    uint32_t accepted;
    uint32_t dropped;     // errors beyond DIAG_MAX_ERRORS, counted but not kept
    struct diag scratch;  // what is handed out beyond the cap
};

struct diag_info {
    char code[6];
    uint8_t severity;  // enum severity
    uint32_t text[2];  // by enum lang: where it stands, for diag_text
};
const struct diag_info *diag_info(enum diag_id id);
const char *diag_text(enum diag_id id, enum lang lang);  // with its {1} … as they are
const char *severity_name(enum severity severity, enum lang lang);
// What has the code, of `length` bytes; DIAG_NONE where nothing has it.
enum diag_id diag_find(const char *code, size_t length);

// Arguments are copied into the arena; trailing ones may be left out. The macros below are how it is written.
// Never NULL: beyond the cap a scratch record is returned that nobody reads.
struct diag *diag_record(struct diags *ds, enum diag_id id, struct span at, const struct diag_arg *args, size_t count);
// Takes over records that another list with the same arena has.
void diags_take(struct diags *ds, struct diag *d);
void diags_drop(struct diags *ds, uint32_t count);  // counts errors that the other did not keep
// A warning or a note that the policy says is meant, at `at` and because of `why`, which is kept; once for each.
void diag_accept(struct diags *ds, struct diag *d, struct span at, const char *why);
// What is wrong, as opposed to what is accepted, and to notes, which are shown only where they are asked for.
bool diag_is_wrong(const struct diag *d);
void diag_set_label(struct diags *ds, struct diag *d, enum diag_id id, struct span at, const struct diag_arg *args,
                    size_t count);
void diag_set_hint(struct diags *ds, struct diag *d, enum diag_id id, const struct diag_arg *args, size_t count);
// What to write instead of what stands at `at`, so that it is right. Only where nothing that compiles comes to mean
// something else: of what is wrong, or idle.
void diag_set_fix(struct diags *ds, struct diag *d, struct span at, struct diag_arg text);
// "Did you mean …?", and to write that is the fix.
void diag_meant(struct diags *ds, struct diag *d, struct span at, struct diag_arg text);
// The words of a fix in the language of the line they are put in, and blanks where they would run into what is beside
// them; in the sources' arena.
const char *diag_fix_text(const struct source_set *sources, const struct diag_fix *fix);
#define DIAG_ARGS_(...) ((const struct diag_arg[]){{NULL, NULL}, __VA_ARGS__})
#define DIAG_ARGS(...) DIAG_ARGS_(__VA_ARGS__) + 1, sizeof(DIAG_ARGS_(__VA_ARGS__)) / sizeof(struct diag_arg) - 1
// diag(ds, DIAG_UNKNOWN_NAME, span, A("foo"))   diag(ds, DIAG_X, span, A2("count", "数量"), A("b"))
#define A(text) \
    { (text), NULL }
#define A2(en, zh) \
    { (en), (zh) }
#define diag(ds, id, at, ...) diag_record((ds), (id), (at), DIAG_ARGS(__VA_ARGS__))
#define diag_label(ds, d, id, at, ...) diag_set_label((ds), (d), (id), (at), DIAG_ARGS(__VA_ARGS__))
#define diag_hint(ds, d, id, ...) diag_set_hint((ds), (d), (id), DIAG_ARGS(__VA_ARGS__))

// Text that is safe to show: control, bidirectional and invalid bytes become U+FFFD.
void diag_put_clean(struct text *out, const char *bytes, size_t length);
bool diag_may_show(uint32_t c);  // whether a character is none of these
// The same of a whole text, whose lines and tabs stay: what goes to a terminal goes through this.
void diag_put_shown(struct text *out, const char *bytes, size_t length);
// The message alone: the template of `id` with its arguments put in.
void diag_message(struct text *out, enum lang lang, enum diag_id id, const struct diag_arg *args);
// By file, then offset; stable. Call once before rendering.
void diag_sort(struct diags *ds);
// "path:line:column: error[P0301]: message", the line, carets under it, the label, the hint, the witness.
void diag_render(struct text *out, enum lang lang, struct source_set *sources, const struct diag *d);
// One that is accepted: that it is, and why.
// One JSON object: code, severity, file, line, column, end_line, end_column, offset, length, message, hint, fix (a
// place, and the text to put there), label, witness (as_of, record, sample), accepted.
void diag_render_json(struct text *out, enum lang lang, struct source_set *sources, const struct diag *d);
// The witness of one, as a member of an object that is being written; NULL: null.
struct json_writer;
void diag_put_witness(struct json_writer *j, enum lang lang, const struct diag_witness *w);
#endif

// Claims on all applicants, each proved, or broken by one who is shown. Asked of the policy as it stands, or of that
// and of what reforms and settings make of it: those of the options, or the reforms that the claim itself names.
// Ownership: a prover owns its plan; a proof owns its texts. Both must not outlive the policy.
#ifndef POL_PROVE_PROVE_H
#define POL_PROVE_PROVE_H
#include "grammar/base/json.h"
#include "grammar/format/one_line.h"
#include "interp/plan/plan.h"
#include "interp/report/words.h"

struct prove_options {
    enum lang lang;              // of stories
    struct line_writer *lines;   // of the policy's compilation
    struct source_set *sources;  // that claims stand in, for PROVE_JUNIT
    int32_t as_of;               // packed; 0: every date
    bool missing;                // data may be missing
    bool whole;                  // in text too records have all that they have
    const struct setting *settings;
    size_t setting_count;
    const struct plan_world *world;  // beside the policy as it stands; NULL: none
    size_t width;                    // columns of a line in which two stories stand side by side; 0: they do not
};
#define STORY_INDENT 4

enum proof_answer {
    PROOF_FOUND,    // an applicant of whom the claim speaks
    PROOF_NONE,     // a proof that there is none
    PROOF_OPEN,     // not settled
    PROOF_UNASKED,  // there is nothing to compare with
};
static inline bool is_settled(enum proof_answer answer) { return answer == PROOF_FOUND || answer == PROOF_NONE; }

struct proof {
    const struct policy_claim *claim;
    enum proof_answer answer;
    enum phrase_id why;  // of PROOF_OPEN and PROOF_UNASKED
    bool holds;          // the claim; of the others
    int32_t asked_on;    // packed: on this date alone; 0: on every date
    int32_t then_on;     // of two dates, the second; else 0
    char as_of[11];      // of PROOF_FOUND: "2024-07-01"
    const char *odd;     // … where nobody usual was found: the field that has an odd value; else NULL
    enum phrase_id how_odd;
    const char *unread;  // a field that the claim asks of, and the scheme does not; else NULL
    const char *unread_by;
    struct text record;           // a line of JSON, as `eval` reads it
    struct text brief;            // of that, what the claim turns on
    struct text story;            // what is decided of the applicant
    struct text other;            // and in the other world, where there is one
    size_t width;                 // columns of each, side by side; 0: one stands under the other
    const struct scheme *scheme;  // that the claim or what was found is about; NULL: all
    uint32_t items;               // of PROOF_NONE: it counts for lists of so many items at most; 0: of any
    struct text scope[2];         // … by language, where it is not for lists of any length
};

struct prover;
struct prover *prover_new(const struct policy *p, const struct prove_options *options);  // NULL: out of memory
void prover_free(struct prover *p);
// False: out of memory; proof_free in any case.
bool prover_ask(struct prover *p, const struct policy_claim *claim, struct proof *proof);
void proof_free(struct proof *proof);

// Whom an answer is about: "every applicant whose data are all there".
const char *prove_scope(const struct prove_options *how, const struct proof *proof, enum lang lang);

// What came out, in lines that stand under the claim; and all of it as an object of JSON.
void prove_put_answer(struct text *out, const struct prove_options *how, const struct proof *proof);
void prove_put_json(struct json_writer *j, const struct prove_options *how, const struct proof *proof);

enum prove_format { PROVE_TEXT, PROVE_JSON, PROVE_JUNIT };
void prove_report(struct text *out, enum prove_format format, const struct prove_options *how,
                  const struct proof *proofs, uint32_t count);
#endif

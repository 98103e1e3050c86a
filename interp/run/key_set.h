// The keys of a run's records: was one there before? As long as keys rise, none was, and that costs a look at the last.
// Else exactly, as long as the keys themselves can be kept; beyond a limit by fingerprints, of which two may be alike
// by chance.
#ifndef POL_RUN_KEY_SET_H
#define POL_RUN_KEY_SET_H
#include "grammar/base/text.h"
#include "interp/data/list/hash.h"

#define KEY_SET_KEPT ((size_t)8 << 20)  // bytes of keys that a bounded set keeps: some 400,000 keys

struct key_set {
    struct hash_seed seed;
    struct text kept;  // each key behind its length
    size_t last;       // where the last one stands
    uint32_t *slots;   // 2 to the power of `bits`, each with a piece of a key's hash; NULL: there are none yet
    unsigned bits;
    bool placed;     // beside each such mark: where its key is kept; false beside slots: keys are not kept any more
    uint64_t count;  // of different keys, or of what seemed to be
    bool bounded;
    bool rises;         // each key so far is above the one before: longer, or as long and above by bytes
    bool forgot;        // there were too many such keys: none is kept but the last
    bool blind;         // then one came that does not rise: what it may be the second of is not known any more
    bool full, failed;  // no more are taken in; out of memory
};

enum key_answer { KEY_NEW, KEY_AGAIN, KEY_SEEMS_AGAIN };
// Where keys rose so far that the set went blind, it is of use to look again without that trust.
void key_set_open(struct key_set *s, struct hash_seed seed, bool bounded, bool trusting);
void key_set_close(struct key_set *s);
// `hash` is list_hash of the key, or 0: it was not worked out as yet.
enum key_answer key_set_add(struct key_set *s, struct slice key, uint64_t hash);
// Whether it is one that was added to a set that trusts nothing, without adding it.
bool key_set_has(const struct key_set *s, struct slice key);
// Ahead of adding the key that has this hash.
void key_set_prefetch(const struct key_set *s, uint64_t hash);
// The keys that are kept, one by one: `at` is 0 at first. False: there are no more.
bool key_set_next(const struct key_set *s, size_t *at, struct slice *key);
#endif

/* A question about all applicants there can be, asked from a C program: a proof, or somebody who shows the contrary.
 *
 *     cc prove.c $(pkg-config --cflags --libs pol) -o prove
 *     ./prove policies/ccb.pol 'nobody where age < 18 gets ccb'
 *     ./prove new.pol 'nobody worse' old.pol
 */
#include <pol.h>
#include <stdio.h>

enum exit_code { HOLDS, BROKEN, OPEN, REFUSED };

static int refuse(pol_report *report) {
    fprintf(stderr, "%s", report ? pol_report_text(report, POL_ENGLISH) : "out of memory\n");
    pol_report_free(report);
    return REFUSED;
}

static void show(const char *when, const char *story) {
    if (story) printf("%s\n%s", when, story);
}

static int tell(const pol_proof *proof) {
    const char *scope = pol_proof_scope(proof, POL_ENGLISH);
    if (pol_proof_answer(proof) == POL_OPEN) return printf("not settled\n"), OPEN;
    if (pol_proof_answer(proof) == POL_PROVED) printf("there is nobody, of %s\n", scope);
    else printf("as of %s: %s\n", pol_proof_as_of(proof), pol_proof_witness(proof));
    show("what is decided:", pol_proof_story(proof));
    show("in the later edition:", pol_proof_story_after(proof));
    return pol_proof_holds(proof) ? HOLDS : BROKEN;
}

int main(int argc, char **argv) {
    if (argc < 3) return fprintf(stderr, "usage: prove POLICY CLAIM [EARLIER]\n"), REFUSED;
    struct pol_file policy = {.path = argv[1]}, earlier = {.path = argv[3]};
    struct pol_prove_options options = {.before = &earlier, .before_count = argc > 3};
    pol_proof *proof;
    pol_report *report;
    if (pol_prove(&policy, 1, argv[2], &options, &proof, &report) != POL_OK) return refuse(report);
    int code = tell(proof);
    pol_proof_free(proof);
    pol_report_free(report);
    return code;
}

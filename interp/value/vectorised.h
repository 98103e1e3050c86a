// Marks a loop that the compiler turns into vector instructions: it is compiled once for the baseline of the machine's
// family, once for AVX2 and once for AVX-512 (x86-64-v3 and -v4), and the best that the machine has is chosen when the
// program starts. Elsewhere, and under sanitizers, whose start-up such a choice would precede, it is plain C.
#ifndef POL_VALUE_VECTORISED_H
#define POL_VALUE_VECTORISED_H

#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && !defined(__AVX2__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#ifdef VECTORISED_AVX2_AT_MOST  // for the benchmark, which compares like with like
#define VECTORISED __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define VECTORISED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif
#else
#define VECTORISED
#endif
#endif

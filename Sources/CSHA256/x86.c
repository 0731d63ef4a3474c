#include "csha256.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <string.h>

#include "constants.h"
#include "pair.h"

#define LANES 16
#define TARGET "avx512f,avx512bw,avx512vl"
#define VECTOR words16
#define NAME(name) name##16
#define LOW 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define HIGH 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#include "x86_lanes.h"

#undef LANES
#undef TARGET
#undef VECTOR
#undef NAME
#undef LOW
#undef HIGH
#define LANES 8
#define TARGET "avx2"
#define VECTOR words8
#define NAME(name) name##8
#define LOW 0, 8, 1, 9, 2, 10, 3, 11
#define HIGH 4, 12, 5, 13, 6, 14, 7, 15
#include "x86_lanes.h"

static bool has_sha(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

// The system's consent to wide registers is asked for as well.
bool csha256_has(size_t lanes) {
    __builtin_cpu_init();
    switch (lanes) {
    case 2: return has_sha();
    case 8: return __builtin_cpu_supports("avx2");
    case 16:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl");
    default: return false;
    }
}

// Measured on a processor that has all three: 4.1, 2.8 and 1.8 GB/s.
size_t csha256_lanes(void) { return csha256_has(16) ? 16 : csha256_has(2) ? 2 : csha256_has(8) ? 8 : 0; }

void csha256_update(size_t lanes, uint32_t *states, const uint8_t *blocks, size_t stride, size_t count) {
    switch (lanes) {
    case 2: csha256_update_pair(states, blocks, stride, count); break;
    case 8: update8(states, blocks, stride, count); break;
    case 16: update16(states, blocks, stride, count); break;
    }
}

#endif

#include "csha256.h"

#if defined(__aarch64__)

#include <arm_neon.h>

#include "constants.h"

#if defined(__linux__)
#include <sys/auxv.h>
#define HAS_SHA2 (1 << 6) // HWCAP_SHA2

static bool has_sha(void) { return getauxval(AT_HWCAP) & HAS_SHA2; }
#else
// Every 64-bit processor of Apple's has them.
static bool has_sha(void) { return true; }
void csha256_update(size_t lanes, uint32_t *states, const uint8_t *blocks, size_t stride, size_t count) {
    if (lanes == 2) update_pair(states, blocks, stride, count);
}

#endif

bool csha256_has(size_t lanes) { return lanes == 2 && has_sha(); }

size_t csha256_lanes(void) { return csha256_has(2) ? 2 : 0; }

#define SHA __attribute__((target("+sha2")))
#define SHA_INLINE __attribute__((target("+sha2"), always_inline)) static inline

// A message in the registers: the state, and 16 words of the schedule.
typedef struct {
    uint32x4_t abcd, efgh, words[4];
} lane;

SHA_INLINE void load_state(lane *lane, const uint32_t *state) {
    lane->abcd = vld1q_u32(state);
    lane->efgh = vld1q_u32(state + 4);
}

SHA_INLINE void store_state(const lane *lane, uint32_t *state) {
    vst1q_u32(state, lane->abcd);
    vst1q_u32(state + 4, lane->efgh);
}

// The words of a message are big-endian.
SHA_INLINE void load_block(lane *lane, const uint8_t *block) {
    for (int i = 0; i < 4; i++) {
        lane->words[i] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(block + 16 * i)));
    }
}

// Rounds 4 * group to 4 * group + 3, and the words that the same rounds of the next sixteen need.
SHA_INLINE void four_rounds(lane *lane, int group) {
    uint32x4_t words = lane->words[group & 3];
    uint32x4_t sum = vaddq_u32(words, vld1q_u32(round_constants + 4 * group));
    uint32x4_t abcd = lane->abcd;
    lane->abcd = vsha256hq_u32(abcd, lane->efgh, sum);
    lane->efgh = vsha256h2q_u32(lane->efgh, abcd, sum);
    if (group >= 12) return;
    uint32x4_t next = vsha256su0q_u32(words, lane->words[(group + 1) & 3]);
    lane->words[group & 3] = vsha256su1q_u32(next, lane->words[(group + 2) & 3], lane->words[(group + 3) & 3]);
}

SHA_INLINE void add_state(lane *lane, uint32x4_t abcd, uint32x4_t efgh) {
    lane->abcd = vaddq_u32(lane->abcd, abcd);
    lane->efgh = vaddq_u32(lane->efgh, efgh);
}

SHA static void update_pair(uint32_t *states, const uint8_t *blocks, size_t stride, size_t count) {
    lane a, b;
    load_state(&a, states);
    load_state(&b, states + 8);
    for (; count > 0; count--, blocks += 64) {
        uint32x4_t a_abcd = a.abcd, a_efgh = a.efgh, b_abcd = b.abcd, b_efgh = b.efgh;
        load_block(&a, blocks);
        load_block(&b, blocks + stride);
#pragma clang loop unroll(full)
        for (int group = 0; group < 16; group++) {
            four_rounds(&a, group);
            four_rounds(&b, group);
        }
        add_state(&a, a_abcd, a_efgh);
        add_state(&b, b_abcd, b_efgh);
    }
    store_state(&a, states);
    store_state(&b, states + 8);
}

void csha256_update(size_t lanes, uint32_t *states, const uint8_t *blocks, size_t stride, size_t count) {
    if (lanes == 2) update_pair(states, blocks, stride, count);
}

#endif

#include "pair.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include "constants.h"

#define SHA __attribute__((target("sha,sse4.1,ssse3")))
#define SHA_INLINE __attribute__((target("sha,sse4.1,ssse3"), always_inline)) static inline

// A message in the registers: the state in the order that the instructions want, and 16 words of the schedule.
typedef struct {
    __m128i abef, cdgh, words[4];
} lane;

SHA_INLINE void load_state(lane *lane, const uint32_t *state) {
    __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
    __m128i hgfe = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
    lane->abef = _mm_alignr_epi8(badc, hgfe, 8);
    lane->cdgh = _mm_blend_epi16(hgfe, badc, 0xF0);
}

SHA_INLINE void store_state(const lane *lane, uint32_t *state) {
    __m128i feba = _mm_shuffle_epi32(lane->abef, 0x1B);
    __m128i dchg = _mm_shuffle_epi32(lane->cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

// The words of a message are big-endian.
SHA_INLINE void load_block(lane *lane, const uint8_t *block) {
    const __m128i reversed = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    for (int i = 0; i < 4; i++) {
        lane->words[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(block + 16 * i)), reversed);
    }
}

// Rounds 4 * group to 4 * group + 3, and the words that the same rounds of the next sixteen need.
SHA_INLINE void four_rounds(lane *lane, int group) {
    __m128i words = lane->words[group & 3];
    __m128i sum = _mm_add_epi32(words, _mm_loadu_si128((const __m128i *)(round_constants + 4 * group)));
    lane->cdgh = _mm_sha256rnds2_epu32(lane->cdgh, lane->abef, sum);
    lane->abef = _mm_sha256rnds2_epu32(lane->abef, lane->cdgh, _mm_shuffle_epi32(sum, 0x0E));
    if (group >= 12) return;
    __m128i last = lane->words[(group + 3) & 3];
    __m128i next = _mm_sha256msg1_epu32(words, lane->words[(group + 1) & 3]);
    next = _mm_add_epi32(next, _mm_alignr_epi8(last, lane->words[(group + 2) & 3], 4));
    lane->words[group & 3] = _mm_sha256msg2_epu32(next, last);
}

SHA_INLINE void add_state(lane *lane, __m128i abef, __m128i cdgh) {
    lane->abef = _mm_add_epi32(lane->abef, abef);
    lane->cdgh = _mm_add_epi32(lane->cdgh, cdgh);
}

SHA void csha256_update_pair(uint32_t *states, const uint8_t *blocks, size_t stride, size_t count) {
    lane a, b;
    load_state(&a, states);
    load_state(&b, states + 8);
    for (; count > 0; count--, blocks += 64) {
        __m128i a_abef = a.abef, a_cdgh = a.cdgh, b_abef = b.abef, b_cdgh = b.cdgh;
        load_block(&a, blocks);
        load_block(&b, blocks + stride);
#pragma clang loop unroll(full)
        for (int group = 0; group < 16; group++) {
            four_rounds(&a, group);
            four_rounds(&b, group);
        }
        add_state(&a, a_abef, a_cdgh);
        add_state(&b, b_abef, b_cdgh);
    }
    store_state(&a, states);
    store_state(&b, states + 8);
}

#endif

// SHA-256 of LANES messages by plain vector arithmetic: a vector holds the same word of each of them.
//
// Included once for each width, with LANES, TARGET, what the functions are called, and LOW and HIGH: the places of the elements
// of two vectors that are interleaved, from the lower halves and from the upper.

#define VECTORS __attribute__((target(TARGET)))
#define VECTORS_INLINE __attribute__((target(TARGET), always_inline)) static inline

typedef uint32_t VECTOR __attribute__((vector_size(4 * LANES)));

VECTORS_INLINE VECTOR NAME(right)(VECTOR words, int bits) { return words >> bits | words << (32 - bits); }

// The next LANES words of each message, transposed: interleaved with each other as often as LANES can be halved.
VECTORS_INLINE void NAME(load)(VECTOR *words, const uint8_t *blocks, size_t stride) {
    for (int i = 0; i < LANES; i++) {
        VECTOR row;
        memcpy(&row, blocks + i * stride, sizeof row);
        // The words of a message are big-endian.
        words[i] = row >> 24 | (row >> 8 & 0xFF00) | (row << 8 & 0xFF0000) | row << 24;
    }
#pragma clang loop unroll(full)
    for (int step = 1; step < LANES; step *= 2) {
        VECTOR rows[LANES];
        memcpy(rows, words, sizeof rows);
#pragma clang loop unroll(full)
        for (int i = 0; i < LANES / 2; i++) {
            words[2 * i] = __builtin_shufflevector(rows[i], rows[i + LANES / 2], LOW);
            words[2 * i + 1] = __builtin_shufflevector(rows[i], rows[i + LANES / 2], HIGH);
        }
    }
}

// The word of round `round` + 16, in place of the one of `round`.
VECTORS_INLINE void NAME(schedule)(VECTOR *words, int round) {
    VECTOR first = words[(round + 1) & 15], last = words[(round + 14) & 15];
    words[round & 15] += (NAME(right)(first, 7) ^ NAME(right)(first, 18) ^ first >> 3) + words[(round + 9) & 15] +
                         (NAME(right)(last, 17) ^ NAME(right)(last, 19) ^ last >> 10);
}

VECTORS static void NAME(update)(uint32_t *states, const uint8_t *blocks, size_t stride, size_t count) {
    VECTOR state[8], words[16];
    for (int i = 0; i < 8; i++) {
        for (int lane = 0; lane < LANES; lane++) state[i][lane] = states[8 * lane + i];
    }
    for (; count > 0; count--, blocks += 64) {
        for (int word = 0; word < 16; word += LANES) NAME(load)(words + word, blocks + 4 * word, stride);
        VECTOR a = state[0], b = state[1], c = state[2], d = state[3];
        VECTOR e = state[4], f = state[5], g = state[6], h = state[7];
#pragma clang loop unroll(full)
        for (int round = 0; round < 64; round++) {
            VECTOR choice = g ^ (e & (f ^ g)), majority = (a & b) | (c & (a | b));
            VECTOR first = h + (NAME(right)(e, 6) ^ NAME(right)(e, 11) ^ NAME(right)(e, 25)) + choice +
                           round_constants[round] + words[round & 15];
            VECTOR second = (NAME(right)(a, 2) ^ NAME(right)(a, 13) ^ NAME(right)(a, 22)) + majority;
            if (round < 48) NAME(schedule)(words, round);
            h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
        }
        state[0] += a, state[1] += b, state[2] += c, state[3] += d;
        state[4] += e, state[5] += f, state[6] += g, state[7] += h;
    }
    for (int i = 0; i < 8; i++) {
        for (int lane = 0; lane < LANES; lane++) states[8 * lane + i] = state[i][lane];
    }
}

#undef VECTORS
#undef VECTORS_INLINE

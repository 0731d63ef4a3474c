#include "csha256.h"

#if !defined(__x86_64__) && !defined(__aarch64__)

bool csha256_is_supported(void) { return false; }

void csha256_update(uint32_t state[8], const uint8_t *blocks, size_t count) {}

void csha256_update_two(uint32_t first[8], const uint8_t *first_blocks, uint32_t second[8],
                        const uint8_t *second_blocks, size_t count) {}

#endif

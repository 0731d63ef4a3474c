#ifndef CSHA256_PAIR_H
#define CSHA256_PAIR_H

#include <stddef.h>
#include <stdint.h>

// Two lanes, by the processor's own instructions.
void csha256_update_pair(uint32_t *states, const uint8_t *blocks, size_t stride, size_t count);

#endif

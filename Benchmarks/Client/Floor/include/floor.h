// The least that the C API allows: what the Swift client's times are divided by.
#pragma once

#include <stdbool.h>
#include <stdint.h>

// What every reader makes of the rows, so that each proves to have read them all. Sums of integers wrap.
typedef struct {
    int64_t ids;
    double amounts;
    uint64_t bytes;
    int64_t ticks;
    int64_t quantities;
    int64_t present;
} floor_checksum;

// An open database and a connection to it.
typedef struct floor_database floor_database;

// Opens a database in memory and runs one statement in it; NULL when that failed.
floor_database *floor_open(const char *sql);
void floor_close(floor_database *database);

// Executes a query of five columns (BIGINT, DOUBLE, VARCHAR, TIMESTAMP, INTEGER) and then, which alone is timed, reads its
// chunks; without `values` it only fetches them. Returns the nanoseconds, negative when something failed.
int64_t floor_read(floor_database *database, const char *sql, bool values, floor_checksum *checksum);

// The nanoseconds of each step.
typedef struct {
    int64_t open, connect, query, disconnect, close;
} floor_steps;

// Opens a database in memory, connects, reads `SELECT 1` and closes all.
bool floor_cycle(floor_steps *steps);

// Connects to the database, reads `SELECT 1` and disconnects; adds to `steps`.
bool floor_visit(floor_database *database, floor_steps *steps);

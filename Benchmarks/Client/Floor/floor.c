#include "floor.h"

#include <duckdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct floor_database {
    duckdb_database database;
    duckdb_connection connection;
};

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static bool query(duckdb_connection connection, const char *sql, duckdb_result *result) {
    if (duckdb_query(connection, sql, result) == DuckDBSuccess) return true;
    fprintf(stderr, "%s\n", duckdb_result_error(result));
    return false;
}

static bool run(duckdb_connection connection, const char *sql) {
    duckdb_result result;
    bool done = query(connection, sql, &result);
    duckdb_destroy_result(&result);
    return done;
}

floor_database *floor_open(const char *sql) {
    floor_database *database = calloc(1, sizeof *database);
    if (database != NULL && duckdb_open(NULL, &database->database) == DuckDBSuccess &&
        duckdb_connect(database->database, &database->connection) == DuckDBSuccess && run(database->connection, sql)) {
        return database;
    }
    floor_close(database);
    return NULL;
}

void floor_close(floor_database *database) {
    if (database == NULL) return;
    duckdb_disconnect(&database->connection);
    duckdb_close(&database->database);
    free(database);
}

static uint64_t sum_of_bytes(const duckdb_string_t *text) {
    uint32_t length = text->value.inlined.length;
    const char *bytes = length <= 12 ? text->value.inlined.inlined : text->value.pointer.ptr;
    uint64_t sum = 0;
    for (uint32_t index = 0; index < length; index++) sum += (unsigned char)bytes[index];
    return sum;
}

static void read_chunk(duckdb_data_chunk chunk, floor_checksum *sums) {
    idx_t rows = duckdb_data_chunk_get_size(chunk);
    floor_checksum sum = *sums;

    const int64_t *ids = duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, 0));
    for (idx_t row = 0; row < rows; row++) sum.ids = (int64_t)((uint64_t)sum.ids + (uint64_t)ids[row]);
    const double *amounts = duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, 1));
    for (idx_t row = 0; row < rows; row++) sum.amounts += amounts[row];
    const duckdb_string_t *names = duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, 2));
    for (idx_t row = 0; row < rows; row++) sum.bytes += sum_of_bytes(&names[row]);
    const int64_t *ticks = duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, 3));
    for (idx_t row = 0; row < rows; row++) sum.ticks = (int64_t)((uint64_t)sum.ticks + (uint64_t)ticks[row]);

    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, 4);
    const int32_t *quantities = duckdb_vector_get_data(vector);
    const uint64_t *validity = duckdb_vector_get_validity(vector);
    for (idx_t row = 0; row < rows; row++) {
        if (validity != NULL && !(validity[row >> 6] >> (row & 63) & 1)) continue;
        sum.quantities += quantities[row];
        sum.present++;
    }
    *sums = sum;
}

int64_t floor_read(floor_database *database, const char *sql, bool values, floor_checksum *checksum) {
    duckdb_result result;
    int64_t elapsed = -1;
    *checksum = (floor_checksum){0};
    if (query(database->connection, sql, &result)) {
        int64_t start = now();
        duckdb_data_chunk chunk;
        while ((chunk = duckdb_fetch_chunk(result)) != NULL) {
            if (values) read_chunk(chunk, checksum);
            duckdb_destroy_data_chunk(&chunk);
        }
        elapsed = now() - start;
    }
    duckdb_destroy_result(&result);
    return elapsed;
}

static bool read_one(duckdb_connection connection) {
    duckdb_result result;
    bool right = false;
    if (query(connection, "SELECT 1", &result)) {
        duckdb_data_chunk chunk = duckdb_fetch_chunk(result);
        if (chunk != NULL && duckdb_data_chunk_get_size(chunk) == 1) {
            right = *(const int32_t *)duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, 0)) == 1;
        }
        duckdb_destroy_data_chunk(&chunk);
    }
    duckdb_destroy_result(&result);
    return right;
}

bool floor_visit(floor_database *database, floor_steps *steps) {
    duckdb_connection connection;
    int64_t start = now();
    if (duckdb_connect(database->database, &connection) != DuckDBSuccess) return false;
    int64_t connected = now();
    bool right = read_one(connection);
    int64_t read = now();
    duckdb_disconnect(&connection);
    int64_t disconnected = now();
    steps->connect += connected - start;
    steps->query += read - connected;
    steps->disconnect += disconnected - read;
    return right;
}

bool floor_cycle(floor_steps *steps) {
    floor_database cycle = {0};
    *steps = (floor_steps){0};
    int64_t start = now();
    if (duckdb_open(NULL, &cycle.database) != DuckDBSuccess) return false;
    int64_t opened = now();
    bool right = floor_visit(&cycle, steps);
    int64_t visited = now();
    duckdb_close(&cycle.database);
    int64_t closed = now();
    steps->open = opened - start;
    steps->close = closed - visited;
    return right;
}

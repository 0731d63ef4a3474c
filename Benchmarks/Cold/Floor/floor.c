// What a cold start costs at the least: the engine calls that the function makes, one after the other, and nothing else.
//
// FLOOR_SETUP has the statements that load, create and attach, a line each; FLOOR_QUERY the statement of the
// invocation, whatever the event says. The values go back as an array of arrays of texts.
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "duckdb.h"
#include "runtime_api.h"

static char answer[65536];
static char phases[8192];
static double last;

static void fail(const char *what, const char *why) {
    fprintf(stderr, "cold-floor: %s: %s\n", what, why ? why : "no reason given");
    exit(1);
}

static double milliseconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

// Records what was done since the phase before.
static void record(const char *name, double start, double now) {
    size_t used = strlen(phases);
    snprintf(phases + used, sizeof phases - used, "%s{\"name\":\"%s\",\"start\":\"%.3f\",\"duration\":\"%.3f\"}", used ? "," : "",
             name, last - start, now - last);
    last = now;
}

static duckdb_connection open_engine(void) {
    // As the function opens its own, but for the memory's limit and the folder to spill into.
    static const char *const settings[][2] = {
        {"autoload_known_extensions", "false"},     {"threads", "1"},
        {"allow_unsigned_extensions", "true"},      {"allow_persistent_secrets", "false"},
        {"autoinstall_known_extensions", "false"},  {"allocator_background_threads", "false"},
        {"allow_community_extensions", "false"},    {"temp_directory", ""},
    };
    duckdb_config config = NULL;
    duckdb_database database = NULL;
    duckdb_connection connection = NULL;
    char *error = NULL;
    if (duckdb_create_config(&config) == DuckDBError) fail("config", NULL);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        if (duckdb_set_config(config, settings[i][0], settings[i][1]) == DuckDBError) fail("setting", settings[i][0]);
    }
    if (duckdb_open_ext(NULL, &database, config, &error) == DuckDBError) fail("open", error);
    duckdb_destroy_config(&config);
    if (duckdb_connect(database, &connection) == DuckDBError) fail("connect", NULL);
    return connection;
}

static duckdb_result run(duckdb_connection connection, const char *sql) {
    duckdb_result result;
    if (duckdb_query(connection, sql, &result) == DuckDBError) fail("statement", duckdb_result_error(&result));
    return result;
}

// One after the other, each a phase of its own.
static void set_up(duckdb_connection connection, double start) {
    const char *names = getenv("FLOOR_PHASES");
    char *setup = strdup(getenv("FLOOR_SETUP") ? getenv("FLOOR_SETUP") : "");
    char *named = strdup(names ? names : ""), *rest = setup, *titles = named, *sql, *name;
    while ((sql = strsep(&rest, "\n"))) {
        if (!*sql) continue;
        duckdb_result result = run(connection, sql);
        duckdb_destroy_result(&result);
        name = strsep(&titles, "\n");
        record(name && *name ? name : "setup", start, milliseconds(CLOCK_MONOTONIC));
    }
    free(setup);
    free(named);
}

static size_t append(size_t at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int count = vsnprintf(answer + at, sizeof answer - at, format, arguments);
    va_end(arguments);
    if (count < 0 || at + (size_t)count >= sizeof answer) fail("answer", "it does not fit");
    return at + (size_t)count;
}

// The benchmark's values need no escape.
static int encode(duckdb_result *result) {
    size_t at = append(0, "[");
    idx_t rows = duckdb_row_count(result), columns = duckdb_column_count(result);
    for (idx_t row = 0; row < rows; row++) {
        at = append(at, row ? ",[" : "[");
        for (idx_t column = 0; column < columns; column++) {
            char *value = duckdb_value_varchar(result, column, row);
            at = append(at, column ? ",\"%s\"" : "\"%s\"", value ? value : "");
            duckdb_free(value);
        }
        at = append(at, "]");
    }
    return (int)append(at, "]");
}

int main(void) {
    double process = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    double start = milliseconds(CLOCK_MONOTONIC) - process;
    last = start;
    record("process", start, start + process);
    const char *query = getenv("FLOOR_QUERY");
    if (!query) fail("FLOOR_QUERY", "it is not set");
    duckdb_connection connection = open_engine();
    record("engine", start, milliseconds(CLOCK_MONOTONIC));
    set_up(connection, start);
    int stream = runtime_api_connect();
    bool is_cold = true;
    struct invocation invocation;
    while (stream >= 0 && runtime_api_next(stream, &invocation) == 0) {
        last = milliseconds(CLOCK_MONOTONIC);
        duckdb_result result = run(connection, query);
        int length = encode(&result);
        duckdb_destroy_result(&result);
        if (is_cold) {
            record("query", start, milliseconds(CLOCK_MONOTONIC));
            printf("{\"metadata\":{\"cold\":\"true\",\"phases\":[%s]}}\n", phases);
            fflush(stdout);
        }
        is_cold = false;
        if (runtime_api_respond(stream, &invocation, answer, length) != 0) return 1;
    }
    return 1;
}

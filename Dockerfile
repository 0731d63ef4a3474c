# The query function as a container image for AWS Lambda, or for any platform that runs containers.
#
#   docker build --platform linux/arm64 --build-arg LIBDUCKDB_SHA256=… --tag queries .
#
# Documentation/container-image.md explains each argument, and how to change extensions and queries.
ARG BUILDER_IMAGE=swift:6.3-amazonlinux2023
ARG RUNTIME_IMAGE=public.ecr.aws/lambda/provided:al2023

# Empty, for `--build-context libduckdb=FOLDER`: a folder with libduckdb.so and duckdb.h for the image's architecture.
FROM scratch AS libduckdb

FROM ${BUILDER_IMAGE} AS builder
ARG BUILDER_SETUP="dnf install -y binutils findutils python3 python3-pip tar util-linux zlib-devel && dnf clean all"
RUN sh -euc "$BUILDER_SETUP"

# Where the package is built; another folder only for who mounts a checkout there.
ARG CHECKOUT=/src
WORKDIR ${CHECKOUT}
COPY Scripts Scripts

# The engine's library and header.
ARG TARGETARCH
ARG LIBDUCKDB_URL=https://github.com/duckdb/duckdb/releases/download/v1.5.4/libduckdb-linux-${TARGETARCH}.zip
ARG LIBDUCKDB_SHA256
COPY --from=libduckdb / /libduckdb/
RUN Scripts/image/libduckdb /libduckdb
ENV LD_LIBRARY_PATH=/usr/local/lib PKG_CONFIG_PATH=/usr/local/lib/pkgconfig

# What the package depends on, which takes most of the time and changes least. C is not left for later: in its place a
# module of Swift would be made, and found instead of it ever after.
ARG STATIC_STDLIB=yes
COPY Package.swift duckdb-extensions.json ./
COPY Plugins Plugins
COPY Sources/PinFile Sources/PinFile
COPY Sources/extension-pin-check Sources/extension-pin-check
COPY Sources/CDuckDB Sources/CDuckDB
COPY Sources/CSHA256 Sources/CSHA256
COPY Sources/CZlib Sources/CZlib
RUN Scripts/image/build duckdb-serverless QueryFunction

# The bundle, with the sources that the command is made of: changes of the function leave it as it is.
COPY Sources/AWSParameters Sources/AWSParameters
COPY Sources/Compression Sources/Compression
COPY Sources/DuckDBClient Sources/DuckDBClient
COPY Sources/DuckDBLambda Sources/DuckDBLambda
COPY Sources/DuckDBServerless Sources/DuckDBServerless
COPY Sources/LambdaRuntime Sources/LambdaRuntime
COPY Sources/duckdb-serverless Sources/duckdb-serverless
RUN Scripts/image/build duckdb-serverless
ARG EXTENSIONS="httpfs postgres_scanner"
ARG BAKE_FLAGS=""
RUN .build/release/duckdb-serverless bake $BAKE_FLAGS --platform linux_${TARGETARCH} \
    --target /image/duckdb_extensions $EXTENSIONS

# The function, stripped, and the libraries that no base image has.
COPY Sources Sources
RUN Scripts/image/build QueryFunction && BAKE=no Scripts/assemble /image/task

FROM ${RUNTIME_IMAGE} AS runtime
ARG RUNTIME_SETUP=true
RUN sh -euc "$RUNTIME_SETUP"
COPY --from=builder /image/duckdb_extensions /opt/duckdb_extensions
COPY --from=builder /image/task /var/task
# A library that the base image lacks is found out here, not by the first invocation.
RUN for loader in /lib64/ld-linux-*.so.* /lib/ld-linux-*.so.*; do \
        if [ -x "$loader" ]; then exec "$loader" --list /var/task/bootstrap; fi; \
    done; echo "There is no loader of glibc in this base image." >&2; exit 1
ARG QUERIES=Demo/queries
COPY ${QUERIES} /var/task/queries
ENV LAMBDA_TASK_ROOT=/var/task
WORKDIR /var/task
# The number that Lambda uses; no image needs to know its name.
USER 993:993
ENTRYPOINT ["/var/task/bootstrap"]

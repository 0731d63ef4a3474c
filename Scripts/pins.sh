# shellcheck shell=bash disable=SC2034  # Used by the scripts that source this file.
# The version and SHA-256 of everything that Scripts/setup downloads; Python's own pins are in requirements*.txt.

# DuckDB's release library and header.
duckdb_version=1.5.4
libduckdb_wheel=bareduckdb==0.10.154
libduckdb_member=bareduckdb/_libs/libduckdb.so
libduckdb_platforms="manylinux_2_28_x86_64 manylinux_2_27_x86_64"
libduckdb_sha256=d7f30ef2ef4b813edb94ce82906329cc689672624a4161617ea33431040ce174
header_sdist=duckdb==1.5.4
header_sdist_sha256=f9e32f1cdd106793d79d190186bed9e75289d51e68bd9174e47c04bffedeab6f
header_member=duckdb-1.5.4/external/duckdb/src/include/duckdb.h
header_sha256=b6d1d212603b751c6613868b4d499952c4bbd9e241c6ae5979da431505282151

# AWS's runtime interface emulator.
emulator_wheel=aws-sam-cli==1.170.0
emulator_member=samcli/local/rapid/aws-lambda-rie
emulator_sha256_x86_64=6b1e686e62ab2baf5759c412c4864276ef2a88b094fca53ec070637ccba9b9a5
emulator_sha256_arm64=ec2e5d09633d853834c008b1ef264bf834b258a94d551d2b2074966494b39a21

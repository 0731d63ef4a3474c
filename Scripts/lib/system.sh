# shellcheck shell=bash
# Debian packages, for Scripts/setup: installed only when what they bring is missing.

install_system_packages() {
    local packages=()
    command -v python3 >/dev/null || packages+=(python3)
    python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)
    command -v pkg-config >/dev/null || packages+=(pkg-config)
    command -v curl >/dev/null || packages+=(curl)
    command -v unzip >/dev/null || packages+=(unzip)
    [ -e /usr/include/zlib.h ] || packages+=(zlib1g-dev)
    # Debian has it where only root's path leads.
    [ -x /usr/sbin/nft ] || command -v nft >/dev/null || packages+=(nftables)
    [ -e /etc/ssl/certs/ca-certificates.crt ] || packages+=(ca-certificates)
    if [ ${#packages[@]} -gt 0 ]; then
        say "installing ${packages[*]} (about half a minute)"
        apt_install "${packages[@]}" ||
            die "apt-get could not install ${packages[*]}." "Install them by hand, then run it again."
    fi
    has_postgresql || install_postgresql
    has_mariadb || install_mariadb
    has_chromium || install_chromium
}

has_postgresql() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null
}

# Debian makes and starts a server with the package; the demo and the tests start their own, so that is left out.
install_postgresql() {
    local without_server=/etc/postgresql-common/createcluster.d/duckdb-serverless.conf
    say "installing PostgreSQL (about a minute)"
    if write_as_root "$without_server" "create_main_cluster = false" && apt_install postgresql; then
        privileged "$without_server" rm -f "$without_server"
    else
        privileged "$without_server" rm -f "$without_server" || true
        say "warning: PostgreSQL could not be installed; the demo runs without it, tests that need it fail"
    fi
}

has_mariadb() {
    [ -x /usr/sbin/mariadbd ] && command -v mariadb-install-db mariadb >/dev/null
}

# The programs without the package that makes them a service; the tests start their own server.
install_mariadb() {
    say "installing MariaDB (about half a minute)"
    apt_install mariadb-server-core mariadb-client-core ||
        say "warning: MariaDB could not be installed; tests that need it fail"
}

has_chromium() {
    command -v chromium chromedriver >/dev/null
}

# The tests look at the page of `duckdb-serverless serve` with it.
install_chromium() {
    say "installing Chromium (about a minute)"
    apt_install chromium chromium-driver || say "warning: Chromium could not be installed; tests that need it fail"
}

write_as_root() {
    printf '%s\n' "$2" >"$work/line"
    install_whole 644 "$work/line" "$1"
}

apt_install() {
    command -v apt-get >/dev/null || return 1
    {
        privileged /var/lib/dpkg/status apt-get update -q &&
            privileged /var/lib/dpkg/status env DEBIAN_FRONTEND=noninteractive \
                apt-get install -q -y --no-install-recommends "$@"
    } >"$work/apt.log" 2>&1 || {
        tail -n 5 "$work/apt.log" | sed 's/^/       | /' >&2
        return 1
    }
}

# What pol is built and tested with, by the names of Debian 12; the only list. Read by tests/run.sh and
# examples/quickstart.sh.
packages='gcc libc6-dev meson ninja-build pkg-config bison flex uthash-dev check python3 strace
libsqlite3-dev libzip-dev libexpat1-dev libxlsxwriter-dev libz3-dev'

# Says nothing where nothing is missing.
install_missing() {
    command -v dpkg-query > /dev/null || { echo "Not a Debian system; these must be there: $packages" >&2; return 0; }
    missing=
    for package in $packages; do
        dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2> /dev/null | grep -q '^ii' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    echo "Installing:$missing" >&2
    $as_root apt-get update -qq >&2
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
}

# configure FOLDER OPTIONS…: sets up a build folder; one that is there is kept.
configure() {
    folder=$1
    shift
    [ -f "$folder/build.ninja" ] || meson setup "$folder" "$@" > "$folder.log" 2>&1 || {
        cat "$folder.log" >&2
        return 1
    }
    rm -f "$folder.log"
}

# What pol is built and tested with, by the names of Debian 12; the only list. Read by tests/run.sh and
# examples/quickstart.sh.
packages='gcc libc6-dev meson ninja-build pkg-config bison flex uthash-dev check strace
python3 python3-jsonschema python3-yaml perl libxml2-utils lcov
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

# The schema of SARIF is in a package of npm's, of which nothing is run. Without it the test that reads it is passed
# over.
sarif_schema=@microsoft/jest-sarif@1.0.0-beta.0

# fetch_schemas FOLDER
fetch_schemas() {
    [ ! -f "$1/microsoft-jest-sarif-1.0.0-beta.0.tgz" ] || return 0
    mkdir -p "$1"
    npm pack --silent --pack-destination "$1" $sarif_schema > /dev/null 2>&1 ||
        echo "The schema of SARIF is not to be had from npm: its test is passed over" >&2
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

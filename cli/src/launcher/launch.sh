# What both launchers share: the one at the root of the repository, which builds first, and bin/headstart of a release.
# They set home, the folder that holds models/; find a Java; and call launch.
#
#   HEADSTART_JAVA_OPTS   more options for Java, e.g. -Xmx8g
#   OPENBLAS_CORETYPE, GOMP_SPINCOUNT, OPENBLAS_THREAD_TIMEOUT, MALLOC_…, GLIBC_TUNABLES
#                         set here for speed, each unless it is set already
# shellcheck shell=sh disable=SC2154

fail() {
    echo "headstart: $*" >&2
    exit 1
}

# --- Java -----------------------------------------------------------------------------------------------------------

# Prints the major version of the Java in a folder, or 0. A release file is read much faster than Java starts.
java_version() {
    [ -x "$1/bin/java" ] || { echo 0; return; }
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) || version=
    [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    echo "${version:-0}"
}

# Prints the folder of the java on the PATH.
java_on_path() {
    java=$(command -v java) || return 0
    java=$(readlink -f "$java" 2>/dev/null) || return 0
    dirname "$(dirname "$java")"
}

# Prints where Java may be, one folder a line: the user's choice first.
java_candidates() {
    echo "${JAVA_HOME:-}"
    java_on_path
    if [ -x /usr/libexec/java_home ]; then   # macOS, where the java on the PATH may only be a stub
        /usr/libexec/java_home -v 17+ 2>/dev/null || true
    fi
    for folder in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        echo "$folder"
    done
}

# Sets java_home and java_major to the first Java of 17 or later that has the program $1; else fails, asking for a $2.
find_java() {
    java_major=0
    while IFS= read -r java_home; do
        if [ -n "$java_home" ] && [ -x "$java_home/bin/$1" ]; then
            java_major=$(java_version "$java_home")
            [ "$java_major" -lt 17 ] || return 0
        fi
    done <<CANDIDATES
$(java_candidates)
CANDIDATES
    fail "there is no Java ($2) of version 17 or later. Install one (on Debian: apt install openjdk-17-$2-headless)" \
        "or set JAVA_HOME."
}

# --- run ------------------------------------------------------------------------------------------------------------

set_environment() {
    # OpenBLAS takes some AVX-512 processors for older ones, at half the speed.
    if [ -z "${OPENBLAS_CORETYPE:-}" ] && grep -qsw avx512f /proc/cpuinfo; then
        export OPENBLAS_CORETYPE=SKYLAKEX
    fi

    # libgomp's threads and OpenBLAS's both wait by spinning; on the same cores each keeps the other from working. So both
    # spin briefly, long enough for the pause between two operations, and then sleep.
    if [ -z "${OMP_WAIT_POLICY:-}" ]; then
        export GOMP_SPINCOUNT="${GOMP_SPINCOUNT:-10000}" OPENBLAS_THREAD_TIMEOUT="${OPENBLAS_THREAD_TIMEOUT:-16}"
    fi

    # The C library gives large blocks back to the system at once, and every new tensor then costs a page fault every 4 KB.
    # Here it keeps them, in one arena and on large pages.
    export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}" MALLOC_MMAP_MAX_="${MALLOC_MMAP_MAX_:-0}"
    export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-68719476736}"
    export GLIBC_TUNABLES="${GLIBC_TUNABLES:-glibc.malloc.hugetlb=1}"

    # Java decodes its arguments and file names by the locale; outside UTF-8, Hindi would be lost before it is seen. A locale
    # may be asked for that is not installed, so the C library is asked what has come of it.
    [ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8
}

# Becomes the Java process, so that signals and exit codes pass through. $1: class path, $2: an archive of its classes, which
# may be missing; then come the arguments of the command line.
launch() {
    class_path=$1 archive=$2
    shift 2
    set_environment
    terminal='0 0'   # rows and columns
    [ ! -t 2 ] || terminal=$(stty size 2>/dev/null <&2) || terminal='24 80'
    colour=false
    [ ! -t 1 ] || [ -n "${NO_COLOR:-}" ] || colour=true

    # The engine is native code, and its binding reads native memory; from 24 on, Java warns about both unless told.
    set -- dev.headstart.cli.Headstart "$@"
    [ "$java_major" -lt 24 ] || set -- --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "$@"

    # An archive of other jars or another Java is passed over; Java's remarks on that are silenced.
    [ ! -e "$archive" ] || set -- -XX:SharedArchiveFile="$archive" "$@"

    # HEADSTART_JAVA_OPTS holds several options, to be split at blanks. A proxy gets its password on the way to an https address
    # only if Java is told that it may.
    # shellcheck disable=SC2086
    exec "$java_home/bin/java" -XX:+UseSerialGC -Xshare:auto -Xlog:disable \
        -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djdk.http.auth.tunneling.disabledSchemes= \
        -Dheadstart.terminal="${terminal#* }" -Dheadstart.terminal.rows="${terminal% *}" -Dheadstart.colour=$colour \
        -Dheadstart.home="$home" -cp "$class_path" ${HEADSTART_JAVA_OPTS:-} "$@"
}

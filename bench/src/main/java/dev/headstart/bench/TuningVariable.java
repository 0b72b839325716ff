package dev.headstart.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Variables of the environment by which the launcher tunes the engine. A program that tunes nothing has none of them. */
public enum TuningVariable {
    OPENBLAS_CORETYPE, OPENBLAS_THREAD_TIMEOUT, OMP_WAIT_POLICY, GOMP_SPINCOUNT, MALLOC_ARENA_MAX, MALLOC_MMAP_MAX_,
    MALLOC_TRIM_THRESHOLD_, GLIBC_TUNABLES;

    /** @return those of them that {@code environment} sets, by name */
    public static Map<String, String> in(Map<String, String> environment) {
        Map<String, String> set = new TreeMap<>();
        Arrays.stream(values()).map(Enum::name).filter(environment::containsKey)
                .forEach(name -> set.put(name, environment.get(name)));
        return set;
    }

    static void removeFrom(Map<String, String> environment) {
        Arrays.stream(values()).map(Enum::name).forEach(environment::remove);
    }
}

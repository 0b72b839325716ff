package dev.headstart.eval;

/** SplitMix64 (Steele, Lea and Flood 2014), written out because no JDK class promises its numbers at this speed. */
final class SplitMix64 {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private long state;

    SplitMix64(long seed) {
        state = seed;
    }

    /** @return a stream of its own for every seed and path, so that resamples may be drawn in any order */
    static SplitMix64 of(long seed, int... path) {
        long state = seed;
        for (int step : path) {
            state = mixed(state + STEP) + step;
        }
        return new SplitMix64(mixed(state + STEP));
    }

    /** @param bound at most 2^31 - 1; the bias is below bound / 2^32 */
    int below(int bound) {
        state += STEP;
        return (int) ((mixed(state) >>> 32) * bound >>> 32);
    }

    private static long mixed(long state) {
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}

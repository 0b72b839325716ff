package dev.headstart.experiment;

import dev.headstart.run.DivergenceException;
import dev.headstart.run.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Listens to a run until its pace is known, and then ends it by an exception of its own. A run's last task is its updates; what
 * comes before them is the encoder's output on train and dev. After an epoch it looks at dev, and then speaks.
 */
final class Probe implements RunListener {
    private static final int FEWEST = 8;            // updates
    private static final double WARM = 2;           // seconds of updates before any counts: Java compiles, kernels are chosen
    private static final double LONG_ENOUGH = 5;    // seconds of updates that count
    private static final double TOO_LONG = 60;      // seconds of updates after which no look at dev is waited for

    /** Ends the run. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("The pace is known.");
        }
    }

    private final double began = now();
    private final int looksWanted;
    private final List<Double> looks = new ArrayList<>();
    private double before = Double.NaN;
    private double encodeSeconds;
    private long encoded;
    private long announced;
    private double taskBegan = Double.NaN;
    private double last = Double.NaN;
    private double stepSeconds;
    private long steps;
    private long updates;

    private Probe(boolean looksAtDev) {
        this.looksWanted = looksAtDev ? 2 : 0;      // the first of them is cold
    }

    /**
     * @param looksAtDev     whether the run will, after every epoch
     * @param piecesPerUnit  mean length of what it encodes
     * @param devPieces      that it looks at
     */
    static Pace of(Consumer<RunListener> run, boolean looksAtDev, double piecesPerUnit, double devPieces) {
        Probe probe = new Probe(looksAtDev);
        try {
            run.accept(probe);
        } catch (Enough known) {
            // the run's folder is gone, the figures are here
        } catch (DivergenceException soon) {
            if (Double.isNaN(probe.last)) {
                throw soon;
            }
            // how fast it went is known, and how it ends is the experiment's to find out
        }
        return probe.pace(piecesPerUnit, devPieces);
    }

    private Pace pace(double piecesPerUnit, double devPieces) {
        double step = steps > 0 ? stepSeconds / steps : (last - taskBegan) / Math.max(1, updates);
        double look = looks.isEmpty() ? 0 : looks.get(looks.size() - 1) / devPieces;
        return new Pace(before, encoded == 0 ? 0 : encodeSeconds / (encoded * piecesPerUnit), step, look, announced);
    }

    private static double now() {
        return System.nanoTime() / 1e9;
    }

    @Override
    public void say(String line) {
        if (!Double.isNaN(last)) {
            looks.add(now() - last);
            last = now();
        }
    }

    @Override
    public Task begin(String name, long total) {
        before = Double.isNaN(before) ? now() - began : before;
        if (!Double.isNaN(last)) {                  // what came before was not updates
            encodeSeconds += last - taskBegan;
            encoded += announced;
        }
        announced = total;
        taskBegan = now();
        last = Double.NaN;
        stepSeconds = 0;
        steps = 0;
        updates = 0;
        return (done, message) -> stepped(done);
    }

    private void stepped(long done) {
        updates = done;
        double time = now();
        if (!Double.isNaN(last) && time - taskBegan > WARM) {
            stepSeconds += time - last;
            steps++;
        }
        last = time;
        boolean looked = looks.size() >= looksWanted || time - taskBegan > TOO_LONG;
        if (steps >= FEWEST && stepSeconds >= LONG_ENOUGH && looked) {
            throw new Enough();
        }
    }
}

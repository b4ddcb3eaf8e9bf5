package dev.opsdeck.server.capacity;

/// Whether residuals follow one another by chance: the runs test of Wald and Wolfowitz (1940), exact. Pure.
final class Residuals {

    private static final double UNLIKELY = 0.05;

    private Residuals() {}

    /// Whether so few changes of side come by chance less than once in twenty times.
    ///
    /// @param n in rising order
    static boolean haveATrend(double[] n, double[] x, ScalabilityLaw law) {
        int above = 0;
        int below = 0;
        int runs = 0;
        boolean last = false;
        for (int i = 0; i < n.length; i++) {
            boolean side = x[i] >= law.at(n[i]);
            runs += i == 0 || side != last ? 1 : 0;
            above += side ? 1 : 0;
            below += side ? 0 : 1;
            last = side;
        }
        return above > 0 && below > 0 && chance(above, below, runs) < UNLIKELY;
    }

    /// The chance of at most so many runs.
    static double chance(int above, int below, int runs) {
        double ways = 0;
        for (int r = 2; r <= runs; r++) {
            int half = r / 2;
            ways += r % 2 == 0
                    ? 2 * choose(above - 1, half - 1) * choose(below - 1, half - 1)
                    : choose(above - 1, half) * choose(below - 1, half - 1)
                            + choose(above - 1, half - 1) * choose(below - 1, half);
        }
        return ways / choose(above + below, above);
    }

    private static double choose(int of, int some) {
        double ways = some < 0 || some > of ? 0 : 1;
        for (int i = 0; i < some; i++) {
            ways = ways * (of - i) / (i + 1);
        }
        return ways;
    }
}

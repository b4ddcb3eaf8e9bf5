package dev.opsdeck.server.capacity;

/// Gunther's Universal Scalability Law, X(N) = λN / (1 + σ(N−1) + κN(N−1)), from Neil J. Gunther, Guerrilla Capacity
/// Planning, Springer 2007, with λ as in his later papers.
record ScalabilityLaw(double lambda, double sigma, double kappa) {

    /// Throughput at that concurrency.
    double at(double n) {
        return lambda * n / waiting(n);
    }

    /// How many times longer a request takes than alone.
    private double waiting(double n) {
        return 1 + sigma * (n - 1) + kappa * n * (n - 1);
    }

    /// The derivatives of the throughput by λ, σ and κ.
    double[] slopes(double n) {
        double waiting = waiting(n);
        double byWaiting = -lambda * n / (waiting * waiting);
        return new double[] {n / waiting, byWaiting * (n - 1), byWaiting * n * (n - 1)};
    }

    /// The concurrency with the most throughput; endless when more always gives more, and not a number when one
    /// request at a time gives the most.
    double peak() {
        return kappa == 0 ? Double.POSITIVE_INFINITY : Math.sqrt((1 - sigma) / kappa);
    }
}

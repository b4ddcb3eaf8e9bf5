package dev.opsdeck.server.capacity;

import org.jspecify.annotations.Nullable;

/// Systems of a few linear equations. Pure.
final class Linear {

    private static final double SINGULAR = 1e-13;

    private Linear() {}

    /// Gauss's elimination of a symmetric matrix, scaled to a diagonal of ones, with pivots.
    ///
    /// @return null when the equations do not tell one solution
    static double @Nullable [] solve(double[][] left, double[] right) {
        int size = right.length;
        double[] scale = new double[size];
        for (int i = 0; i < size; i++) {
            scale[i] = Math.sqrt(left[i][i]);
            if (!(scale[i] > 0) || !Double.isFinite(scale[i])) {
                return null;
            }
        }
        double[][] rows = new double[size][size + 1];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                rows[i][j] = left[i][j] / scale[i] / scale[j];
            }
            rows[i][size] = right[i] / scale[i];
        }
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swapped = rows[column];
            rows[column] = rows[pivot];
            rows[pivot] = swapped;
            if (!(Math.abs(rows[column][column]) > SINGULAR)) {
                return null;
            }
            for (int row = 0; row < size; row++) {
                if (row != column) {
                    double factor = rows[row][column] / rows[column][column];
                    for (int j = column; j <= size; j++) {
                        rows[row][j] -= factor * rows[column][j];
                    }
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = rows[i][size] / rows[i][i] / scale[i];
        }
        return solution;
    }
}

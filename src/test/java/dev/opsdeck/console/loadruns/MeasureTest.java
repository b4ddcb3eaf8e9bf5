package dev.opsdeck.console.loadruns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.console.ui.Formats;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasureTest {

    private static final LoadServerSide SIDE = side(
            told(0, 2.0, 0.25, 100.0, 3.0, 0.9),
            told(1, 4.0, 0.75, 300.0, 5.0, 0.5),
            told(2, null, null, null, null, null),
            told(3, 3.0, 0.5, 200.0, 4.0, 0.7));

    private final List<LoadPoint> points =
            IntStream.range(0, 5).mapToObj(FakeLoadServer::point).toList();

    @Test
    void everyFigureOfTheServerHasItsMedianItsWorstSecondAndItsUnit() {
        assertThat(Measure.of(points, SIDE))
                .extracting(Measure::name, Measure::median, Measure::unit, Measure::note)
                .containsExactly(
                        row("Requests", "412/s", "req/s", "reached: median 412 req/s, lowest 410 req/s"),
                        row("Handler", "3.00 ms", "ms", "p95: median 3.00 ms, highest 4.00 ms"),
                        row("CPU", "50.0 %", "%", "median 50.0 %, highest 75.0 %"),
                        row("Memory", "200 MB", "MB", "median 200 MB, highest 300 MB"),
                        row("Connections", "4", "", "median 4, highest 5"),
                        row("Cache hits", "70.0 %", "%", "median 70.0 %, lowest 50.0 %"));
    }

    @Test
    void linesAreInTheirUnitAndHaveGaps() {
        assertThat(line("CPU", SIDE)).containsExactly(25, 75, Double.NaN, 50, Double.NaN);
        assertThat(line("Memory", SIDE)).containsExactly(100, 300, Double.NaN, 200, Double.NaN);
        assertThat(line("Connections", SIDE)).containsExactly(3, 5, Double.NaN, 4, Double.NaN);
        assertThat(line("Cache hits", SIDE)).containsExactly(90, 50, Double.NaN, 70, Double.NaN);
        assertThat(line("Handler", SIDE)).containsExactly(2, 4, Double.NaN, 3, Double.NaN);
    }

    @Test
    void theServersFiguresStandBesideThoseOfTheRunItIsComparedWith() {
        LoadServerSide former = side(told(0, 8.0, 0.5, 2048.0, 9.0, null), told(1, 6.0, 0.25, 1024.0, 7.0, null));
        Baseline baseline = new Baseline("#35", points, former);

        List<Measure> measures = Measure.of(points, SIDE, baseline);

        assertThat(measures)
                .filteredOn(measure ->
                        measure.lines().stream().anyMatch(line -> line.name().startsWith("#35")))
                .extracting(Measure::name)
                .containsExactly("Handler", "CPU", "Memory", "Connections");
        RunChart.Series cpu = measures.get(2).lines().getLast();
        assertThat(cpu.name()).isEqualTo("#35, median 50.0 %");
        assertThat(cpu.values()).startsWith(50, 25);
        // In the unit of the run that is looked at.
        assertThat(measures.get(3).unit()).isEqualTo("MB");
        assertThat(measures.get(3).lines().getLast().values()).startsWith(2048, 1024);
        assertThat(Measure.of(points, SIDE, Baseline.NONE))
                .hasSameSizeAs(measures)
                .allSatisfy(measure -> assertThat(measure.lines())
                        .noneMatch(line -> line.name().startsWith("#")));
        assertThat(Measure.of(points, null, baseline)).extracting(Measure::name).containsExactly("Requests");
    }

    @Test
    void memoryOfAGigabyteAndMoreIsInGigabytes() {
        LoadServerSide large = side(told(0, null, null, 512.0, null, null), told(1, null, null, 2048.0, null, null));

        assertThat(line("Memory", large)).startsWith(0.5, 2.0);
        assertThat(measure("Memory", large).unit()).isEqualTo("GB");
        assertThat(measure("Memory", side(told(0, null, null, 999.0, null, null)))
                        .unit())
                .isEqualTo("MB");
        assertThat(measure("Memory", side(told(0, null, null, 999.6, null, null)))
                        .unit())
                .isEqualTo("GB");
    }

    @Test
    void whatTheServerDidNotMeasureCannotBeChosen() {
        Measure hits = measure("Cache hits", side(told(0, 1.0, 0.5, 100.0, 1.0, null)));

        assertThat(hits.median()).isEqualTo(Formats.NONE);
        assertThat(hits.known()).isFalse();
        assertThat(hits.note()).isEmpty();
        assertThat(measure("CPU", SIDE).known()).isTrue();
    }

    @Test
    void withoutTheServersFiguresThereAreOnlyTheRequests() {
        assertThat(Measure.of(points, null)).extracting(Measure::name).containsExactly("Requests");
        assertThat(Measure.of(points, side())).extracting(Measure::name).containsExactly("Requests");
        assertThat(Measure.of(List.of(), SIDE)).extracting(Measure::median).containsExactly(Formats.NONE);
    }

    private double[] line(String name, LoadServerSide side) {
        return measure(name, side).lines().getFirst().values();
    }

    private Measure measure(String name, LoadServerSide side) {
        return Measure.of(points, side).stream()
                .filter(measure -> measure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Tuple row(String name, String median, String unit, String note) {
        return Tuple.tuple(name, median, unit, note);
    }

    private static LoadServerSide side(LoadServerSide.Point... points) {
        return new LoadServerSide(List.of(points), null);
    }

    private static LoadServerSide.Point told(
            int second,
            @Nullable Double p95,
            @Nullable Double cpu,
            @Nullable Double megabytes,
            @Nullable Double connections,
            @Nullable Double hits) {
        return new LoadServerSide.Point(
                second, p95, p95, cpu, megabytes == null ? null : megabytes * (1 << 20), connections, hits);
    }
}

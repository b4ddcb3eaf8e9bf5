package dev.opsdeck.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Packed figures are the figures, and a period in spans is the period.
final class BlockProperties {

    @Property(tries = 300)
    void mergedBlocksHaveTheSumsOfAllRows(@ForAll("days") List<List<ProductSums>> days) {
        SortedMap<Integer, List<byte[]>> parts = new TreeMap<>();
        Map<Long, ProductSums> wanted = new TreeMap<>();
        for (List<ProductSums> day : days) {
            Block.pack(day)
                    .forEach((part, figures) ->
                            parts.computeIfAbsent(part, p -> new ArrayList<>()).add(figures));
            day.forEach(row -> wanted.merge(row.productId(), row, BlockProperties::sum));
        }

        List<ProductSums> merged = new ArrayList<>();
        parts.forEach((part, blocks) -> Block.merge(part, blocks, merged::add));

        assertThat(merged).containsExactlyElementsOf(wanted.values());
    }

    @Test
    void aFullPartFitsAColumnOfH2() {
        List<ProductSums> rows = new ArrayList<>();
        for (long id = 0; id < Block.PART_IDS; id++) {
            rows.add(new ProductSums(id, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
        }
        SortedMap<Integer, byte[]> parts = Block.pack(rows);

        assertThat(parts).hasSize(1);
        assertThat(parts.get(0)).hasSizeLessThan(1 << 20);
        List<ProductSums> read = new ArrayList<>();
        Block.merge(0, List.of(parts.get(0)), read::add);
        assertThat(read).isEqualTo(rows);
    }

    @Property(tries = 200)
    void mergedMoneyIsTheSumOfAllRowsToTheLastDigit(@ForAll("moneyDays") List<List<Earned>> days) {
        SortedMap<Integer, List<byte[]>> parts = new TreeMap<>();
        Map<Long, SortedMap<String, BigDecimal>> wanted = new TreeMap<>();
        for (List<Earned> day : days) {
            MoneyBlock.pack(day)
                    .forEach((piece, figures) -> parts.computeIfAbsent(MoneyBlock.part(piece), p -> new ArrayList<>())
                            .add(figures));
            day.forEach(row -> row.amounts()
                    .forEach((currency, amount) -> wanted.computeIfAbsent(row.productId(), id -> new TreeMap<>())
                            .merge(currency, amount, BigDecimal::add)));
        }

        List<Earned> merged = new ArrayList<>();
        parts.forEach((part, pieces) -> MoneyBlock.merge(part, pieces, merged::add));

        assertThat(merged)
                .containsExactlyElementsOf(wanted.entrySet().stream()
                        .map(entry -> new Earned(entry.getKey(), entry.getValue()))
                        .toList());
    }

    @Test
    void moneyOfAFullPartInEveryCurrencyIsCutIntoPiecesThatFitAColumnOfH2() {
        SortedMap<String, BigDecimal> amounts = new TreeMap<>();
        for (int i = 0; i < 180; i++) {
            amounts.put("" + (char) ('A' + i / 26) + (char) ('A' + i % 26) + "X", new BigDecimal("9e23").setScale(4));
        }
        List<Earned> rows = new ArrayList<>();
        for (long id = 0; id < Block.PART_IDS; id++) {
            rows.add(new Earned(id + Block.PART_IDS, amounts));
        }
        rows.add(new Earned(2L * Block.PART_IDS, amounts));

        SortedMap<Integer, byte[]> pieces = MoneyBlock.pack(rows);

        assertThat(pieces.values()).allSatisfy(piece -> assertThat(piece).hasSizeLessThan(1 << 20));
        assertThat(pieces.sequencedKeySet().stream().map(MoneyBlock::part).distinct())
                .containsExactly(1, 2);
        List<Long> read = new ArrayList<>();
        MoneyBlock.merge(
                1,
                List.copyOf(pieces.headMap(pieces.lastKey()).values()),
                earned -> read.add(earned.amounts().equals(amounts) ? earned.productId() : -1));
        assertThat(read)
                .isEqualTo(rows.stream()
                        .map(Earned::productId)
                        .limit(Block.PART_IDS)
                        .toList());
    }

    @Property(tries = 500)
    void aPeriodIsCoveredOnceByKnownSpansAndOpenDays(
            @ForAll @IntRange(min = 1, max = 365) int days,
            @ForAll @IntRange(max = 80) int offset,
            @ForAll("holes") Set<Integer> holes) {
        LocalDate to = LocalDate.parse("2026-11-23").plusDays(offset);
        Period period = new Period(to.minusDays(days - 1L), to);
        Set<LocalDate> unknown = new HashSet<>();
        holes.forEach(back -> unknown.add(to.minusDays(back)));

        Span.Cover cover = Span.cover(
                period, span -> span.first().datesUntil(span.last().plusDays(1)).noneMatch(unknown::contains));

        List<Period> pieces = new ArrayList<>(cover.open());
        cover.spans().forEach(span -> pieces.add(new Period(span.first(), span.last())));
        pieces.sort(Comparator.comparing(Period::from));
        LocalDate next = period.from();
        for (Period piece : pieces) {
            assertThat(piece.from()).isEqualTo(next);
            next = piece.to().plusDays(1);
        }
        assertThat(next).isEqualTo(period.to().plusDays(1));
        Set<LocalDate> open = new HashSet<>();
        cover.open()
                .forEach(stretch ->
                        stretch.from().datesUntil(stretch.to().plusDays(1)).forEach(open::add));
        unknown.removeIf(day -> day.isBefore(period.from()));
        assertThat(open).isEqualTo(unknown);
        if (holes.isEmpty()) {
            assertThat(cover.spans()).hasSizeLessThanOrEqualTo(days <= 90 ? 30 : 36);
        }
    }

    @Provide
    Arbitrary<Set<Integer>> holes() {
        return Arbitraries.integers().between(0, 400).set().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<List<ProductSums>>> days() {
        Arbitrary<Long> ids = Arbitraries.oneOf(
                Arbitraries.longs().between(1, 40),
                Arbitraries.longs().between(1, 100_000),
                Arbitraries.longs().between(1, 1L << 40));
        Arbitrary<Long> counts = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 200), Arbitraries.longs().between(0, 1L << 50));
        Arbitrary<ProductSums> row =
                Combinators.combine(ids, counts, counts, counts).as(ProductSums::new);
        return row.list()
                .uniqueElements(ProductSums::productId)
                .ofMaxSize(60)
                .map(rows -> rows.stream()
                        .sorted(Comparator.comparingLong(ProductSums::productId))
                        .toList())
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<List<Earned>>> moneyDays() {
        Arbitrary<Long> ids = Arbitraries.oneOf(
                Arbitraries.longs().between(1, 40),
                Arbitraries.longs().between(1, 100_000),
                Arbitraries.longs().between(1, 1L << 37));
        Arbitrary<BigDecimal> amounts = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("9e23"))
                .ofScale(4);
        Arbitrary<Earned> row = Combinators.combine(
                        ids,
                        Arbitraries.maps(Arbitraries.of("EUR", "DKK", "JPY", "USD"), amounts)
                                .ofMinSize(1))
                .as((id, money) -> new Earned(id, new TreeMap<>(money)));
        return row.list()
                .uniqueElements(Earned::productId)
                .ofMaxSize(40)
                .map(rows -> rows.stream()
                        .sorted(Comparator.comparingLong(Earned::productId))
                        .toList())
                .list()
                .ofMaxSize(5);
    }

    private static ProductSums sum(ProductSums a, ProductSums b) {
        return new ProductSums(
                a.productId(), a.views() + b.views(), a.clicks() + b.clicks(), a.conversions() + b.conversions());
    }
}

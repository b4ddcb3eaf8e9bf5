package dev.opsdeck.server.analytics;

import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The sums of all products over a period, from blocks where there are true ones and from the rows of the other days.
/// What is read together must be read in one snapshot. Stateless.
final class BlockRepository {

    static final String ROWS = """
            select product_id, sum(views) as views, sum(clicks) as clicks, sum(conversions) as conversions
            from product_analytics where on_day >= ? and on_day <= ?
            group by product_id order by product_id
            """;

    private static final String REVISIONS = """
            select on_day, sum(batches) as revision from analytics_days
            where on_day >= ? and on_day <= ? group by on_day
            """;

    /// Answered by the key alone, without a look at the figures.
    private static final String STORED = """
            select distinct first_day, last_day, revision from product_blocks where first_day >= ? and first_day <= ?
            """;

    private static final String FIGURES = """
            select b.part, b.figures
            from unnest(cast(? as date array), cast(? as date array), cast(? as bigint array))
              as w(first_day, last_day, revision)
            join product_blocks b on b.first_day = w.first_day and b.last_day = w.last_day and b.revision = w.revision
            """;

    private static final String FIRST_DAY = "select min(on_day) as on_day from product_analytics";

    private BlockRepository() {}

    /// Which blocks of some days are true, and the revisions by which they are.
    ///
    /// @param counts what there is of [Block]
    /// @param money  what there is of [MoneyBlock]
    record State(NavigableMap<LocalDate, Long> revisions, Map<Span, Long> counts, Map<Span, Long> money) {

        /// Of a span as it is now; 0 when nothing was ever counted on its days.
        long revision(Span span) {
            return revisions.subMap(span.first(), true, span.last(), true).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        boolean hasCounts(Span span) {
            return isTrue(counts.get(span), span);
        }

        boolean hasMoney(Span span) {
            return isTrue(money.get(span), span);
        }

        /// False also of a span of which a version before this one made the counts alone.
        boolean isWhole(Span span) {
            return hasCounts(span) && hasMoney(span);
        }

        private boolean isTrue(@Nullable Long known, Span span) {
            return known != null && known == revision(span);
        }
    }

    /// Of the days of a period; blocks that reach beyond its end may be in it.
    static State state(Connection c, Period period) throws SQLException {
        NavigableMap<LocalDate, Long> revisions = new TreeMap<>();
        Sql.list(
                        c,
                        REVISIONS,
                        row -> Map.entry(row.getObject("on_day", LocalDate.class), row.getLong("revision")),
                        period.from(),
                        period.to())
                .forEach(day -> revisions.put(day.getKey(), day.getValue()));
        Map<Span, Long> counts = new HashMap<>();
        Map<Span, Long> money = new HashMap<>();
        Sql.each(
                c,
                STORED,
                row -> {
                    Span span = new Span(
                            row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class));
                    long revision = row.getLong("revision");
                    // Revisions only grow: where two are stored, the older one is true no more.
                    if (revision < 0) {
                        money.merge(span, ~revision, Math::max);
                    } else {
                        counts.merge(span, revision, Math::max);
                    }
                },
                period.from(),
                period.to());
        return new State(revisions, counts, money);
    }

    /// Hands over the sums of every product with figures in the period, by ascending id.
    static void sums(Connection c, Period period, Consumer<ProductSums> sink) throws SQLException {
        State state = state(c, period);
        Span.Cover cover = Span.cover(period, state::hasCounts);
        SortedMap<Integer, List<byte[]>> parts = parts(c, cover.spans(), state);
        for (Period open : cover.open()) {
            Block.pack(rows(c, open)).forEach((part, figures) -> add(parts, part, figures));
        }
        parts.forEach((part, blocks) -> Block.merge(part, blocks, sink));
    }

    /// The sums of a span's products: of one day from its rows, of more from the blocks of the next shorter spans.
    static List<ProductSums> sums(Connection c, Span span, List<Span> parts, State state) throws SQLException {
        if (parts.isEmpty()) {
            return rows(c, new Period(span.first(), span.last()));
        }
        List<ProductSums> sums = new ArrayList<>();
        parts(c, parts, state).forEach((part, blocks) -> Block.merge(part, blocks, sums::add));
        return sums;
    }

    /// Puts the blocks of a span in the place of older ones. In a transaction.
    static void store(Connection c, Span span, long revision, List<ProductSums> sums, List<Earned> earned)
            throws SQLException {
        Sql.update(c, "delete from product_blocks where first_day = ? and last_day = ?", span.first(), span.last());
        insert(c, span, revision, Block.pack(sums));
        insert(c, span, ~revision, MoneyBlock.pack(earned));
    }

    /// An empty block says that there is nothing.
    private static void insert(Connection c, Span span, long revision, SortedMap<Integer, byte[]> parts)
            throws SQLException {
        Set<Map.Entry<Integer, byte[]>> rows =
                parts.isEmpty() ? Map.of(0, new byte[0]).entrySet() : parts.entrySet();
        for (Map.Entry<Integer, byte[]> part : rows) {
            Sql.update(
                    c,
                    "insert into product_blocks (first_day, last_day, revision, part, figures) values (?, ?, ?, ?, ?)",
                    span.first(),
                    span.last(),
                    revision,
                    part.getKey(),
                    part.getValue());
        }
    }

    /// The first day that has rows; `absent` when none has.
    static LocalDate firstDay(Connection c, LocalDate absent) throws SQLException {
        LocalDate first = Sql.one(c, FIRST_DAY, row -> row.getObject("on_day", LocalDate.class));
        return first == null ? absent : first;
    }

    private static List<ProductSums> rows(Connection c, Period period) throws SQLException {
        return Sql.list(
                c,
                ROWS,
                row -> new ProductSums(
                        row.getLong("product_id"),
                        row.getLong("views"),
                        row.getLong("clicks"),
                        row.getLong("conversions")),
                period.from(),
                period.to());
    }

    private static SortedMap<Integer, List<byte[]>> parts(Connection c, List<Span> spans, State state)
            throws SQLException {
        SortedMap<Integer, List<byte[]>> parts = new TreeMap<>();
        figures(c, spans, state::revision, (part, figures) -> add(parts, part, figures));
        return parts;
    }

    /// Reads the parts of some blocks, in no order.
    ///
    /// @param revision that of a span's block
    static void figures(Connection c, List<Span> spans, ToLongFunction<Span> revision, BiConsumer<Integer, byte[]> sink)
            throws SQLException {
        if (!spans.isEmpty()) {
            Sql.each(
                    c,
                    FIGURES,
                    row -> sink.accept(row.getInt("part"), row.getBytes("figures")),
                    c.createArrayOf("date", spans.stream().map(Span::first).toArray()),
                    c.createArrayOf("date", spans.stream().map(Span::last).toArray()),
                    c.createArrayOf(
                            "bigint", spans.stream().map(revision::applyAsLong).toArray()));
        }
    }

    private static void add(SortedMap<Integer, List<byte[]>> parts, int part, byte[] figures) {
        parts.computeIfAbsent(part, number -> new ArrayList<>()).add(figures);
    }
}

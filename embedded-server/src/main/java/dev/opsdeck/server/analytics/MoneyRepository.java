package dev.opsdeck.server.analytics;

import dev.opsdeck.server.db.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What all products earned over a period, from blocks where there are true ones and from the rows of the other days.
///
/// The blocks stand beside those of [BlockRepository] in the same table, with the complement of their revision, which
/// is below 0: a server of a version that knows nothing of them passes them over. Stateless.
final class MoneyRepository {

    static final String ROWS = """
            select product_id, currency, sum(revenue) as revenue from product_analytics
            where on_day >= ? and on_day <= ? and currency <> ''
            group by product_id, currency order by product_id, currency
            """;

    private MoneyRepository() {}

    /// Hands over what every product that sold in the period earned, by ascending id. In a snapshot.
    static void earned(Connection c, Period period, Consumer<Earned> sink) throws SQLException {
        BlockRepository.State state = BlockRepository.state(c, period);
        Span.Cover cover = Span.cover(period, state::hasMoney);
        SortedMap<Integer, List<byte[]>> parts = parts(c, cover.spans(), state);
        for (Period open : cover.open()) {
            MoneyBlock.pack(rows(c, open)).forEach((piece, figures) -> add(parts, piece, figures));
        }
        parts.forEach((part, pieces) -> MoneyBlock.merge(part, pieces, sink));
    }

    /// As [BlockRepository#sums(Connection, Span, List, BlockRepository.State)].
    static List<Earned> earned(Connection c, Span span, List<Span> shorter, BlockRepository.State state)
            throws SQLException {
        if (shorter.isEmpty()) {
            return rows(c, new Period(span.first(), span.last()));
        }
        List<Earned> earned = new ArrayList<>();
        parts(c, shorter, state).forEach((part, pieces) -> MoneyBlock.merge(part, pieces, earned::add));
        return earned;
    }

    private static List<Earned> rows(Connection c, Period period) throws SQLException {
        List<Earned> earned = new ArrayList<>();
        Sql.each(
                c,
                ROWS,
                row -> {
                    long product = row.getLong("product_id");
                    if (earned.isEmpty() || earned.getLast().productId() != product) {
                        earned.add(new Earned(product, new TreeMap<>()));
                    }
                    BigDecimal revenue = row.getBigDecimal("revenue");
                    earned.getLast().amounts().put(row.getString("currency"), revenue);
                },
                period.from(),
                period.to());
        return earned;
    }

    private static SortedMap<Integer, List<byte[]>> parts(Connection c, List<Span> spans, BlockRepository.State state)
            throws SQLException {
        SortedMap<Integer, List<byte[]>> parts = new TreeMap<>();
        BlockRepository.figures(
                c, spans, span -> ~state.revision(span), (piece, figures) -> add(parts, piece, figures));
        return parts;
    }

    private static void add(SortedMap<Integer, List<byte[]>> parts, int piece, byte[] figures) {
        parts.computeIfAbsent(MoneyBlock.part(piece), number -> new ArrayList<>())
                .add(figures);
    }
}

package dev.opsdeck.server.analytics;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.RowReader;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

/// Deletes what is no longer kept, in pieces of about ten thousand rows, each a transaction of its own: no lock
/// is held for long, and a kill loses one piece of work. A call deletes at most [#PIECES_AT_ONCE] pieces; one a
/// minute is enough for 144 million rows a day. Called in the background.
final class RetentionRepository {

    static final int PIECES_AT_ONCE = 10;

    private static final String NTH_ID = """
            select received_at from analytics_event_ids where received_at >= ? and received_at < ?
            order by received_at offset ? rows fetch next 1 rows only
            """;

    private static final String FIRST_DAY = """
            select min(on_day) as on_day from (
              select min(on_day) as on_day from product_analytics
              union all select min(on_day) from analytics_days
              union all select min(on_day) from platform_analytics) d
            """;

    private static final String LAST_PRODUCT_OF_PIECE = """
            select product_id from product_analytics where on_day = ?
            order by product_id offset ? rows fetch next 1 rows only
            """;

    private final Database database;
    private final int piece;

    RetentionRepository(Database database) {
        this(database, 10_000);
    }

    /// @param piece about how many rows a transaction deletes
    RetentionRepository(Database database, int piece) {
        this.database = database;
        this.piece = piece;
    }

    /// What a transaction has deleted.
    ///
    /// @param to the latest time that it was about
    private record Piece(int rows, Instant to) {}

    /// Forgets ids of events that came before `before`.
    ///
    /// @return how many
    long forgetIds(Instant before) {
        long forgotten = 0;
        Instant from = Instant.EPOCH;
        for (int i = 0; i < PIECES_AT_ONCE; i++) {
            Instant begin = from;
            Piece gone = database.write(c -> forgetPiece(c, begin, before));
            forgotten += gone.rows();
            if (gone.rows() < piece) {
                break;
            }
            from = gone.to();
        }
        return forgotten;
    }

    /// Deletes the figures of days before `first`, the oldest day first.
    ///
    /// @return how many rows of products
    long trimDays(LocalDate first) {
        long trimmed = 0;
        for (int i = 0; i < PIECES_AT_ONCE; i++) {
            int gone = database.write(c -> trimPiece(c, first));
            if (gone < 0) {
                break;
            }
            trimmed += gone;
        }
        return trimmed;
    }

    /// Ids of one batch came at the same time and go together. Rows that were deleted stay in PostgreSQL's index
    /// as long as anybody has a snapshot of before, such as a backup: they are passed once a call, on the way to
    /// the first that is there, and not again with every statement.
    private Piece forgetPiece(Connection c, Instant from, Instant before) throws SQLException {
        RowReader<Instant> at = row -> Sql.instant(row, "received_at");
        Instant first = Sql.one(c, NTH_ID, at, from, before, 0);
        if (first == null) {
            return new Piece(0, before);
        }
        Instant last = Sql.one(c, NTH_ID, at, first, before, piece - 1);
        String those = "delete from analytics_event_ids where received_at >= ? and received_at ";
        return last == null
                ? new Piece(Sql.update(c, those + "< ?", first, before), before)
                : new Piece(Sql.update(c, those + "<= ?", first, last), last);
    }

    /// @return -1 if no day is old enough
    private int trimPiece(Connection c, LocalDate first) throws SQLException {
        LocalDate day = Sql.one(c, FIRST_DAY, row -> row.getObject("on_day", LocalDate.class));
        if (day == null || !day.isBefore(first)) {
            return -1;
        }
        Sql.update(c, "delete from product_blocks where first_day <= ?", day);
        Long last = Sql.one(c, LAST_PRODUCT_OF_PIECE, row -> row.getLong("product_id"), day, piece - 1);
        if (last != null) {
            return Sql.update(c, "delete from product_analytics where on_day = ? and product_id <= ?", day, last);
        }
        Sql.update(c, "delete from platform_analytics where on_day = ?", day);
        Sql.update(c, "delete from analytics_days where on_day = ?", day);
        return Sql.update(c, "delete from product_analytics where on_day = ?", day);
    }
}

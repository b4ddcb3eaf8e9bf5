package dev.opsdeck.server.history;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `packed_minutes`, as far as it is about one node.
final class PackedMinuteRepository {

    private final Database database;
    private final String node;

    PackedMinuteRepository(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    /// Writes it in place of what was there.
    void store(PackedMinute minute) {
        database.write(c -> {
            Sql.update(c, "delete from packed_minutes where node = ? and at = ?", node, minute.at());
            return Sql.update(
                    c,
                    "insert into packed_minutes (node, at, figures, durations) values (?, ?, ?, ?)",
                    node,
                    minute.at(),
                    minute.figures(),
                    minute.durations());
        });
    }

    /// Those that have a moment of `(after, until]` in them, oldest first.
    ///
    /// @param durations whether with their durations
    List<PackedMinute> within(Instant after, Instant until, boolean durations) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select at, figures" + (durations ? ", durations" : "")
                        + " from packed_minutes where node = ? and at > ? and at < ? order by at",
                row -> new PackedMinute(
                        Sql.instant(row, "at"), row.getBytes("figures"), durations ? row.getBytes("durations") : null),
                node,
                after,
                until.plusSeconds(Tier.MINUTE.seconds())));
    }

    /// The end of the last one; null when there is none.
    @Nullable
    Instant last() {
        List<Instant> last = database.readPrimary(c -> Sql.list(
                c,
                "select at from packed_minutes where node = ? order by node desc, at desc fetch first 1 rows only",
                row -> Sql.instant(row, "at"),
                node));
        return last.isEmpty() ? null : last.getFirst();
    }

    /// Forgets what is older, of every node.
    int deleteBefore(Instant limit) {
        return database.write(c -> Sql.update(c, "delete from packed_minutes where at < ?", limit));
    }
}

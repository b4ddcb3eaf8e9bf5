package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The table `audit_entries`. Entries are only added. Thread-safe, also between servers.
final class AuditRepository {

    /// Others that add to the same chain at the same moment are waited for so often.
    private static final int ATTEMPTS = 20;

    private final Database database;
    private final String node;

    /// @param node whose chain is written; all are read
    AuditRepository(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    String node() {
        return node;
    }

    /// Every entry, by node and place in its chain.
    List<Entry> all() {
        return database.readPrimary(c -> Sql.list(c, "select * from audit_entries order by node, seq", this::entry));
    }

    /// Whether something has that slot.
    boolean taken(String slot) {
        return database.readPrimary(c -> taken(c, slot));
    }

    /// Adds an entry behind the last one of this node.
    ///
    /// @param make makes it for its place in the chain and the number of a new report; looks at nothing else
    /// @return the entry; empty when its slot is taken
    Optional<Entry> append(BiFunction<Long, Long, Entry> make) {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.write(c -> append(c, make));
            } catch (DatabaseException raced) {
                // Somebody was faster to take the place, the number or the slot.
                if (!raced.lostARace() || attempt == ATTEMPTS) {
                    throw raced;
                }
            }
        }
    }

    private Optional<Entry> append(Connection c, BiFunction<Long, Long, Entry> make) throws SQLException {
        Entry last = Sql.one(
                c,
                "select * from audit_entries where node = ? order by node desc, seq desc fetch first 1 rows only",
                this::entry,
                node);
        long seq = last == null ? 1 : last.seq() + 1;
        long number = Sql.number(c, "select coalesce(max(report), 0) + 1 from audit_entries");
        Entry entry = make.apply(seq, number).behind(last == null ? Chain.START : last.hash());
        String slot = entry.slot();
        if (slot != null && taken(c, slot)) {
            return Optional.empty();
        }
        Sql.update(
                c,
                "insert into audit_entries (node, seq, report, entry, kind, period_from, period_to, at, author, slot,"
                        + " opens, body, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.node(),
                entry.seq(),
                entry.report(),
                entry.type(),
                entry.kind(),
                entry.from(),
                entry.to(),
                entry.at(),
                entry.author(),
                slot,
                entry.type() == Entry.Type.REPORT ? (Long) entry.report() : null,
                entry.body(),
                entry.hash());
        return Optional.of(entry);
    }

    private static boolean taken(Connection c, String slot) throws SQLException {
        return Sql.number(c, "select count(*) from audit_entries where slot = ?", slot) > 0;
    }

    /// A row that holds a word that is none of ours was changed: it gets a hash that fits nothing.
    private Entry entry(ResultSet row) throws SQLException {
        String type = row.getString("entry");
        String kind = row.getString("kind");
        @Nullable String slot = row.getString("slot");
        Optional<Entry.Type> ourType = constant(Entry.Type.values(), type);
        Optional<AuditKind> ourKind = constant(AuditKind.values(), kind);
        boolean ours = ourType.isPresent() && ourKind.isPresent();
        return new Entry(
                row.getString("node"),
                row.getLong("seq"),
                row.getLong("report"),
                ourType.orElse(Entry.Type.TICK),
                ourKind.orElse(AuditKind.WEEKLY),
                Sql.instant(row, "period_from"),
                Sql.instant(row, "period_to"),
                Sql.instant(row, "at"),
                row.getString("author"),
                slot,
                row.getString("body"),
                ours ? row.getString("hash") : "none");
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] constants, String name) {
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }
}

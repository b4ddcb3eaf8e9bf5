package dev.opsdeck.server.capacity;

import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The table `capacity_plan`. Thread-safe.
final class PlanRepository {

    private static final Logger LOG = LoggerFactory.getLogger(PlanRepository.class);

    private final Database database;
    private final Json json;

    PlanRepository(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// The plan at one time.
    ///
    /// @param revision how often it was changed; 0: nobody has set one
    record Stored(long revision, CapacityPlan plan) {}

    Stored load() {
        List<Stored> stored = database.readPrimary(c -> Sql.list(
                c,
                "select revision, body from capacity_plan where id = 1",
                row -> new Stored(row.getLong("revision"), read(row.getString("body")))));
        return stored.isEmpty() ? new Stored(0, DefaultPlan.PLAN) : stored.getFirst();
    }

    /// Replaces it; false when it is not that of that revision any more.
    boolean save(long revision, CapacityPlan plan) {
        String body = new String(json.bytes(plan), StandardCharsets.UTF_8);
        try {
            return database.write(c -> revision == 0
                            ? Sql.update(c, "insert into capacity_plan (id, revision, body) values (1, 1, ?)", body)
                            : Sql.update(
                                    c,
                                    "update capacity_plan set revision = revision + 1, body = ?"
                                            + " where id = 1 and revision = ?",
                                    body,
                                    revision))
                    > 0;
        } catch (DatabaseException raced) {
            if (revision == 0 && raced.lostARace()) {
                return false;
            }
            throw raced;
        }
    }

    private CapacityPlan read(String body) {
        try {
            return json.read(body.getBytes(StandardCharsets.UTF_8), CapacityPlan.class);
        } catch (ApiException unknown) {
            LOG.error("The capacity plan is of another version and is not shown: {}", unknown.getMessage());
            return DefaultPlan.PLAN;
        }
    }
}

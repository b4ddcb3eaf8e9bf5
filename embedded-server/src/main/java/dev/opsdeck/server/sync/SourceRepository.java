package dev.opsdeck.server.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.SourceDraft;
import dev.opsdeck.server.cache.Renewal;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sources as they are stored, with their secrets. Thread-safe.
final class SourceRepository {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> MAPPING = new TypeReference<>() {};

    private final Database database;

    SourceRepository(Database database) {
        this.database = database;
    }

    List<SourceDraft> all() {
        return database.readPrimary(
                c -> Sql.list(c, "select * from sync_sources order by name", SourceRepository::source));
    }

    @Nullable
    SourceDraft find(String name) {
        return first(database.readPrimary(
                c -> Sql.list(c, "select * from sync_sources where name = ?", SourceRepository::source, name)));
    }

    /// Creates or replaces. A schedule that is new or another one counts from `at`.
    void save(SourceDraft source, Instant at) {
        database.write(c -> {
            @Nullable Object[] values = values(source, at);
            int updated = Sql.update(c, """
                    update sync_sources set last_scheduled = case
                            when schedule is not distinct from cast(? as varchar(128))
                                and schedule_zone is not distinct from cast(? as varchar(64)) then last_scheduled
                            else cast(? as timestamp(3) with time zone) end,
                        network = ?, url = ?, format = ?, mapping = ?, default_currency = ?,
                        default_commission = ?, max_archive_share = ?, max_price_jump = ?, max_jump_share = ?,
                        schedule = ?, schedule_zone = ? where name = ?""", updating(values));
            if (updated == 0) {
                Sql.update(c, """
                        insert into sync_sources (schedule, schedule_zone, last_scheduled, network, url, format, mapping,
                            default_currency, default_commission, max_archive_share, max_price_jump, max_jump_share,
                            name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", values);
            }
            return updated;
        });
    }

    /// The values of an insert in the order of the update, which has schedule and zone twice.
    private static @Nullable Object[] updating(@Nullable Object[] values) {
        @Nullable Object[] updating = Arrays.copyOf(values, values.length + 2);
        updating[values.length - 1] = values[0];
        updating[values.length] = values[1];
        updating[values.length + 1] = values[values.length - 1];
        return updating;
    }

    /// Removes the source and archives its products; false if there was none.
    ///
    /// @param renewal of what that makes old
    boolean delete(String name, Instant at, Supplier<Renewal> renewal) {
        return Renewal.<Boolean>write(
                database::write, c -> delete(c, name, at), removed -> removed ? renewal.get() : null);
    }

    private static boolean delete(Connection c, String name, Instant at) throws SQLException {
        if (Sql.update(c, "delete from sync_sources where name = ?", name) == 0) {
            return false;
        }
        Sql.update(
                c,
                "update products set status = ?, updated_at = ?, source = null where source = ? and status <> ?",
                ProductStatus.ARCHIVED,
                at,
                name,
                ProductStatus.ARCHIVED);
        Sql.update(c, "update products set source = null where source = ?", name);
        GenerationRepository.forget(c, name);
        return true;
    }

    /// How many products of a source are not archived.
    long products(String name) {
        return database.readPrimary(c -> Sql.number(
                c, "select count(*) from products where source = ? and status <> ?", name, ProductStatus.ARCHIVED));
    }

    private static @Nullable Object[] values(SourceDraft source, Instant at) {
        try {
            return new @Nullable Object[] {
                source.schedule(),
                source.scheduleZone(),
                at,
                source.network(),
                source.url(),
                source.format(),
                JSON.writeValueAsString(source.mapping()),
                source.defaultCurrency(),
                source.defaultCommission(),
                source.maxArchiveShare(),
                source.maxPriceJump(),
                source.maxJumpShare(),
                source.name()
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
    }

    private static SourceDraft source(ResultSet row) throws SQLException {
        String format = row.getString("format");
        try {
            return new SourceDraft(
                    row.getString("name"),
                    row.getString("network"),
                    row.getString("url"),
                    format == null ? null : FeedFormat.valueOf(format),
                    JSON.readValue(row.getString("mapping"), MAPPING),
                    row.getString("default_currency"),
                    row.getBigDecimal("default_commission"),
                    row.getString("schedule"),
                    row.getBigDecimal("max_archive_share"),
                    row.getString("schedule_zone"),
                    row.getBigDecimal("max_price_jump"),
                    row.getBigDecimal("max_jump_share"));
        } catch (JsonProcessingException e) {
            throw new SQLException("the stored mapping is no JSON", e);
        }
    }

    private static @Nullable SourceDraft first(List<SourceDraft> rows) {
        return rows.isEmpty() ? null : rows.getFirst();
    }
}

package dev.opsdeck.server.alerts.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// A process of its own that stores alerts, ends those that were told, and delivers, until it is killed. It says
/// what it has stored after that is committed.
final class DeliveryProcess {

    private DeliveryProcess() {}

    /// @param arguments folder of the database, address of the receiver, a number for the names of alerts, and
    ///                  `store` or `drain`: to store nothing more and end when all is delivered
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        InstantSource clock = InstantSource.system();
        try (Database database = Database.open(DatabaseSettings.h2File(Path.of(arguments[0]), 4));
                Delivery delivery = delivery(database, arguments[1], clock)) {
            delivery.start();
            if (arguments[3].equals("drain")) {
                while (database.read(c -> Sql.number(c, "select count(*) from delivery_told")) > 0
                        || database.read(c ->
                                        Sql.number(c, "select count(*) from notifications where state = 'WAITING'"))
                                > 0
                        || database.read(c -> Sql.number(c, "select count(*) from alerts where state = 'FIRING'"))
                                > 0) {
                    endWhatWasTold(database, clock.instant()).forEach(id -> out.println("over " + id));
                    delivery.changed();
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                out.println("drained");
                return;
            }
            for (int i = 0; ; i++) {
                awaitRoom(database);
                String id = arguments[2] + "-" + i;
                Instant now = clock.instant();
                AlertRows.store(
                        database, "here", Made.firing(id, "server " + i % 3, "rule " + id, Severity.CRITICAL, now));
                out.println("stored " + id);
                if (i % 5 == 0) {
                    endWhatWasTold(database, now).forEach(told -> out.println("over " + told));
                }
                delivery.changed();
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    /// Stays far below the bound of what may wait, beyond which the oldest are given up.
    private static void awaitRoom(Database database) {
        while (database.read(c -> Sql.number(c, "select count(*) from notifications where state = 'WAITING'")) > 100) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static List<String> endWhatWasTold(Database database, Instant now) {
        return database.write(c -> {
            List<String> told = Sql.list(
                    c,
                    "select id from alerts where state = 'FIRING' and 3 ="
                            + " (select count(*) from delivery_told t where t.alert_id = id)",
                    row -> row.getString(1));
            for (String id : told) {
                Sql.update(c, "update alerts set state = 'RESOLVED', resolved_at = ? where id = ?", now, id);
            }
            return told;
        });
    }

    private static Delivery delivery(Database database, String receiver, InstantSource clock) {
        return new Delivery(
                database,
                new Json(),
                new AlertSettings(
                        Duration.ZERO,
                        Duration.ofMillis(30),
                        Duration.ofHours(4),
                        WebTarget.parse(receiver + "/slack"),
                        new AlertSettings.PagerDuty("KEY", WebTarget.parse(receiver + "/pagerduty")),
                        null,
                        WebTarget.parse(receiver + "/webhook"),
                        null,
                        false),
                new Delivery.Surroundings(
                        "here",
                        "box-1",
                        clock::instant,
                        (kind, text, actor) -> {},
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble()));
    }
}

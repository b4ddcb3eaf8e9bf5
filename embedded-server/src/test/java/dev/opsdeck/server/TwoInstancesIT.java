package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.redis.Redis;
import dev.opsdeck.server.redis.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/// Two whole backends with one PostgreSQL: after a write to one of them, the other is right within a second. With a
/// replica that stands still: `ReplicasIT`. Whatever becomes of their Redis, no request waits for it longer than its
/// timeout. A load run of one of them is the only one of it.
final class TwoInstancesIT {

    /// What a machine with few cores and other work may let a request wait for its turn: a third of a second
    /// was seen. What this is to find takes longer: a timeout for each of many calls, or two seconds for the
    /// claim of somebody who gave up.
    private static final Duration OTHER_WORK = Duration.ofMillis(500);

    private final DatabaseSettings database = TestDatabases.postgresSettings();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withoutRedisTheyTellEachOtherThroughTheDatabase() throws Exception {
        try (TwoInstances both = TwoInstances.start(folder, database, null)) {
            both.writesReachTheOther();
            assertThat(both.levels(both.one)).containsOnly("memory");
            both.oneIsUnderOneLoad();
        }
    }

    @Test
    void withRedisAndWhileItIsFrozenAndAfterItAndNoRequestWaitsForIt() throws Exception {
        try (RedisProcess redis = RedisProcess.start(folder);
                TwoInstances both = TwoInstances.start(folder, database, redis.settings())) {
            both.writesReachTheOther();
            assertThat(both.levels(both.one)).contains("memory", "redis");

            redis.freeze();
            both.writesReachTheOther();
            JsonNode ready = both.get(both.one, "/health/ready");
            assertThat(ready.path("status").asText()).isEqualTo("up");
            assertThat(ready.path("checks").toString())
                    .contains("Redis does not answer: the server is slower without it");

            redis.thaw();
            inUse(both);
            both.writesReachTheOther();
            noRequestWaits(both, redis);
        }
    }

    private static void noRequestWaits(TwoInstances both, RedisProcess redis) throws Exception {
        try (TimedClients clients = new TimedClients(both)) {
            pause();
            Duration most = clients.slowest().plus(Redis.TIMEOUT).plus(OTHER_WORK);

            redis.freeze();
            pause();
            assertThat(clients.slowest()).as("frozen").isPositive().isLessThan(most);
            redis.thaw();
            inUse(both);
            assertThat(clients.slowest()).as("going on").isPositive().isLessThan(most);
            redis.kill();
            pause();
            assertThat(clients.slowest()).as("ended").isPositive().isLessThan(most);
            redis.startAgain();
            inUse(both);
            assertThat(clients.slowest()).as("started again").isPositive().isLessThan(most);
            redis.ask(Jedis::flushAll);
            pause();
            assertThat(clients.slowest()).as("emptied").isPositive().isLessThan(most);

            clients.end();
            assertThat(clients.slowest()).as("under way at the end").isLessThan(most);
            assertThat(clients.wrong()).isEmpty();
        }
    }

    private static void inUse(TwoInstances both) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> both.levels(both.one).contains("redis")
                        && both.levels(both.two).contains("redis"));
        pause();
    }

    /// Time in which the clients ask.
    private static void pause() {
        await().pollDelay(Duration.ofMillis(400)).until(() -> true);
    }
}

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
import java.util.ArrayList;
import java.util.List;
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

    /// Answers for each client: until a server has done everything for once, and while something is looked at.
    private static final int WARM = 20;

    private static final int ANSWERS = 5;

    private final DatabaseSettings database = TestDatabases.migratedPostgresSettings();

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
            assertThat(slowRequests(both, redis)).isEmpty();
        }
    }

    /// While Redis is frozen, goes on, ends, is started again and is emptied.
    ///
    /// @return of which of these a request waited longer than Redis may make it
    private static List<String> slowRequests(TwoInstances both, RedisProcess redis) throws Exception {
        List<String> slow = new ArrayList<>();
        try (TimedClients clients = new TimedClients(both)) {
            clients.ask(WARM);
            clients.slowest();
            clients.ask(ANSWERS);
            Duration most = clients.slowest().plus(Redis.TIMEOUT).plus(OTHER_WORK);

            redis.freeze();
            clients.ask(ANSWERS);
            compare("frozen", clients, most, slow);
            redis.thaw();
            inUse(both);
            clients.ask(ANSWERS);
            compare("going on", clients, most, slow);
            redis.kill();
            clients.ask(ANSWERS);
            compare("ended", clients, most, slow);
            redis.startAgain();
            inUse(both);
            clients.ask(ANSWERS);
            compare("started again", clients, most, slow);
            redis.ask(Jedis::flushAll);
            clients.ask(ANSWERS);
            compare("emptied", clients, most, slow);

            clients.end();
            compare("under way at the end", clients, most, slow);
            assertThat(clients.wrong()).isEmpty();
        }
        return slow;
    }

    private static void compare(String when, TimedClients clients, Duration most, List<String> slow) {
        Duration slowest = clients.slowest();
        if (slowest.compareTo(most) >= 0) {
            slow.add(when + ": " + slowest + ", not less than " + most);
        }
    }

    private static void inUse(TwoInstances both) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> both.levels(both.one).contains("redis")
                        && both.levels(both.two).contains("redis"));
    }
}

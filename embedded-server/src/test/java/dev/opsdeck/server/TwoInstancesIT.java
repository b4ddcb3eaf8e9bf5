package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.redis.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two whole backends with one PostgreSQL: after a write to one of them, the other is right within a second. With a
/// replica that stands still: `ReplicasIT`.
final class TwoInstancesIT {

    private final DatabaseSettings database = TestDatabases.postgresSettings();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withoutRedisTheyTellEachOtherThroughTheDatabase() throws Exception {
        try (TwoInstances both = TwoInstances.start(folder, database, null)) {
            both.writesReachTheOther();
            assertThat(both.levels(both.one)).containsOnly("memory");
        }
    }

    @Test
    void withRedisAndWhileItIsFrozenAndAfterIt() throws Exception {
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
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> both.levels(both.one).contains("redis")
                            && both.levels(both.two).contains("redis"));
            both.writesReachTheOther();
        }
    }
}

package dev.opsdeck.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.server.redis.Redis;
import dev.opsdeck.server.redis.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances that count together in a real Redis, and each for itself when it is gone.
final class SharedLimitsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /// What else runs on the machine only adds to the time that Redis takes, and it has 45 ms: the least disturbed of
    /// so many counts.
    private static final int ATTEMPTS = 5;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void twoInstancesGrantLittleMoreThanOneAndEachItsOwnShareWhenRedisFreezes() throws Exception {
        try (RedisProcess process = RedisProcess.start(folder);
                Redis first = Redis.open(process.settings());
                Redis second = Redis.open(process.settings());
                LimitedServer one = new LimitedServer(LimitSettings.DEFAULT, false, first);
                LimitedServer two = new LimitedServer(LimitSettings.DEFAULT, false, second)) {
            int attempts = 0;
            long granted;
            do {
                await().atMost(SOON).until(() -> first.available() && second.available());
                granted = granted(one, two, "203.0.113." + attempts);
                attempts++;
            } while (granted > 105 && attempts < ATTEMPTS);
            assertThat(granted).as("attempt %d", attempts).isBetween(100L, 105L);

            process.freeze();
            assertThat(one.from("198.51.100.1", "/products").statusCode()).isEqualTo(200);
            await().atMost(SOON).until(() -> !first.available());
            long begin = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                one.from("198.51.100.2", "/products");
            }
            assertThat(one.from("198.51.100.2", "/products").statusCode()).isEqualTo(429);
            // Each waiting for its timeout, they would take 4.5 s.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            process.thaw();
            await().atMost(SOON).until(first::available);
        }
    }

    /// How many of 300 requests of a client the two grant. Where Redis is too slow for once they grant more.
    private static long granted(LimitedServer one, LimitedServer two, String client) throws Exception {
        long before = one.limits.refused() + two.limits.refused();
        long granted = 0;
        for (int i = 0; i < 150; i++) {
            granted += one.from(client, "/products").statusCode() == 200 ? 1 : 0;
            granted += two.from(client, "/products").statusCode() == 200 ? 1 : 0;
        }
        assertThat(one.limits.refused() + two.limits.refused() - before).isEqualTo(300 - granted);
        return granted;
    }
}

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
            long granted = 0;
            for (int i = 0; i < 150; i++) {
                granted += one.get("/products").statusCode() == 200 ? 1 : 0;
                granted += two.get("/products").statusCode() == 200 ? 1 : 0;
            }
            assertThat(granted).isBetween(100L, 105L);
            assertThat(one.limits.refused() + two.limits.refused()).isEqualTo(300 - granted);
            assertThat(first.available() && second.available()).isTrue();

            process.freeze();
            assertThat(one.from("198.51.100.1", "/products").statusCode()).isEqualTo(200);
            assertThat(first.available()).isFalse();
            long begin = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                one.from("198.51.100.2", "/products");
            }
            assertThat(one.from("198.51.100.2", "/products").statusCode()).isEqualTo(429);
            // Each waiting for its timeout, they would take 4.5 s.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            process.thaw();
            await().atMost(Duration.ofSeconds(20)).until(first::available);
        }
    }
}

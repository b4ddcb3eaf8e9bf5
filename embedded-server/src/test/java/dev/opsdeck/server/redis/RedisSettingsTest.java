package dev.opsdeck.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisSettingsTest {

    @Test
    void readsAddresses() {
        assertThat(RedisSettings.parse("redis://cache"))
                .isEqualTo(new RedisSettings(false, "cache", 6379, null, null, 0, null));
        assertThat(RedisSettings.parse("rediss://me:p%40ss+word@[::1]:7000/3"))
                .isEqualTo(new RedisSettings(true, "::1", 7000, "me", "p@ss+word", 3, null));
        assertThat(RedisSettings.parse("redis://:secret@cache:1"))
                .isEqualTo(new RedisSettings(false, "cache", 1, null, "secret", 0, null));
    }

    @Test
    void neverShowsThePassword() {
        assertThat(RedisSettings.parse("rediss://me:secret@cache:7000/3")).hasToString("rediss://me:***@cache:7000/3");
        assertThat(RedisSettings.parse("redis://:secret@cache")).hasToString("redis://:***@cache:6379/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache:6379",
                "http://cache",
                "redis://",
                "redis://me:secret@cache:port",
                "redis://me:sec ret@cache",
                "redis://me:secret@cache/x"
            })
    void refusesOthersWithoutRepeatingThem(String url) {
        assertThatThrownBy(() -> RedisSettings.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("redis://host:6379")
                .hasMessageNotContaining("secret");
    }
}

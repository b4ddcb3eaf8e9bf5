package dev.opsdeck.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedProxiesTest {

    private final TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, 127.0.0.1,fd00::/9");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Nobody forwards, or somebody who is not trusted.
                "203.0.113.9 |                                     | 203.0.113.9",
                "203.0.113.9 | 198.51.100.1                        | 203.0.113.9",
                // The last address that is not a proxy; what stands before it anybody could have written.
                "127.0.0.1   | 198.51.100.1                        | 198.51.100.1",
                "127.0.0.1   | 1.2.3.4, 198.51.100.1, 10.9.9.9     | 198.51.100.1",
                "10.1.2.3    | 10.0.0.1, 10.0.0.2                  | 10.0.0.1",
                "fd01::1     | 2001:db8::5                         | 2001:db8:0:0:0:0:0:5",
                "fd80::1     | 2001:db8::5                         | fd80:0:0:0:0:0:0:1",
                // With ports, and with rubbish: there the word of the trusted ends.
                "127.0.0.1   | 198.51.100.1:4711                   | 198.51.100.1",
                "127.0.0.1   | [2001:db8::5]:4711                  | 2001:db8:0:0:0:0:0:5",
                "127.0.0.1   | 198.51.100.1, unknown               | 127.0.0.1",
                "127.0.0.1   | 198.51.100.1, unknown, 10.0.0.1     | 10.0.0.1",
                "127.0.0.1   | ,,                                  | 127.0.0.1",
            })
    void theClientIsTheLastAddressThatIsNoTrustedProxy(String peer, String forwarded, String client) {
        assertThat(proxies.client(peer, forwarded)).isEqualTo(client);
    }

    @Test
    void withoutAnyTheClientIsWhoeverConnects() {
        assertThat(TrustedProxies.NONE.client("127.0.0.1", "1.2.3.4")).isEqualTo("127.0.0.1");
        assertThat(TrustedProxies.parse(" ").client("127.0.0.1", "1.2.3.4")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "fd00::/129", "10.0.0"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is no address of a proxy");
    }
}

package dev.opsdeck.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.server.http.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/// What is written is read again, and nothing else is read as a value.
final class ValueCodecProperties {

    @Property
    void anAnswerComesBack(
            @ForAll byte[] json, @ForAll @StringLength(max = 60) String etag, @ForAll @IntRange(min = 0) int seconds) {
        byte[] bytes = encoded(new Answer(json, etag, Duration.ofSeconds(seconds)));
        Answer read = (Answer) Objects.requireNonNull(ValueCodec.decode(bytes));
        assertThat(read.json()).isEqualTo(json);
        assertThat(read.etag()).isEqualTo(etag);
        assertThat(read.maxAge()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Property
    void aNumberComesBack(@ForAll long number) {
        assertThat(ValueCodec.decode(encoded(number))).isEqualTo(number);
    }

    @Property
    void whatLostItsEndIsNoValue(@ForAll byte[] json, @ForAll @IntRange(min = 0) int cut) {
        byte[] bytes = encoded(new Answer(json, "\"tag\"", Duration.ZERO));
        assertThat(ValueCodec.decode(Arrays.copyOf(bytes, cut % bytes.length))).isNull();
    }

    @Property
    void whatHasAnotherBitIsNoValue(@ForAll byte[] json, @ForAll @IntRange(min = 0) int at) {
        byte[] bytes = encoded(new Answer(json, "\"tag\"", Duration.ZERO));
        int bit = at % (bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(ValueCodec.decode(bytes)).isNull();
    }

    @Property
    void rubbishIsNoValue(@ForAll byte[] rubbish) {
        assertThat(ValueCodec.decode(rubbish)).isNull();
    }

    private static byte[] encoded(Object value) {
        return Objects.requireNonNull(ValueCodec.encode(value));
    }
}

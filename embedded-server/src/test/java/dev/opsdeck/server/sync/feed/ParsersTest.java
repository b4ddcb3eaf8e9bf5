package dev.opsdeck.server.sync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.products.Availability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {

    @ParameterizedTest
    @CsvSource({
        "in stock,IN_STOCK", "In_Stock,IN_STOCK", "http://schema.org/InStock,IN_STOCK", "TRUE,IN_STOCK", "1,IN_STOCK",
        "yes,IN_STOCK", "50+,IN_STOCK", "out of stock,OUT_OF_STOCK", "0,OUT_OF_STOCK", "No,OUT_OF_STOCK",
        "false,OUT_OF_STOCK", "pre-order,PREORDER", "back order,BACKORDER", "'',UNKNOWN"
    })
    void availabilityInAnySpelling(String text, Availability availability) {
        assertThat(AvailabilityParser.parse(text)).isEqualTo(availability);
    }

    @Test
    void anAvailabilityThatMeansNothingIsNone() {
        assertThat(AvailabilityParser.parse("perhaps")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"96385074", "012345678905", "9520000000011", "952-0000 000011", "09520000000011"})
    void gtinsWithTheRightCheckDigit(String text) {
        assertThat(Gtin.parse(text)).isEqualTo(text.replaceAll("[ -]", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9520000000012", "123", "00000000", "9.52E+12", "952000000001100", "95200000000x1"})
    void whatIsNoGtin(String text) {
        assertThat(Gtin.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a &amp;amp; b                | a & b
                    a &amp;amp;amp; b            | a &amp; b
                    26&quot; x 30&#34;           | 26" x 30"
                    caf&eacute; &#x20AC;5 &euro; | café €5 €
                    <p>One</p><p>Two</p>         | One Two
                    H<sub>2</sub>O               | H2O
                    3 < 5 and 7 > 2              | 3 < 5 and 7 > 2
                    &lt;b&gt;bold&lt;/b&gt; text | bold text
                    <script>x()</script>Lamp     | Lamp
                    R&D &unknown; &              | R&D &unknown; &
                    &#0;&#xD800;x                | &#0;&#xD800;x
                    """)
    void textsBecomePlain(String raw, String plain) {
        assertThat(TextCleaner.clean(raw)).isEqualTo(plain);
    }

    @Test
    void aCutEndsAtAWordAndNeverInsideACharacter() {
        assertThat(TextCleaner.cut("one two three", 9)).isEqualTo("one two");
        assertThat(TextCleaner.cut("x".repeat(9) + "😀", 10)).isEqualTo("x".repeat(9));
    }

    @ParameterizedTest
    @CsvSource({"0.08,0.08", "'0,08',0.08", "8 %,0.08", "7.5%,0.075", "1,1"})
    void commissions(String text, String share) {
        assertThat(CommissionParser.parse(text)).isEqualByComparingTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "-1", "101%", "much"})
    void noCommissions(String text) {
        assertThat(CommissionParser.parse(text)).isNull();
    }
}

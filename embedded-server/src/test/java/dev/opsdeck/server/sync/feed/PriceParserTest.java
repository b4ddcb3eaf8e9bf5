package dev.opsdeck.server.sync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    15.00 USD     | 15       | USD
                    50DKK         | 50       | DKK
                    45,00 DKK     | 45       | DKK
                    1.234,50 EUR  | 1234.5   | EUR
                    1,234.50 USD  | 1234.5   | USD
                    8980 JPY      | 8980     | JPY
                    8,980 JPY     | 8980     | JPY
                    49.0          | 49       | EUR
                    USD 15.00     | 15       | USD
                    € 12,50       | 12.5     | EUR
                    12,50 €       | 12.5     | EUR
                    £3            | 3        | GBP
                    1.234 EUR     | 1234     | EUR
                    1.234 KWD     | 1.234    | KWD
                    0.125 EUR     | 0.125    | EUR
                    1234.567 EUR  | 1234.567 | EUR
                    1.234.567 EUR | 1234567  | EUR
                    1 234,50 SEK  | 1234.5   | SEK
                    1'234.50 CHF  | 1234.5   | CHF
                    12,34,567 INR | 1234567  | INR
                    45,- EUR      | 45       | EUR
                    45,-          | 45       | EUR
                    49.           | 49       | EUR
                    .99 USD       | 0.99     | USD
                    usd 7         | 7        | USD
                    1,5           | 1.5      | EUR
                    """)
    void readsTheShapesThatFeedsHave(String text, BigDecimal amount, String currency) {
        assertThat(PriceParser.parse(text, "EUR")).isInstanceOfSatisfying(PriceParser.Result.Price.class, price -> {
            assertThat(price.money().amount()).isEqualByComparingTo(amount);
            assertThat(price.money().currency()).isEqualTo(currency);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-5 EUR",
                "EUR -5",
                "free",
                "10.00 - 20.00 EUR",
                "1.2.3 EUR",
                "1,23,4 EUR",
                "12 XYZ",
                "1e5 EUR",
                "1.234.56,7 EUR",
                "9999999999 EUR",
                "EUR",
                "0.00001 EUR",
                "1 EUR 2",
                "½ EUR",
                "٥ EUR"
            })
    void refusesWhatIsNoPrice(String text) {
        assertThat(PriceParser.parse(text, "EUR")).isInstanceOf(PriceParser.Result.Unusable.class);
    }

    @Test
    void takesAZeroOnlyWithItsCurrency() {
        assertThat(PriceParser.parse("0.00 USD", "EUR"))
                .isEqualTo(new PriceParser.Result.Price(new Money(BigDecimal.ZERO, "USD"), false));
        assertThat(PriceParser.parse("0.00", "EUR")).isEqualTo(new PriceParser.Result.Unusable("The price is zero."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "12 kr"})
    void aPriceWithoutCurrencyNeedsADefault(String text) {
        assertThat(PriceParser.parse(text, null)).isInstanceOf(PriceParser.Result.Unusable.class);
        assertThat(PriceParser.parse(text, "DKK")).isInstanceOf(PriceParser.Result.Price.class);
    }
}

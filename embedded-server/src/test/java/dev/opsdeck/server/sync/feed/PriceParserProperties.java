package dev.opsdeck.server.sync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.Money;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class PriceParserProperties {

    private static String written(BigDecimal amount, Locale locale) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(locale)).format(amount);
    }

    @Property
    void everyAmountSurvivesEveryWayOfWritingIt(@ForAll @LongRange(min = 1, max = 100_000_000_000L) long cents) {
        BigDecimal amount = BigDecimal.valueOf(cents, 2);
        for (Locale locale : new Locale[] {Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.of("de", "CH")}) {
            String number = written(amount, locale);
            for (String text : new String[] {number + " EUR", number + "EUR", "EUR " + number, "€" + number, number}) {
                assertThat(PriceParser.parse(text, "EUR"))
                        .as(text)
                        .isInstanceOfSatisfying(
                                PriceParser.Result.Price.class,
                                price -> assertThat(price.money().amount()).isEqualByComparingTo(amount));
            }
        }
    }

    @Property
    void noTextMakesItThrowAndNoPriceIsOutOfBounds(@ForAll @StringLength(max = 80) String text) {
        if (PriceParser.parse(text, "EUR") instanceof PriceParser.Result.Price price) {
            Money money = price.money();
            assertThat(money.amount()).isPositive().isLessThanOrEqualTo(new BigDecimal("1000000000"));
            assertThat(money.amount().scale()).isBetween(0, 4);
        }
    }
}

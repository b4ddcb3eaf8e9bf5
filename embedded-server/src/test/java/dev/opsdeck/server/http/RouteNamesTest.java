package dev.opsdeck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/products/{id:[0-9]+} /products/{id}",
                "/products/ /products",
                "//health /health",
                "/ /",
                "/a/{x:[0-9]{1,3}}/b/{y} /a/{x}/b/{y}",
                "/files/* /files/*"
            })
    void patternsAreShownAsPeopleWriteThem(String pattern, String shown) {
        assertThat(new RouteNames(1).of(pattern)).isEqualTo(shown);
    }
}

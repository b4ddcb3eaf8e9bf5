package dev.opsdeck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

final class SecretsTest {

    @Example
    void valuesOfSecretParametersAreMaskedAndAllElseStays() {
        assertThat(Secrets.maskedUrl("/products", "q=red&token=abc&limit=20"))
                .isEqualTo("/products?q=red&token=***&limit=20");
        assertThat(Secrets.maskedUrl("/a", "API_KEY=1;x=2&client-secret=&sig=9"))
                .isEqualTo("/a?API_KEY=***;x=2&client-secret=&sig=***");
        assertThat(Secrets.maskedUrl("/a;jsessionid=17/b=c", "author=me&%74oken=abc&q=a%3Db"))
                .isEqualTo("/a;jsessionid=***/b=c?author=me&%74oken=***&q=a%3Db");
        assertThat(Secrets.maskedUrl("/products", "")).isEqualTo("/products");
        assertThat(Secrets.maskedUrl("/products", "&&=&token")).isEqualTo("/products?&&=&token");
    }

    @Example
    void whatLooksLikeATokenIsMaskedWhereverItStands() {
        String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        assertThat(Secrets.maskedUrl("/reset/" + jwt, "q=" + jwt)).isEqualTo("/reset/***?q=***");
        assertThat(Secrets.maskedUrl("http://me:pw@host/a", "")).isEqualTo("http://***@host/a");
    }

    @Example
    void messagesOfExceptionsAreMasked() {
        assertThat(Secrets.maskedText("GET https://u:p@host/x?token=abc&q=1 failed, password: s3cret."))
                .doesNotContain("abc", "s3cret", "u:p")
                .contains("q=1 failed");
        assertThat(Secrets.maskedText("Authorization: Bearer abcdefgh refused")).doesNotContain("abcdefgh");
        assertThat(Secrets.maskedText("relation \"products\" does not exist"))
                .isEqualTo("relation \"products\" does not exist");
    }

    @Property(tries = 300)
    void noValueOfASecretParameterIsLeft(
            @ForAll @AlphaChars @StringLength(min = 8, max = 12) String secret, @ForAll String before) {
        String value = "0" + secret + "0";
        assertThat(Secrets.maskedUrl("/a", before + "&access_token=" + value)).doesNotContain(value);
        assertThat(Secrets.maskedText(before + " password=" + value)).doesNotContain(value);
    }

    @Property(tries = 300)
    void anyTextIsTaken(@ForAll String path, @ForAll String query) {
        assertThat(Secrets.maskedUrl(path, query)).isNotNull();
        assertThat(Secrets.maskedText(query)).isNotNull();
    }
}

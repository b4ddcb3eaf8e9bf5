package dev.opsdeck.console.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerDraftTest {

    @ParameterizedTest
    @CsvSource({
        "opsdeck.example.org:8080, http://opsdeck.example.org:8080",
        "https://opsdeck.example.org/, https://opsdeck.example.org",
        "' http://10.0.0.1:8080/ops ', http://10.0.0.1:8080/ops",
        "HTTPS://Example.org:443, https://example.org"
    })
    void takesAddressesAsPeopleTypeThem(String typed, String meant) {
        assertThat(new ServerDraft(null, "eu", typed, "", null).address()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ftp://example.org", "http://", "http://exa mple", "http://example.org/?a=b"})
    void refusesWhatIsNoAddressWithASentence(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerDraft(null, "eu", typed, "", null))
                .withMessageContaining("address of a server");
    }

    @Test
    void wantsANameThatFits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerDraft(null, " ", "example.org", "", null))
                .withMessageContaining("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerDraft(null, "x".repeat(65), "example.org", "", null))
                .withMessageContaining("64");
    }

    @Test
    void refusesATokenThatCannotBeSentInAHeader() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerDraft(null, "eu", "example.org", "two\nlines", null))
                .withMessageContaining("copy it again");
    }

    @Test
    void proposesTheHostAsAName() {
        assertThat(ServerDraft.nameOf("https://eu.example.org:8443/x")).isEqualTo("eu.example.org");
    }

    @Test
    void neverShowsItsToken() {
        assertThat(new ServerDraft("id", "eu", "example.org", "s3cret", null))
                .asString()
                .doesNotContain("s3cret");
    }
}

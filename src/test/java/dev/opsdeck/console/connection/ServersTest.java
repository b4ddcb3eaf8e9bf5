package dev.opsdeck.console.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {

    @TempDir
    private Path data;

    private final HttpClients http = new HttpClients();
    private final MemoryVault vault = new MemoryVault();
    private final List<List<Remote>> kept = new ArrayList<>();
    private int ids;

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void thisComputerIsAlwaysFirst() {
        Servers servers = servers(new ServerDraft("a", "eu-prod", "eu.example.org", "", null));
        assertThat(servers.list()).extracting(Connection::name).containsExactly("This computer", "eu-prod");
        assertThat(servers.byId("a").name()).isEqualTo("eu-prod");
        assertThat(servers.byId("gone")).isInstanceOf(Embedded.class);
        assertThat(servers.byId(null)).isInstanceOf(Embedded.class);
    }

    @Test
    void aNewServerGetsAnIdItsTokenGoesToTheVaultAndTheListIsKept() {
        Servers servers = servers();
        ServerDraft stored = servers.storeToken(new ServerDraft(null, "eu-prod", "eu.example.org", "s3cret", null));
        Connection added = servers.put(stored);
        assertThat(added.id()).isEqualTo("id1");
        assertThat(vault.read("id1")).contains("s3cret");
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst()).extracting(Remote::address).containsExactly("http://eu.example.org");
    }

    @Test
    void anEditKeepsThePlaceAndTheTokenThatIsNotEnteredAgain() {
        Servers servers = servers(
                new ServerDraft("a", "eu-prod", "eu.example.org", "", null),
                new ServerDraft("b", "us-prod", "us.example.org", "", null));
        vault.write("a", "s3cret");
        servers.put(servers.storeToken(new ServerDraft("a", "eu", "https://eu.example.org", "", null)));
        assertThat(servers.list()).extracting(Connection::name).containsExactly("This computer", "eu", "us-prod");
        assertThat(vault.read("a")).contains("s3cret");
    }

    @Test
    void aRemovedServerIsForgottenWithItsToken() {
        Servers servers = servers(new ServerDraft("a", "eu-prod", "eu.example.org", "", null));
        vault.write("a", "s3cret");
        Remote remote = (Remote) servers.byId("a");
        servers.remove(remote);
        servers.forgetToken(remote);
        assertThat(servers.list()).hasSize(1);
        assertThat(vault.read("a")).isEmpty();
        assertThat(kept.getLast()).isEmpty();
    }

    @Test
    void checksARealServerAndRefusesAWrongToken() {
        try (EmbeddedBackend backend = new EmbeddedBackend(data, new SecureRandom())) {
            Servers servers = servers();
            String address = backend.url().toString();
            assertThat(servers.check(new ServerDraft(null, "here", address, backend.token(), null)))
                    .isEqualTo(1);
            assertThatThrownBy(() -> servers.check(new ServerDraft(null, "here", address, "wrong", null)))
                    .isInstanceOf(ApiFailure.class)
                    .hasMessageContaining("no token that it accepts");
        }
    }

    private Servers servers(ServerDraft... remembered) {
        EmbeddedBackend backend = new EmbeddedBackend(data, new SecureRandom());
        return new Servers(http, backend, vault, List.of(remembered), () -> "id" + ++ids, kept::add);
    }
}

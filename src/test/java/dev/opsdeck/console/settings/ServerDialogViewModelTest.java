package dev.opsdeck.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.MemoryVault;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.connection.SelfSigned;
import dev.opsdeck.console.connection.ServerCertificate;
import dev.opsdeck.console.connection.ServerDraft;
import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.task.DirectTasks;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDialogViewModelTest {

    private static final String HEALTH = """
            {"status":"up","timestamp":"2026-11-23T12:00:00Z","uptimeSeconds":5,"memoryUsedBytes":1,
             "memoryMaxBytes":2,"version":"0.1.0","contract":1}""";

    @TempDir
    private Path data;

    private final HttpClients http = new HttpClients();
    private final MemoryVault vault = new MemoryVault();
    private final List<Connection> saved = new ArrayList<>();
    private EmbeddedBackend backend;
    private Servers servers;

    @BeforeEach
    void start() {
        backend = new EmbeddedBackend(data, new SecureRandom());
        servers = new Servers(http, backend, vault, List.of(), () -> "id1", kept -> {});
    }

    @AfterEach
    void close() {
        http.close();
        backend.close();
    }

    @Test
    void savesAServerThatAnswersAndCallsItByItsHostWhenItHasNoName() {
        ServerDialogViewModel model = model(null);
        model.address().set(backend.url().toString());
        model.token().set(backend.token());
        model.testAndSave();
        assertThat(saved).extracting(Connection::name).containsExactly("127.0.0.1");
        assertThat(vault.read("id1")).contains(backend.token());
        assertThat(servers.list()).hasSize(2);
    }

    @Test
    void aWrongTokenIsToldAndNothingIsSaved() {
        ServerDialogViewModel model = model(null);
        model.address().set(backend.url().toString());
        model.token().set("wrong");
        model.testAndSave();
        assertThat(Objects.requireNonNull(model.problem().get()).title()).isEqualTo("Wrong token");
        assertThat(saved).isEmpty();
        assertThat(servers.list()).hasSize(1);
        assertThat(vault.read("id1")).isEmpty();
    }

    @Test
    void aServerThatIsDownNowCanBeSavedAnyway() {
        ServerDialogViewModel model = model(null);
        model.address().set("http://127.0.0.1:9");
        model.testAndSave();
        assertThat(model.mayForce().get()).isTrue();
        model.saveAnyway();
        assertThat(saved).hasSize(1);
    }

    @Test
    void whatIsNoAddressIsToldWithoutACall() {
        ServerDialogViewModel model = model(null);
        model.address().set("");
        model.testAndSave();
        assertThat(Objects.requireNonNull(model.problem().get()).text()).contains("address of a server");
        assertThat(model.testing().get()).isFalse();
    }

    @Test
    void anEditBeginsWithWhatIsKnownButNeverWithTheToken() {
        model(null).address().set("");
        Remote remote = new Remote(
                "id1", "eu", "https://eu.example.org", null, http.api("eu", "https://eu.example.org", "s3cret"));
        ServerDialogViewModel model = model(remote);
        assertThat(model.isNew()).isFalse();
        assertThat(model.name().get()).isEqualTo("eu");
        assertThat(model.token().get()).isEmpty();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsShownAndOnceApprovedItIsTrusted(@TempDir Path keys) throws Exception {
        try (MockWebServer tls = SelfSigned.server(keys)) {
            ServerDialogViewModel model = model(null);
            model.address().set("https://127.0.0.1:" + tls.getPort());
            model.testAndSave();
            assertThat(Objects.requireNonNull(model.problem().get()).title()).isEqualTo("Certificate refused");
            ServerCertificate shown = Objects.requireNonNull(model.certificate().get());
            assertThat(shown.subject()).isEqualTo("CN=localhost");
            assertThat(shown.selfSigned()).isTrue();
            assertThat(shown.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
            assertThat(saved).isEmpty();

            tls.enqueue(json(HEALTH));
            tls.enqueue(json("{\"data\":[],\"total\":0}"));
            model.trust();
            assertThat(saved).hasSize(1);
            Remote remote = (Remote) saved.getFirst();
            assertThat(remote.certificate()).isEqualTo(shown.fingerprint());
            // It was made for another name than 127.0.0.1: what counts is that it is the very one.
            tls.enqueue(json(HEALTH));
            assertThat(remote.api().health().version()).isEqualTo("0.1.0");
        }
    }

    @Test
    void anotherCertificateThanTheApprovedOneIsRefused(@TempDir Path keys) throws Exception {
        try (MockWebServer tls = SelfSigned.server(keys)) {
            String address = "https://127.0.0.1:" + tls.getPort();
            ServerDraft former = new ServerDraft("id1", "eu", address, "", "00:11");
            ServerDialogViewModel model = model((Remote) servers.put(former));
            model.testAndSave();
            assertThat(Objects.requireNonNull(model.problem().get()).text()).contains("another than the one");
            assertThat(model.certificate().get()).isNotNull();
            assertThat(tls.getRequestCount()).isZero();
        }
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private ServerDialogViewModel model(@org.jspecify.annotations.Nullable Remote edited) {
        return new ServerDialogViewModel(servers, new DirectTasks(), edited, saved::add);
    }
}

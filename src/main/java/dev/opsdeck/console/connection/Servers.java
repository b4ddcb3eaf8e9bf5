package dev.opsdeck.console.connection;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The list of servers: this computer, then the remote ones, without their tokens. JavaFX thread only, but for the
/// methods that say they block.
public final class Servers {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

    private final HttpClients http;
    private final TokenVault vault;
    private final Consumer<List<Remote>> keep;
    private final Supplier<String> newId;
    private final ObservableList<Connection> list = FXCollections.observableArrayList();
    private final ObservableList<Connection> view = FXCollections.unmodifiableObservableList(list);

    /// @param remembered the remote ones, from the settings
    /// @param newId      makes ids that were never used
    /// @param keep       told the remote ones after every change
    public Servers(
            HttpClients http,
            EmbeddedBackend backend,
            TokenVault vault,
            List<ServerDraft> remembered,
            Supplier<String> newId,
            Consumer<List<Remote>> keep) {
        this.http = http;
        this.vault = vault;
        this.newId = newId;
        this.keep = keep;
        list.add(new Embedded(http.api(null, backend::endpoint)));
        remembered.forEach(draft -> list.add(remote(draft)));
    }

    /// In the order of the list; changed by the methods below only.
    public ObservableList<Connection> list() {
        return view;
    }

    /// The one with that id, or else the first.
    public Connection byId(@Nullable String id) {
        return list.stream()
                .filter(server -> server.id().equals(id))
                .findFirst()
                .orElseGet(list::getFirst);
    }

    /// Calls a server as it would be saved. Blocking; background threads.
    ///
    /// @return how many instances share its database
    /// @throws ApiFailure with the reason why it cannot be used
    public int check(ServerDraft draft) {
        String token = draft.token();
        if (token.isEmpty() && draft.id() != null) {
            token = vault.read(draft.id()).orElse("");
        }
        Endpoint endpoint =
                new Endpoint(draft.name(), HttpClients.Address.parse(draft.address()), token.isEmpty() ? null : token);
        ApiClient api = http.api(draft.certificate(), () -> endpoint);
        api.health();
        return api.instances().data().size();
    }

    /// The certificate that a server shows, trusted or not; empty when it shows none now. Blocking; background
    /// threads.
    public Optional<ServerCertificate> certificate(ServerDraft draft) {
        try {
            return Optional.of(ServerCertificate.of(HttpClients.Address.parse(draft.address())));
        } catch (IOException e) {
            LOG.debug("No certificate from {}", draft.address(), e);
            return Optional.empty();
        }
    }

    /// Gives a draft its id and puts its token into the vault. Blocking; background threads.
    ///
    /// @return the draft to [#put]
    public ServerDraft storeToken(ServerDraft draft) {
        ServerDraft named = draft.id() == null ? draft.withId(newId.get()) : draft;
        if (!named.token().isEmpty()) {
            vault.write(named.idOrThrow(), named.token());
        }
        return named;
    }

    /// Adds a server whose token is stored, or replaces the one of its id.
    ///
    /// @return what is in the list now
    public Connection put(ServerDraft draft) {
        Connection server = remote(draft);
        Optional<Connection> before =
                list.stream().filter(known -> known.id().equals(server.id())).findFirst();
        if (before.isPresent()) {
            list.set(list.indexOf(before.get()), server);
        } else {
            list.add(server);
        }
        tell();
        return server;
    }

    /// Takes a server off the list.
    public void remove(Remote server) {
        list.removeIf(known -> known.id().equals(server.id()));
        tell();
    }

    /// Forgets its token. Blocking; background threads.
    public void forgetToken(Remote server) {
        vault.remove(server.id());
    }

    private void tell() {
        keep.accept(list.stream()
                .filter(Remote.class::isInstance)
                .map(Remote.class::cast)
                .toList());
    }

    private Remote remote(ServerDraft draft) {
        String id = draft.idOrThrow();
        var base = HttpClients.Address.parse(draft.address());
        // The keyring is asked when a call needs the token: it may block.
        ApiClient api = http.api(
                draft.certificate(),
                () -> new Endpoint(draft.name(), base, vault.read(id).orElse(null)));
        return new Remote(id, draft.name(), draft.address(), draft.certificate(), api);
    }
}

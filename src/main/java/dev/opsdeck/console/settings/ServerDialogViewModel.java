package dev.opsdeck.console.settings;

import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.connection.ServerCertificate;
import dev.opsdeck.console.connection.ServerDraft;
import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.RunningTask;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The dialog that adds or edits a remote server: tests the connection, then saves. JavaFX thread only.
final class ServerDialogViewModel {

    private final Servers servers;
    private final BackgroundTasks tasks;
    private final @Nullable Remote edited;
    private final Consumer<Connection> saved;

    private final StringProperty address = new SimpleStringProperty(this, "address", "");
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final StringProperty token = new SimpleStringProperty(this, "token", "");
    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyBooleanWrapper testing = new ReadOnlyBooleanWrapper(this, "testing");
    private final BooleanProperty mayForce = new SimpleBooleanProperty(this, "mayForce");
    private final ReadOnlyObjectWrapper<@Nullable ServerCertificate> certificate =
            new ReadOnlyObjectWrapper<>(this, "certificate");
    private @Nullable RunningTask test;
    private @Nullable String approved;

    /// @param edited null for a new one
    /// @param saved  told what is in the list now
    ServerDialogViewModel(Servers servers, BackgroundTasks tasks, @Nullable Remote edited, Consumer<Connection> saved) {
        this.servers = servers;
        this.tasks = tasks;
        this.edited = edited;
        this.saved = saved;
        if (edited != null) {
            address.set(edited.address());
            name.set(edited.name());
            approved = edited.certificate();
        }
        // Another address is another server: its certificate is a question of its own.
        address.subscribe((before, now) -> {
            approved = edited != null && now.equals(edited.address()) ? edited.certificate() : null;
            certificate.set(null);
        });
    }

    /// Why it cannot be saved as it is.
    record Problem(String title, String text) {}

    boolean isNew() {
        return edited == null;
    }

    StringProperty address() {
        return address;
    }

    StringProperty name() {
        return name;
    }

    StringProperty token() {
        return token;
    }

    ReadOnlyObjectProperty<@Nullable Problem> problem() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty testing() {
        return testing.getReadOnlyProperty();
    }

    /// Whether it can be saved although the test failed.
    BooleanProperty mayForce() {
        return mayForce;
    }

    /// What the server showed and nobody trusts yet; null when that is not the problem.
    ReadOnlyObjectProperty<@Nullable ServerCertificate> certificate() {
        return certificate.getReadOnlyProperty();
    }

    /// Approves the certificate shown, for this server, and tests again.
    void trust() {
        ServerCertificate shown = certificate.get();
        if (shown != null) {
            approved = shown.fingerprint();
            testAndSave();
        }
    }

    /// Tests the connection and saves when it works.
    void testAndSave() {
        ServerDraft draft = draft();
        if (draft == null || testing.get()) {
            return;
        }
        problem.set(null);
        certificate.set(null);
        testing.set(true);
        test = tasks.run(
                "Test " + draft.name(),
                () -> {
                    servers.check(draft);
                    return servers.storeToken(draft);
                },
                this::put,
                failure -> failed(draft, failure));
    }

    /// Saves without a test.
    void saveAnyway() {
        ServerDraft draft = draft();
        if (draft != null) {
            tasks.run(
                    "Save " + draft.name(),
                    () -> servers.storeToken(draft),
                    this::put,
                    failure -> failed(draft, failure));
        }
    }

    /// The dialog was closed: a test under way is of no interest any more.
    void cancel() {
        if (test != null) {
            test.cancel();
        }
    }

    private void put(ServerDraft draft) {
        testing.set(false);
        saved.accept(servers.put(draft));
    }

    private void failed(ServerDraft draft, Failure failure) {
        testing.set(false);
        mayForce.set(true);
        // With a certificate the next step is what is shown below the sentence.
        problem.set(new Problem(failure.title(), failure.aboutCertificate() ? failure.sentence() : failure.text()));
        if (failure.aboutCertificate()) {
            test = tasks.run(
                    "Look at the certificate of " + draft.name(),
                    () -> servers.certificate(draft),
                    shown -> certificate.set(shown.orElse(null)),
                    again -> problem.set(new Problem(again.title(), again.text())));
        }
    }

    private @Nullable ServerDraft draft() {
        try {
            String called = name.get().isBlank() ? ServerDraft.nameOf(address.get()) : name.get();
            return new ServerDraft(edited == null ? null : edited.id(), called, address.get(), token.get(), approved);
        } catch (IllegalArgumentException e) {
            problem.set(new Problem("Not yet", String.valueOf(e.getMessage())));
            return null;
        }
    }
}

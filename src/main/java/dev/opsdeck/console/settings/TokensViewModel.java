package dev.opsdeck.console.settings;

import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.store.Settings;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.tokens.TokenPlace;
import dev.opsdeck.console.tokens.Tokens;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Where tokens are kept, and the passphrase that opens them. JavaFX thread only.
final class TokensViewModel {

    private static final int LEAST = 8;

    private final Tokens tokens;
    private final Servers servers;
    private final Settings settings;
    private final BackgroundTasks tasks;
    private final Runnable unlocked;
    private final ReadOnlyObjectWrapper<View> view;
    private @Nullable TokenPlace wanted;
    private boolean keyring;

    /// What the page shows.
    ///
    /// @param place    the chosen one; null while that is not known
    /// @param keyring  whether this system has one
    /// @param sentence where tokens are
    /// @param asks     whether a passphrase is asked for now
    /// @param isNew    whether it is a new one, to be given twice
    /// @param problem  why the last wish was not granted; empty when it was
    record View(
            @Nullable TokenPlace place,
            boolean keyring,
            String sentence,
            boolean asks,
            boolean isNew,
            String problem) {}

    /// @param unlocked called when tokens can be read that could not before
    TokensViewModel(Tokens tokens, Servers servers, Settings settings, BackgroundTasks tasks, Runnable unlocked) {
        this.tokens = tokens;
        this.servers = servers;
        this.settings = settings;
        this.tasks = tasks;
        this.unlocked = unlocked;
        this.view = new ReadOnlyObjectWrapper<>(this, "view", now(""));
        tasks.run("Look for a keyring", tokens::keyringThere, this::found, failure -> show(failure.text()));
    }

    ReadOnlyObjectProperty<View> view() {
        return view.getReadOnlyProperty();
    }

    /// Moves the tokens there, after their passphrase was given if that needs one.
    void choose(TokenPlace place) {
        wanted = null;
        if (place == tokens.place()) {
            show("");
        } else if (place == TokenPlace.PASSPHRASE) {
            wanted = place;
            show("");
        } else {
            move(place);
        }
    }

    /// @param again the same, when it is a new one
    void unlock(String words, String again) {
        boolean isNew = view.get().isNew();
        if (isNew && words.length() < LEAST) {
            show("Take at least " + LEAST + " characters: four or more words that do not belong together are best.");
            return;
        }
        if (isNew && !words.equals(again)) {
            show("The two are not the same.");
            return;
        }
        char[] passphrase = words.toCharArray();
        tasks.run("Unlock the tokens", () -> unlock(passphrase), done -> opened(), this::refused);
    }

    private boolean unlock(char[] passphrase) {
        tokens.unlock(passphrase);
        return true;
    }

    private void opened() {
        TokenPlace to = wanted;
        if (to != null) {
            move(to);
        } else {
            show("");
            unlocked.run();
        }
    }

    private void move(TokenPlace place) {
        List<String> ids = servers.list().stream().map(Connection::id).toList();
        tasks.run(
                "Move the tokens",
                () -> {
                    tokens.move(place, ids);
                    return place;
                },
                done -> {
                    wanted = null;
                    settings.update(before -> before.withTokens(done.name()));
                    show("");
                    unlocked.run();
                },
                this::refused);
    }

    private void found(boolean there) {
        keyring = there;
        show("");
    }

    private void refused(Failure failure) {
        show(failure.sentence());
    }

    private void show(String problem) {
        view.set(now(problem));
    }

    private View now(String problem) {
        boolean asks = wanted == TokenPlace.PASSPHRASE || tokens.locked();
        TokenPlace place = wanted == null ? tokens.place() : wanted;
        return new View(place, keyring, tokens.sentence(), asks, asks && !tokens.passphraseSet(), problem);
    }
}

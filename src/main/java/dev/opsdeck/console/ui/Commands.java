package dev.opsdeck.console.ui;

import dev.opsdeck.api.alerts.Alert;

/// What a page may ask the window for. Implemented by the shell; JavaFX thread only.
public interface Commands {

    /// Shows a page: `overview`, `products`, `analytics`, `requests`, `load-runs`, `alerts`, `audits`, `capacity`,
    /// `settings`.
    void open(String page);

    /// The Sync button: opens the sync dialog, after arming when the server needs it.
    void sync();

    /// The Flush cache button.
    void flush();

    /// The Load run button.
    void loadRun();

    /// As the Load run button, with a ramp run chosen that the server makes of itself: the one that finds the
    /// capacity.
    void rampRun();

    /// Opens the dialog that adds a server.
    void addServer();

    /// Takes care of an alert of the server shown.
    void acknowledge(Alert alert);

    /// Opens the dialog that silences an alert and those like it.
    void silence(Alert alert);

    /// Shows a profile of the server shown.
    void openProfile(long id);

    /// Shows a product of the server shown.
    void openProduct(long id);

    /// Runs `then` at once, or after the user has armed the remote server for ten minutes.
    ///
    /// @param action what is about to happen, such as "Cancel the load run"
    void whenArmed(String action, Runnable then);
}

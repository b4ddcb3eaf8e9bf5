package dev.opsdeck.console.alerts;

import dev.opsdeck.console.connection.Failure;

/// Told what became of something the operator asked for, wherever it was asked for. FX thread.
interface Reports {

    /// @param title a few words
    /// @param text  one sentence
    void done(String title, String text);

    void failed(Failure failure);
}

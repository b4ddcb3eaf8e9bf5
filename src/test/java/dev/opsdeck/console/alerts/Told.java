package dev.opsdeck.console.alerts;

import dev.opsdeck.console.connection.Failure;
import java.util.ArrayList;
import java.util.List;

/// Remembers what it was told.
final class Told implements Reports {

    final List<String> done = new ArrayList<>();
    final List<String> failed = new ArrayList<>();

    @Override
    public void done(String title, String text) {
        done.add(title + ": " + text);
    }

    @Override
    public void failed(Failure failure) {
        failed.add(failure.text());
    }
}

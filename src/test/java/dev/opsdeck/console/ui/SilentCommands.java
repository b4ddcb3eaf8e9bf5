package dev.opsdeck.console.ui;

import dev.opsdeck.api.alerts.Alert;
import java.util.ArrayList;
import java.util.List;

/// The window's commands for tests of a page: remembers what was asked; every server counts as armed.
public final class SilentCommands implements Commands {

    public final List<String> asked = new ArrayList<>();

    @Override
    public void open(String page) {
        asked.add("open " + page);
    }

    @Override
    public void sync() {
        asked.add("sync");
    }

    @Override
    public void flush() {
        asked.add("flush");
    }

    @Override
    public void loadRun() {
        asked.add("load run");
    }

    @Override
    public void rampRun() {
        asked.add("ramp run");
    }

    @Override
    public void addServer() {
        asked.add("add server");
    }

    @Override
    public void acknowledge(Alert alert) {
        asked.add("acknowledge " + alert.id());
    }

    @Override
    public void silence(Alert alert) {
        asked.add("silence " + alert.id());
    }

    @Override
    public void openProfile(long id) {
        asked.add("open profile " + id);
    }

    @Override
    public void openProduct(long id) {
        asked.add("open product " + id);
    }

    @Override
    public void whenArmed(String action, Runnable then) {
        asked.add(action);
        then.run();
    }
}

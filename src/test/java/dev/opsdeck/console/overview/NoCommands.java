package dev.opsdeck.console.overview;

import dev.opsdeck.console.ui.Commands;
import java.util.ArrayList;
import java.util.List;

/// Buttons that do nothing but remember that they were pressed.
final class NoCommands implements Commands {

    final List<String> asked = new ArrayList<>();

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
    public void addServer() {
        asked.add("add server");
    }

    @Override
    public void whenArmed(String action, Runnable then) {
        asked.add(action);
        then.run();
    }
}

package dev.opsdeck.console;

import java.nio.file.Path;

final class Screens {
    private Screens() {}

    static void render(Path folder) {}
}

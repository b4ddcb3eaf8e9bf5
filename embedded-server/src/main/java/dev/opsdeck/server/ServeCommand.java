package dev.opsdeck.server;

import picocli.CommandLine.Command;

/// `serve`, said aloud.
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Serves the catalogue (the default).")
final class ServeCommand extends ServeOptions {}

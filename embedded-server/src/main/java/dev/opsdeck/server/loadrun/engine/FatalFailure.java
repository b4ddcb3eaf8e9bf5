package dev.opsdeck.server.loadrun.engine;

/// The run cannot begin. The message is a sentence for the person who asked for the run.
final class FatalFailure extends Exception {

    private static final long serialVersionUID = 1L;

    FatalFailure(String sentence) {
        super(sentence);
    }
}

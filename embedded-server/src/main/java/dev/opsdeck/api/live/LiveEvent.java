package dev.opsdeck.api.live;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncRun;

/// What goes over `/ops/live`. On the wire the type is the event's name and the data is the record inside.
public sealed interface LiveEvent {

    /// Name of the server-sent event.
    String name();

    /// What is written as its data.
    Object data();

    /// Once a second. Conflated: a slow receiver gets the latest only.
    record Sampled(Sample sample) implements LiveEvent {

        public static final String NAME = "sample";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Object data() {
            return sample;
        }
    }

    /// Progress and end of a sync run; progress is conflated by run.
    record Synced(SyncRun run) implements LiveEvent {

        public static final String NAME = "sync";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Object data() {
            return run;
        }
    }

    /// A second of a load run, and its end.
    record Loaded(LoadProgress progress) implements LiveEvent {

        public static final String NAME = "load";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Object data() {
            return progress;
        }
    }

    /// A line of the log of actions. Never dropped.
    record Logged(LogEntry entry) implements LiveEvent {

        public static final String NAME = "log";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Object data() {
            return entry;
        }
    }

    /// An alert that began, fired, was resolved, acknowledged or silenced. Never dropped.
    record Alerted(Alert alert) implements LiveEvent {

        public static final String NAME = "alert";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Object data() {
            return alert;
        }
    }
}

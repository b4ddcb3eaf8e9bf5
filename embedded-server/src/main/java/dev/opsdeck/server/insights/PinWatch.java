package dev.opsdeck.server.insights;

import java.time.Duration;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingStream;

/// Hears of every blocked carrier thread from the JVM's flight recorder. Closed by whoever started it.
final class PinWatch implements AutoCloseable {

    /// Shorter ones cost nobody anything.
    static final Duration LEAST = Duration.ofMillis(20);

    private static final String EVENT = "jdk.VirtualThreadPinned";
    private static final String OURS = "dev.opsdeck.";

    private final RecordingStream stream = new RecordingStream();

    private PinWatch(Pins pins) {
        stream.enable(EVENT).withThreshold(LEAST).withStackTrace();
        stream.onEvent(EVENT, event -> pins.add(line(event), event.getDuration().toNanos()));
        stream.startAsync();
    }

    static PinWatch start(Pins pins) {
        return new PinWatch(pins);
    }

    @Override
    public void close() {
        stream.close();
    }

    /// Our line that is nearest to the blocking one; the innermost where none is ours.
    private static String line(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        if (stack == null || stack.getFrames().isEmpty()) {
            return Pins.OTHERS;
        }
        return stack.getFrames().stream()
                .filter(frame -> frame.getMethod().getType().getName().startsWith(OURS))
                .findFirst()
                .map(PinWatch::text)
                .orElseGet(() -> text(stack.getFrames().getFirst()));
    }

    private static String text(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "."
                + frame.getMethod().getName() + ":" + frame.getLineNumber();
    }
}

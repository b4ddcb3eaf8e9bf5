package dev.opsdeck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What stands in the log when many connections break. The times are those of the events.
final class ConnectionWarningsTest {

    private static final String HANDLER = "io.helidon.webserver.ConnectionHandler";

    private final LoggerContext context = new LoggerContext();
    private final ConnectionWarnings warnings = new ConnectionWarnings();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void start() {
        log.start();
        warnings.setContext(context);
        warnings.addAppender(log);
        warnings.start();
    }

    @Test
    void theFirstOfAMinuteAreLinesAndTheNextMinuteTellsHowManyWereNotShown() {
        for (int i = 0; i < 500; i++) {
            warn(i, "[0x1 0x2] unexpected exception", new IllegalStateException("bad\r\nframe"));
        }
        assertThat(lines())
                .hasSize(ConnectionWarnings.SHOWN)
                .containsOnly("[0x1 0x2] unexpected exception: java.lang.IllegalStateException: bad??frame");
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());

        warn(60_001, "unexpected exception", new IllegalStateException());
        warn(60_002, "unexpected exception", new IllegalStateException());
        assertThat(lines())
                .endsWith(
                        "unexpected exception: java.lang.IllegalStateException (497 more like this were not shown)",
                        "unexpected exception: java.lang.IllegalStateException");
    }

    @Test
    void anotherKindIsNotHiddenBehindAFlood() {
        IntStream.range(0, 100).forEach(i -> warn(i, "x", new IllegalStateException()));
        warn(100, "x", new IOException("disk full"));
        assertThat(lines()).endsWith("x: java.io.IOException: disk full");
    }

    @Test
    void whatHasNoStackAndWhatIsAnErrorPasses() {
        for (int i = 0; i < 9; i++) {
            warn(i, "no stack", null);
            warnings.doAppend(event(i, Level.ERROR, "a bug", new IllegalStateException()));
        }
        assertThat(log.list).hasSize(18);
        assertThat(log.list.getLast().getThrowableProxy()).isNotNull();
    }

    @Test
    void itStandsBetweenTheServerAndItsLog() throws Exception {
        JoranConfigurator joran = new JoranConfigurator();
        joran.setContext(context);
        joran.doConfigure(ConnectionWarnings.class.getResource("/logback.xml"));
        Appender<ILoggingEvent> appender =
                context.getLogger("io.helidon.webserver").getAppender("connections");
        assertThat(appender)
                .isInstanceOfSatisfying(
                        ConnectionWarnings.class,
                        between -> assertThat(between.isStarted()).isEqualTo(between.getAppender("stderr") != null));
        assertThat(context.getLogger("io.helidon.webserver").isAdditive()).isFalse();
        context.stop();
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void warn(long millis, String message, @Nullable Throwable thrown) {
        warnings.doAppend(event(millis, Level.WARN, message, thrown));
    }

    private LoggingEvent event(long millis, Level level, String message, @Nullable Throwable thrown) {
        LoggingEvent event = new LoggingEvent("test", context.getLogger(HANDLER), level, message, thrown, null);
        event.setTimeStamp(millis);
        return event;
    }
}

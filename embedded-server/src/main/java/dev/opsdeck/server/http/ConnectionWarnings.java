package dev.opsdeck.server.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;

/// Between Helidon's loggers and the log: Helidon warns with a whole stack of each connection that it stumbles over,
/// and a client that sends nonsense would fill a disk. Here it is a line, of each kind three a minute, and the next one
/// that is shown says how many were not. A kind is who warns and of which exception; a warning without an exception,
/// and an error, pass as they are. Used by `logback.xml`; any thread.
public final class ConnectionWarnings extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {

    static final int SHOWN = 3;

    private static final long WINDOW_MILLIS = Duration.ofMinutes(1).toMillis();

    private final AppenderAttachableImpl<ILoggingEvent> log = new AppenderAttachableImpl<>();

    /// As many as there are pairs of a logger and an exception in Helidon.
    private final ConcurrentHashMap<String, Kind> kinds = new ConcurrentHashMap<>();

    /// @param since  when its minute began, in the time of the events
    /// @param told   in this minute
    /// @param hidden since one was shown last
    private record Kind(long since, int told, long hidden) {

        boolean shown() {
            return told <= SHOWN;
        }

        Kind next(long now) {
            long owed = shown() ? 0 : hidden;
            if (now - since >= WINDOW_MILLIS) {
                return new Kind(now, 1, owed);
            }
            return told < SHOWN ? new Kind(since, told + 1, owed) : new Kind(since, SHOWN + 1, owed + 1);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown == null || !event.getLevel().equals(Level.WARN)) {
            log.appendLoopOnAppenders(event);
            return;
        }
        String name = event.getLoggerName() + " " + thrown.getClassName();
        Kind kind = kinds.merge(
                name, new Kind(event.getTimeStamp(), 1, 0), (before, first) -> before.next(event.getTimeStamp()));
        if (kind.shown()) {
            log.appendLoopOnAppenders(line(event, thrown, kind.hidden()));
        }
    }

    private LoggingEvent line(ILoggingEvent event, IThrowableProxy thrown, long hidden) {
        String said = event.getFormattedMessage() + ": " + thrown.getClassName()
                + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage())
                + (hidden == 0 ? "" : " (" + hidden + " more like this were not shown)");
        LoggingEvent line = new LoggingEvent(
                ConnectionWarnings.class.getName(),
                ((LoggerContext) getContext()).getLogger(event.getLoggerName()),
                Level.WARN,
                said.replaceAll("\\p{Cntrl}", "?"),
                null,
                null);
        line.setTimeStamp(event.getTimeStamp());
        return line;
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        log.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return log.iteratorForAppenders();
    }

    @Override
    public Appender<ILoggingEvent> getAppender(String name) {
        return log.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return log.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        log.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return log.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return log.detachAppender(name);
    }
}

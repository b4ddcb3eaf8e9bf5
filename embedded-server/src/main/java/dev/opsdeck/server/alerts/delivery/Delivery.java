package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.ChannelKind;
import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Json;
import io.helidon.webserver.http.HttpService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Tells people of alerts: one thread decides what is to be told, one thread a channel delivers it, one keeps the
/// heartbeat. Without a channel there is no thread. Everything is in the database before it is sent, so that the
/// process may end at any moment. Closed by the wiring, before the database.
public final class Delivery implements AutoCloseable {

    /// What the engine calls the server that it is itself.
    private static final String LOCAL = "local";

    private final Database database;
    private final AlertSettings settings;
    private final Surroundings around;
    private final OutboxRepository outbox;
    private final LedgerRepository ledger;
    private final StatusRepository statuses;
    private final Receivers receivers;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<UnaryOperator<Instant>> steps = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();

    /// What it needs of the server.
    ///
    /// @param node        the name under which alerts are stored
    /// @param server      what people call this server
    /// @param evaluatedAt when rules were last evaluated; at first, when the server began
    /// @param random      from 0 to 1
    public record Surroundings(
            String node,
            String server,
            Supplier<Instant> evaluatedAt,
            ActionLog actions,
            InstantSource clock,
            DoubleSupplier random) {}

    public Delivery(Database database, Json json, AlertSettings settings, Surroundings around) {
        this.database = database;
        this.settings = settings;
        this.around = around;
        this.outbox = new OutboxRepository(database, json, around.node());
        this.ledger = new LedgerRepository(database, outbox, around.node());
        this.statuses = new StatusRepository(database, around.node());
        this.receivers = new Receivers(settings, json, around.clock());
        if (!receivers.senders().isEmpty()) {
            setUp();
        }
        steps.forEach(step -> loops.add(new Loop("notifications", around.clock(), step)));
    }

    private void setUp() {
        statuses.prepare(
                receivers.senders().keySet().stream().map(Audience::name).toList());
        steps.add(planner()::step);
        receivers.senders().forEach((kind, sender) -> {
            if (kind == ChannelKind.HEARTBEAT) {
                steps.add(heartbeat(sender)::step);
            } else {
                lanes.add(lane(kind, sender));
                steps.add(lanes.getLast()::step);
            }
        });
    }

    private Planner planner() {
        String origin = ledger.origin(
                HexFormat.of().toHexDigits((int) (long) (around.random().getAsDouble() * 0x1p32)));
        List<Audience> audiences = Audience.of(settings);
        Grouping grouping = audiences.isEmpty()
                ? null
                : new Grouping(settings, audiences, origin, server -> server.equals(LOCAL) ? around.server() : server);
        return new Planner(ledger, grouping, summaries(origin), this::written);
    }

    private @Nullable Summaries summaries(String origin) {
        MailSettings mail = settings.mail();
        return mail == null || mail.dailyAt() == null
                ? null
                : new Summaries(
                        Audience.name(ChannelKind.EMAIL),
                        new DailyTime(mail.dailyAt(), mail.zone()),
                        around.server(),
                        origin,
                        database,
                        ledger,
                        outbox,
                        statuses,
                        this::written);
    }

    private Lane lane(ChannelKind kind, Sender sender) {
        return new Lane(
                Audience.name(kind),
                sender,
                database,
                outbox,
                statuses,
                new Backoff(around.random()),
                around.actions(),
                around.clock());
    }

    private Heartbeat heartbeat(Sender sender) {
        return new Heartbeat(
                Audience.name(ChannelKind.HEARTBEAT),
                sender,
                statuses,
                around.evaluatedAt(),
                around.server(),
                around.actions(),
                around.clock());
    }

    /// Begins to tell, also what was left when the server ended.
    public void start() {
        loops.forEach(Loop::start);
    }

    /// Alerts changed, and are stored. Any thread; never blocks.
    public void changed() {
        loops.stream().findFirst().ifPresent(Loop::wake);
    }

    /// Has a report mailed, when mail is set up: it is in the outbox when this returns. Any thread that may wait.
    ///
    /// @param title the subject
    /// @param lines what it says in short
    public void mail(String title, List<String> lines) {
        if (!receivers.senders().containsKey(ChannelKind.EMAIL)) {
            return;
        }
        Instant now = around.clock().instant();
        String channel = Audience.name(ChannelKind.EMAIL);
        Draft draft = new Draft(
                channel,
                NotificationEvent.AUDIT,
                Keys.message(around.node(), channel, title, now),
                new News.Review(around.server(), title, lines));
        database.write(c -> {
            outbox.add(c, List.of(draft), now);
            return true;
        });
        written();
    }

    private void written() {
        loops.stream().skip(1).forEach(Loop::wake);
    }

    /// Forgets what was told long ago. Called now and then, by a thread that may wait.
    public void trim() {
        outbox.trim(around.clock().instant());
        ledger.trim();
    }

    /// `/ops/channels` and `/ops/notifications`.
    public HttpService routes(Answers answers, Access access) {
        return new DeliveryRoutes(channels(), outbox, answers, access);
    }

    Channels channels() {
        return new Channels(receivers, outbox, statuses, around);
    }

    /// All that is due, in the caller's thread instead of those of its own.
    ///
    /// @return when there is something to do again, if no alert changes until then
    Instant step(Instant now) {
        return steps.stream()
                .map(step -> step.apply(now))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
        receivers.close();
        loops.forEach(Loop::close);
    }
}

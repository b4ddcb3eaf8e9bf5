package dev.opsdeck.server.profiles;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertRecording;
import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileOrder;
import dev.opsdeck.api.profiles.ProfileReason;
import dev.opsdeck.api.profiles.ProfileSampler;
import dev.opsdeck.api.profiles.ProfileState;
import dev.opsdeck.api.profiles.SampledMethods;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Json;
import io.helidon.webserver.http.HttpService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Profiles of this process: one at a time when somebody asks, made by a thread of its own at low priority.
/// Thread-safe; made by the wiring, closed by it before the database.
public final class Profiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);

    /// The JVM gives up when it cannot write what it records, so it must not begin to.
    private static final long LEAST_ROOM = 256L << 20;

    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private final ProfileSettings settings;
    private final Surroundings around;
    private final ProfileShelf shelf;
    private final AlertKeeper keeper;
    private final SampledHours hours;
    private final AtomicReference<@Nullable Take> current = new AtomicReference<>();
    private final AtomicReference<@Nullable FlightWatch> watch = new AtomicReference<>();

    /// Of the thread that looks.
    private boolean looked;

    /// Where the system heeds it, requests go first.
    @SuppressWarnings("ThreadPriorityCheck")
    private final ExecutorService workers = Executors.newCachedThreadPool(Thread.ofPlatform()
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .name("opsdeck-profile")
            .factory());

    /// What it works with.
    ///
    /// @param node   which server this is, stable over restarts
    /// @param folder for the files; made when the first comes
    /// @param room   bytes that are free where the JVM writes what it records
    /// @param log    told what was done
    public record Surroundings(String node, Path folder, LongSupplier room, Log log, InstantSource clock) {}

    /// Takes a line for the log of actions.
    @FunctionalInterface
    public interface Log {

        /// @param actor who did it; null: the server itself
        void log(String text, @Nullable String actor);
    }

    public Profiles(Database database, Json json, ProfileSettings settings, Surroundings around) {
        this.settings = settings;
        this.around = around;
        ProfileRepository repository = new ProfileRepository(database, json, around.node());
        this.shelf = new ProfileShelf(repository, new ProfileFolder(around.folder()), around.clock());
        this.hours = new SampledHours(new HourRepository(database, json, around.node()), around.clock());
        this.keeper = new AlertKeeper(shelf, repository, settings, around.log(), AlertKeeper.AGAIN);
    }

    /// `/ops/profiles`, below `/ops`.
    public HttpService routes(Answers answers, Bodies bodies, Access access) {
        return new ProfileRoutes(this, shelf, answers, bodies, access, around.log());
    }

    /// Tidies up, and the second time begins to record: at the start every millisecond counts. Called once a
    /// minute, by a thread that may wait; never again when this is closed.
    public void look() {
        shelf.trim();
        if (looked && settings.mode() == ProfileSettings.Mode.SAMPLED) {
            keepWatching();
        }
        looked = true;
        hours.save();
    }

    /// Whether there is room for what the JVM records: more to begin than to go on.
    ///
    /// @param recording whether it does
    public boolean mayRecord(boolean recording) {
        return around.room().getAsLong() >= (recording ? LEAST_ROOM : 2 * LEAST_ROOM) && FlightRecorder.isAvailable();
    }

    private void keepWatching() {
        FlightWatch open = watch.get();
        boolean may = mayRecord(open != null);
        if (open == null && may) {
            ProfileSampler sampler = Events.sampler();
            watch.set(FlightWatch.start(sampler, around.clock().instant(), sample -> count(sampler, sample)));
        } else if (open != null && !may) {
            LOG.warn(
                    "The folder for temporary files has less than {} MB left: nothing is recorded until there is room",
                    LEAST_ROOM >> 20);
            watch.set(null);
            open.close();
        } else if (open != null) {
            open.turn(around.clock().instant());
        }
    }

    /// While a profile is made there are more samples: where they do not say what they stand for, they are left out.
    private void count(ProfileSampler sampler, RecordedEvent sample) {
        if (sampler == ProfileSampler.CPU_TIME || current.get() == null) {
            hours.add(sample.getStartTime(), sample.getStackTrace(), RecordingReader.nanos(sample, Events.SELDOM));
        }
    }

    /// The methods of the last hours.
    SampledMethods sampled(int last) {
        return hours.methods(last, recording());
    }

    /// An alert has become critical: what was recorded until now is kept. Never blocks.
    public void critical(String alertId) {
        FlightWatch open = watch.get();
        Instant now = around.clock().instant();
        if (open != null && keeper.claim(now)) {
            workers.execute(() -> keeper.keep(alertId, raw -> open.dump(raw, now)));
        }
    }

    /// Whether something is recorded all the time.
    boolean recording() {
        return watch.get() != null;
    }

    /// What there is of an alert; null when it never was critical.
    public @Nullable AlertRecording recording(Alert alert) {
        return keeper.of(alert);
    }

    /// Begins a profile and returns at once.
    Profile start(ProfileOrder order, String actor) {
        if (settings.mode() == ProfileSettings.Mode.OFF) {
            throw ApiException.conflict(
                    "This server makes no profiles: start it with --profiles on-demand or --profiles sampled.");
        }
        if (!FlightRecorder.isAvailable()) {
            throw ApiException.conflict("The Java that runs this server has no flight recorder: use an OpenJDK.");
        }
        if (around.room().getAsLong() < LEAST_ROOM) {
            throw ApiException.conflict("The folder for temporary files of this server has less than "
                    + (LEAST_ROOM >> 20) + " MB left: free some space there first.");
        }
        Take take = new Take(order.seconds() == null ? ProfileOrder.DEFAULT_SECONDS : order.seconds());
        Take other = current.compareAndExchange(null, take);
        if (other != null) {
            throw ApiException.conflict((other.id() == 0 ? "A profile" : "Profile " + other.id())
                    + " is under way: wait for it, or stop it first.");
        }
        try {
            Profile begun = shelf.begin(ProfileReason.REQUESTED, actor, null, take.seconds());
            take.id(begun.id());
            workers.execute(() -> make(take));
            around.log().log("Profile " + begun.id() + " for " + take.seconds() + " s.", actor);
            return begun;
        } catch (RuntimeException e) {
            current.compareAndSet(take, null);
            throw e;
        }
    }

    private void make(Take take) {
        try {
            shelf.make(take.id(), take::record);
        } finally {
            current.compareAndSet(take, null);
        }
    }

    /// Stops a profile that is recorded; what there is of it is kept.
    ///
    /// @return whether there was something to stop
    boolean stop(long id) {
        Take take = current.get();
        return take != null && take.id() == id && take.stop();
    }

    /// Forgets a profile that is over.
    void delete(Profile profile, String actor) {
        if (profile.state() == ProfileState.RECORDING || profile.state() == ProfileState.READING) {
            throw ApiException.conflict(
                    shelf.isHere(profile)
                            ? "Profile " + profile.id() + " is being read: try again in a moment."
                            : "Profile " + profile.id() + " is made by the server " + profile.node()
                                    + ": ask that one to stop it.");
        }
        shelf.delete(profile.id());
        around.log().log("Deleted profile " + profile.id() + ".", actor);
    }

    /// Ends what is recorded; it is kept.
    @Override
    public void close() {
        Take take = current.get();
        if (take != null) {
            take.stop();
        }
        keeper.close();
        workers.shutdown();
        try {
            workers.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FlightWatch open = watch.getAndSet(null);
        if (open != null) {
            open.close();
        }
        saveHours();
    }

    private void saveHours() {
        try {
            hours.save();
        } catch (DatabaseUnavailable gone) {
            LOG.debug("The last samples are not stored", gone);
        }
    }
}

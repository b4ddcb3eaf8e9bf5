package dev.opsdeck.server.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertRecording;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileFigures;
import dev.opsdeck.api.profiles.ProfileMethod;
import dev.opsdeck.api.profiles.ProfileOrder;
import dev.opsdeck.api.profiles.ProfileReason;
import dev.opsdeck.api.profiles.ProfileSampler;
import dev.opsdeck.api.profiles.ProfileState;
import dev.opsdeck.api.profiles.SampledMethods;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Profiles of this very process, by the JVM's real flight recorder.
final class ProfilesTest {

    private static final String BUSY = "dev.opsdeck.server.profiles.Busy.";

    /// On a machine that does much else.
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final Database database = TestDatabases.h2();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private long room = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    private Profiles profiles(ProfileSettings.Mode mode) {
        return new Profiles(
                database,
                new Json(),
                new ProfileSettings(mode),
                new Profiles.Surroundings(
                        "here", folder, () -> room, (text, actor) -> log.add(text), InstantSource.system()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ProfileShelf shelf() {
        return new ProfileShelf(
                new ProfileRepository(database, new Json(), "here"), new ProfileFolder(folder), InstantSource.system());
    }

    @Test
    void aProfileNamesTheMethodsOfAVirtualThreadAndHoldsNoSecret() throws Exception {
        ProfileDetail detail;
        // Another recording of this process that holds everything.
        try (Profiles profiles = profiles(ProfileSettings.Mode.ON_DEMAND);
                Recording everything = new Recording();
                Busy busy = new Busy()) {
            everything.enable("jdk.InitialSystemProperty");
            everything.enable("jdk.InitialEnvironmentVariable");
            everything.start();
            Profile begun = profiles.start(new ProfileOrder(60), "operator");
            assertThat(begun.state()).isEqualTo(ProfileState.RECORDING);
            assertThatThrownBy(() -> profiles.start(new ProfileOrder(1), "operator"))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("Profile " + begun.id() + " is under way: wait for it, or stop it first.");
            long rounds = busy.rounds();
            await().atMost(PATIENCE).until(() -> busy.rounds() > rounds + Busy.A_SECOND);
            assertThat(profiles.stop(begun.id())).isTrue();
            detail = over(begun.id());
        }
        assertThat(detail.profile().failure()).isNull();
        assertThat(detail.profile().seconds()).as("as long as it really was").isBetween(1, 59);
        ProfileFigures figures = Objects.requireNonNull(detail.figures());
        ProfileMethod work = method(figures, BUSY + "work");
        assertThat(work.total()).isBetween(0.4, 1.0);
        assertThat(work.self()).isLessThan(work.total());
        double most = method(figures, BUSY + "threeQuarters").total();
        double least = method(figures, BUSY + "oneQuarter").total();
        assertThat(most / (most + least)).isBetween(0.55, 0.95);
        assertThat(most + least).isBetween(work.total() * 0.6, work.total() * 1.001);
        assertThat(method(figures, BUSY + "threeQuarters").line()).isPositive();
        assertThat(figures.threads().getFirst().name()).isEqualTo("virtual threads");

        Path file = shelf().file(detail.profile().id());
        assertThat(Files.size(file)).isEqualTo(detail.profile().fileBytes());
        Set<String> types = new HashSet<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                types.add(recording.readEvent().getEventType().getName());
            }
        }
        assertThat(types).contains(Events.sample(figures.sampler())).isSubsetOf(Events.KEPT);
        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .as("a property that every JVM has")
                .doesNotContain("java.specification.vendor");
        assertThat(log).containsExactly("Profile " + detail.profile().id() + " for 60 s.");
    }

    @Test
    void aProfileIsStoppedEarlyAndDeletedWhenItIsOver() throws Exception {
        try (Profiles profiles = profiles(ProfileSettings.Mode.SAMPLED)) {
            Profile begun = profiles.start(new ProfileOrder(60), "operator");
            assertThat(profiles.stop(begun.id() + 1)).isFalse();
            assertThat(profiles.stop(begun.id())).isTrue();
            Profile over = over(begun.id()).profile();
            assertThat(over.state()).isEqualTo(ProfileState.DONE);
            assertThat(over.seconds()).isLessThan(30);
            await().until(() -> !profiles.stop(begun.id()));
            profiles.delete(over, "operator");
            assertThat(shelf().list(10).data()).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void closingStopsWhatIsRecordedAndKeepsIt() {
        Profile begun;
        try (Profiles profiles = profiles(ProfileSettings.Mode.SAMPLED)) {
            begun = profiles.start(new ProfileOrder(60), "operator");
        }
        assertThat(shelf().find(begun.id()).profile().state()).isEqualTo(ProfileState.DONE);
    }

    @Test
    void nothingIsBegunWhereItIsOffOrThereIsNoRoom() {
        try (Profiles off = profiles(ProfileSettings.Mode.OFF)) {
            assertThatThrownBy(() -> off.start(new ProfileOrder(null), "operator"))
                    .hasMessageContaining("start it with --profiles on-demand");
        }
        room = 1 << 20;
        try (Profiles profiles = profiles(ProfileSettings.Mode.ON_DEMAND)) {
            assertThatThrownBy(() -> profiles.start(new ProfileOrder(null), "operator"))
                    .hasMessageContaining("has less than 256 MB left");
        }
        assertThat(shelf().list(10).total()).isZero();
    }

    @Test
    void aFolderThatCannotBeWrittenAndAFileThatIsNoRecordingGiveAProfileWithAReason() throws Exception {
        ProfileShelf blocked = new ProfileShelf(
                new ProfileRepository(database, new Json(), "here"),
                new ProfileFolder(Files.writeString(folder.resolve("file"), "in the way")),
                InstantSource.system());
        Profile first = blocked.begin(ProfileReason.REQUESTED, "operator", null, 1);
        blocked.make(first.id(), raw -> {
            throw new AssertionError("there is no place for it");
        });
        Profile failed = blocked.find(first.id()).profile();
        assertThat(failed.failure()).startsWith("The recording could not be written or read (");

        ProfileShelf shelf = shelf();
        for (String content : List.of("", "FLR", "FLR\0" + "x".repeat(5_000), "no recording at all")) {
            Profile begun = shelf.begin(ProfileReason.REQUESTED, "operator", null, 1);
            shelf.make(begun.id(), raw -> {
                Files.writeString(raw, content);
                return new Recorded(ProfileSampler.CPU_TIME, Instant.now(), Instant.now());
            });
            Profile broken = shelf.find(begun.id()).profile();
            assertThat(broken.state()).as(content).isEqualTo(ProfileState.FAILED);
            assertThat(broken.failure()).startsWith("The ");
            assertThatThrownBy(() -> shelf.file(begun.id())).hasMessageEndingWith("has no file, because it failed.");
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".raw"));
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }

    @Test
    void aRecordingThatIsCutOffIsNoMoreThanAProfileWithAReason() throws Exception {
        Path whole = folder.resolve("whole");
        try (Recording recording = new Recording(Events.settings(Events.sampler(), Events.OFTEN, 100))) {
            recording.start();
            recording.stop();
            recording.dump(whole);
        }
        byte[] bytes = Files.readAllBytes(whole);
        ProfileShelf shelf = shelf();
        List<ProfileState> states = new ArrayList<>();
        for (int share = 1; share < 10; share++) {
            Profile begun = shelf.begin(ProfileReason.REQUESTED, "operator", null, 1);
            byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length * share / 10);
            shelf.make(begun.id(), raw -> {
                Files.write(raw, cut);
                return new Recorded(ProfileSampler.CPU_TIME, Instant.EPOCH, Instant.EPOCH);
            });
            states.add(shelf.find(begun.id()).profile().state());
        }
        assertThat(states).containsOnly(ProfileState.FAILED);
    }

    @Test
    void whatWasRecordedBeforeAnAlertBecameCriticalIsKeptOnceInAWhile() {
        Instant fired = Instant.parse("2026-11-23T12:00:00Z");
        Alert first = alert("00000000000000a1", Severity.CRITICAL, fired, false);
        try (Profiles profiles = profiles(ProfileSettings.Mode.SAMPLED);
                Busy busy = new Busy()) {
            profiles.critical(first.id());
            assertThat(Objects.requireNonNull(profiles.recording(first)).remark())
                    .as("nothing was recorded yet")
                    .startsWith("Nothing is kept: ");
            profiles.look();
            profiles.critical(first.id());
            profiles.look();
            long rounds = busy.rounds();
            await().atMost(PATIENCE).until(() -> busy.rounds() > rounds + Busy.A_SECOND);
            profiles.critical(first.id());
            profiles.critical("00000000000000a2");
            long id = await().atMost(PATIENCE).until(() -> kept(profiles, first), number -> number > 0);
            ProfileDetail detail = over(id);
            assertThat(detail.profile().failure()).isNull();
            assertThat(detail.profile().alertId()).isEqualTo(first.id());
            assertThat(method(Objects.requireNonNull(detail.figures()), BUSY + "work")
                            .total())
                    .isGreaterThan(0.4);
            assertThat(shelf().list(10).total()).isEqualTo(1);
            // The samples are told within a second or two.
            SampledMethods sampled = await().atMost(PATIENCE)
                    .until(
                            () -> {
                                profiles.look();
                                return profiles.sampled(1);
                            },
                            methods -> methods.samples() > 5);
            assertThat(sampled.recording()).isTrue();
            assertThat(sampled.methods()).anySatisfy(method -> {
                assertThat(method.method()).isEqualTo(BUSY + "work");
                assertThat(method.total()).isGreaterThan(0.4);
            });

            Instant end = Objects.requireNonNull(detail.profile().endedAt());
            AlertRecording shared = Objects.requireNonNull(
                    profiles.recording(alert("00000000000000a2", Severity.CRITICAL, end.plusSeconds(300), false)));
            assertThat(shared.profile()).isEqualTo(id);
            assertThat(shared.remark()).contains("shortly before");
            assertThat(profiles.recording(alert("00000000000000a3", Severity.CRITICAL, end.plusSeconds(700), false)))
                    .extracting(AlertRecording::profile)
                    .isNull();
            assertThat(profiles.recording(alert("00000000000000a4", Severity.CRITICAL, end, true)))
                    .extracting(AlertRecording::remark)
                    .isEqualTo("It was found afterwards, so nothing could be kept.");
            assertThat(profiles.recording(alert("00000000000000a5", Severity.WARNING, end, false)))
                    .isNull();
        }
        assertThat(log)
                .last(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("Kept what was recorded");
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".raw"));
        try (Profiles profiles = profiles(ProfileSettings.Mode.ON_DEMAND)) {
            assertThat(profiles.recording(alert("00000000000000a6", Severity.CRITICAL, fired, false)))
                    .extracting(AlertRecording::remark)
                    .isEqualTo("This server records nothing by itself: start it with --profiles sampled for that.");
        }
    }

    @Test
    void recordingRestsWhileThereIsNoRoom() {
        try (Profiles profiles = profiles(ProfileSettings.Mode.SAMPLED)) {
            profiles.look();
            room = 100 << 20;
            profiles.look();
            assertThat(profiles.recording()).isFalse();
            room = Long.MAX_VALUE;
            profiles.look();
            assertThat(profiles.recording()).isTrue();
            room = 100 << 20;
            profiles.look();
            assertThat(profiles.recording()).isFalse();
        }
    }

    private static long kept(Profiles profiles, Alert alert) {
        AlertRecording recording = profiles.recording(alert);
        return recording == null || recording.profile() == null ? 0 : recording.profile();
    }

    private static Alert alert(String id, Severity severity, Instant fired, boolean gap) {
        return new Alert(
                id,
                "response time",
                "http.request.duration.p95",
                severity,
                AlertState.FIRING,
                1_200.0,
                1_000,
                "ms",
                "here",
                fired.minusSeconds(120),
                fired,
                null,
                null,
                null,
                null,
                null,
                null,
                "p95 is 1200 ms",
                null,
                0,
                gap);
    }

    private ProfileDetail over(long id) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> shelf().find(id),
                        detail -> detail.profile().state() == ProfileState.DONE
                                || detail.profile().state() == ProfileState.FAILED);
    }

    private static ProfileMethod method(ProfileFigures figures, String name) {
        return figures.methods().stream()
                .filter(method -> method.method().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + figures));
    }
}

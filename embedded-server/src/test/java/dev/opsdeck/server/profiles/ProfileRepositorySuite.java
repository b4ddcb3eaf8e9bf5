package dev.opsdeck.server.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileFigures;
import dev.opsdeck.api.profiles.ProfileMethod;
import dev.opsdeck.api.profiles.ProfileReason;
import dev.opsdeck.api.profiles.ProfileSampler;
import dev.opsdeck.api.profiles.ProfileShare;
import dev.opsdeck.api.profiles.ProfileState;
import dev.opsdeck.api.profiles.ProfileWait;
import dev.opsdeck.api.profiles.SampledMethods;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Profiles on a real database, and their files.
abstract class ProfileRepositorySuite {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final ProfileFigures FIGURES = new ProfileFigures(
            ProfileSampler.CPU_TIME,
            1_200,
            3,
            17,
            0,
            List.of(new ProfileMethod("dev.opsdeck.Ä.bytes", 52, 0.25, 0.5)),
            List.of(new ProfileShare("virtual threads", 1)),
            List.of(new ProfileShare("byte[] in dev.opsdeck.A.b:1", 1)),
            List.of(new ProfileWait("java.lang.Object in dev.opsdeck.A.b:2", 4, 80.5)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private ProfileRepository repository(String node) {
        return new ProfileRepository(database, new Json(), node);
    }

    @Test
    void aProfileIsReadBackAsItWentOn() {
        ProfileRepository here = repository("here");
        long first = here.insert(ProfileReason.REQUESTED, "operator at 127.0.0.1", null, NOON, 30);
        long second = here.insert(ProfileReason.ALERT, null, "0123456789abcdef", NOON, 300);
        here.recorded(first, NOON.plusMillis(700), NOON.plusMillis(5_700), 5);
        assertThat(here.find(first))
                .contains(new ProfileDetail(
                        new Profile(
                                first,
                                "here",
                                ProfileReason.REQUESTED,
                                "operator at 127.0.0.1",
                                null,
                                ProfileState.READING,
                                NOON.plusMillis(700),
                                NOON.plusMillis(5_700),
                                5,
                                0,
                                0,
                                null),
                        null));
        here.done(first, FIGURES, 88_000);
        here.failed(second, "No room. ".repeat(200));
        ProfileDetail done = here.find(first).orElseThrow();
        assertThat(done.figures()).isEqualTo(FIGURES);
        assertThat(done.profile().samples()).isEqualTo(1_200);
        assertThat(done.profile().fileBytes()).isEqualTo(88_000);
        Profile failed = here.find(second).orElseThrow().profile();
        assertThat(failed.state()).isEqualTo(ProfileState.FAILED);
        assertThat(failed.failure()).startsWith("No room. ").hasSize(1_024);
        assertThat(here.list(1)).containsExactly(failed);
        assertThat(here.count()).isEqualTo(2);
        assertThat(repository("there").own()).isEmpty();
        assertThat(repository("there").list(10)).hasSize(2);
        assertThat(here.delete(first)).isEqualTo(1);
        assertThat(here.find(first)).isEmpty();
    }

    @Test
    void theLastTwentyOfEachReasonStayWithTheirFilesAndWhatNobodyKnowsGoes() throws Exception {
        ProfileRepository here = repository("here");
        ProfileFolder files = new ProfileFolder(folder);
        long ofAnAlert = kept(here, ProfileReason.ALERT, 1);
        for (int i = 0; i < ProfileShelf.MOST + 3; i++) {
            kept(here, ProfileReason.REQUESTED, 1);
        }
        long there = kept(repository("there"), ProfileReason.REQUESTED, 1);
        Files.writeString(folder.resolve("999.jfr"), "of a row that somebody deleted");
        Files.writeString(folder.resolve("998.part"), "of a process that was killed");
        Files.writeString(folder.resolve("notes.txt"), "of somebody else");
        ProfileShelf shelf = new ProfileShelf(here, files, () -> NOON);

        shelf.trim();

        assertThat(here.own()).hasSize(ProfileShelf.MOST + 1).anyMatch(profile -> profile.id() == ofAnAlert);
        assertThat(here.find(there)).isPresent();
        Set<Long> left = files.files().keySet();
        assertThat(left).hasSize(ProfileShelf.MOST + 1).contains(ofAnAlert).doesNotContain(there, 999L);
        assertThat(folder.resolve("998.part")).doesNotExist();
        assertThat(folder.resolve("notes.txt")).exists();

        long large = kept(here, ProfileReason.REQUESTED, ProfileShelf.MOST_BYTES);
        shelf.trim();
        assertThat(here.own())
                .extracting(Profile::id)
                .as("all before are too much")
                .containsExactly(large);
    }

    @Test
    void whatAProcessLeftInTheMiddleHasFailed() {
        ProfileRepository here = repository("here");
        long left = here.insert(ProfileReason.REQUESTED, "operator", null, NOON.minusSeconds(1), 30);
        long others = repository("there").insert(ProfileReason.REQUESTED, "operator", null, NOON.minusSeconds(1), 30);
        ProfileShelf shelf = new ProfileShelf(here, new ProfileFolder(folder), () -> NOON);
        Profile begun = shelf.begin(ProfileReason.REQUESTED, "operator", null, 30);

        shelf.trim();

        assertThat(shelf.find(left).profile().failure()).isEqualTo("The server ended while it ran.");
        assertThat(shelf.find(others).profile().state()).isEqualTo(ProfileState.RECORDING);
        assertThat(shelf.find(begun.id()).profile()).isEqualTo(begun);
    }

    @Test
    void hoursAreStoredReplacedReadOfAllServersAndForgotten() {
        HourRepository here = new HourRepository(database, new Json(), "here");
        HourRepository there = new HourRepository(database, new Json(), "there");
        SampleCounts.Row row = new SampleCounts.Row("dev.opsdeck.Ä.bytes", 52, 300, 400, 900);
        here.save(new HourRepository.Hour(NOON, 3, 900, List.of(row)));
        HourRepository.Hour whole = new HourRepository.Hour(NOON, 5, 1_500, List.of(row));
        here.save(whole);
        there.save(new HourRepository.Hour(NOON.plusSeconds(3_600), 1, 100, List.of()));
        assertThat(here.own(NOON)).contains(whole);
        assertThat(there.own(NOON)).isEmpty();
        assertThat(here.since(NOON)).hasSize(2).first().isEqualTo(whole);
        assertThat(here.since(NOON.plusSeconds(1))).hasSize(1);
        assertThat(here.trim(NOON.plusSeconds(1))).isEqualTo(1);
        assertThat(here.own(NOON)).isEmpty();
    }

    @Test
    void samplesOfAnHourGoOnWhereTheProcessBeforeStopped() {
        HourRepository stored = new HourRepository(database, new Json(), "here");
        SampleCounts.Row row = new SampleCounts.Row("dev.opsdeck.A.run", 52, 300, 400, 900);
        stored.save(new HourRepository.Hour(NOON, 3, 900, List.of(row)));
        SampledHours hours = new SampledHours(stored, () -> NOON.plusSeconds(1_000));
        hours.add(NOON.plusSeconds(900), null, 10);
        hours.save();
        hours.add(NOON.plusSeconds(901), null, 10);
        hours.save();
        hours.save();
        assertThat(stored.own(NOON)).contains(new HourRepository.Hour(NOON, 5, 900, List.of(row)));
        hours.add(NOON.plusSeconds(3_601), null, 10);
        hours.save();
        assertThat(stored.since(NOON)).extracting(HourRepository.Hour::samples).containsExactly(5L, 1L);

        SampledMethods methods = hours.methods(1, true);
        assertThat(methods.from()).isEqualTo(NOON);
        assertThat(methods.samples()).isEqualTo(6);
        assertThat(methods.methods()).containsExactly(new ProfileMethod("dev.opsdeck.A.run", 52, 400 / 900.0, 1));
    }

    private long kept(ProfileRepository repository, ProfileReason reason, long bytes) throws Exception {
        long id = repository.insert(reason, null, null, NOON, 30);
        repository.recorded(id, NOON, NOON.plusSeconds(30), 30);
        repository.done(id, FIGURES, bytes);
        Files.writeString(folder.resolve(id + ".jfr"), "x");
        return id;
    }
}

package dev.opsdeck.console.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileMethod;
import dev.opsdeck.api.profiles.ProfileState;
import dev.opsdeck.api.profiles.SampledMethods;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of profiles, the one under way, one of them opened, and what is said of them.
class ProfilesViewModelTest {

    private final FakeProfileServer server = new FakeProfileServer();
    private final SimpleStringProperty selected = new SimpleStringProperty("one");
    private final DirectTasks tasks = new DirectTasks();
    private Instant now = FakeRequestServer.NOON;
    private final Formats formats = new Formats(ZoneOffset.UTC);
    private final LiveModel live = new LiveModel();
    private final ProfilesViewModel model = new ProfilesViewModel(
            new Asking<>(() -> server, selected, live, tasks, formats), tasks, formats, () -> now);

    @Test
    void nothingIsAskedForUntilItIsSeenAndNothingAfterItIsHidden() {
        tasks.tick();
        selected.set("two");
        assertThat(server.calls).isEmpty();
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        assertThat(model.emptyText()).startsWith("There is no profile yet.");
        tasks.tick();
        assertThat(server.calls).hasSize(2);
        model.hidden();
        tasks.tick();
        assertThat(server.calls).hasSize(2);
    }

    @Test
    void theOneThatWasBegunIsFollowedAndOpenedWhenItIsDone() {
        model.shown();
        model.seconds().set(10);
        model.start();
        assertThat(server.calls).contains("start 10");
        Profile begun = Objects.requireNonNull(model.running().get());
        now = begun.beganAt().plusSeconds(15);
        tasks.tick();
        assertThat(model.progress().get()).isEqualTo(0.5);
        now = begun.beganAt().plusSeconds(90);
        tasks.tick();
        assertThat(model.progress().get()).isEqualTo(1);
        server.profiles.set(0, FakeProfileServer.profile(begun.id(), ProfileState.DONE));
        tasks.tick();
        assertThat(model.running().get()).isNull();
        assertThat(Objects.requireNonNull(model.opened().get()).id()).isEqualTo(begun.id());
        model.close();
        tasks.tick();
        assertThat(model.opened().get()).as("it is opened by itself once").isNull();
    }

    @Test
    void whatIsRefusedStaysSaidAndAServerThatIsGoneLeavesWhatWasRead() {
        server.profiles.add(FakeProfileServer.profile(7, ProfileState.DONE));
        model.shown();
        server.failure = new Offline(Reason.GONE, "eu-prod", "");
        model.start();
        String said = model.result().get().sentence();
        assertThat(said).isNotEmpty();
        server.failure = null;
        tasks.tick();
        assertThat(model.result().get().sentence()).isEqualTo(said);
        model.open(7);
        assertThat(model.result().get().sentence()).isEmpty();
        server.failure = new Offline(Reason.GONE, "eu-prod", "");
        tasks.tick();
        assertThat(model.notice().get()).isNotEmpty();
        live.apply(Batch.of(new LinkState.Lost(FakeRequestServer.NOON, server.failure, null)));
        assertThat(model.staleSince().get()).isEqualTo("As of 12:00:00");
        assertThat(model.rows()).hasSize(1);
        selected.set("two");
        assertThat(model.content().get()).isEqualTo(Content.FAILED);
        assertThat(model.rows()).isEmpty();
        assertThat(model.opened().get()).isNull();
    }

    @Test
    void theOneUnderWayIsStoppedAndAnOpenedOneDeleted() {
        server.profiles.add(FakeProfileServer.profile(9, ProfileState.RECORDING));
        server.profiles.add(FakeProfileServer.profile(7, ProfileState.DONE));
        model.shown();
        model.stop();
        assertThat(server.calls).contains("end 9");
        assertThat(model.running().get()).isNull();
        model.open(7);
        model.delete();
        assertThat(server.calls).contains("end 7");
        assertThat(model.opened().get()).isNull();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
    }

    @Test
    void whatRanInTheLastHoursIsOpenedInTheSamePlaceAndHasNoFile(@TempDir Path folder) {
        model.shown();
        model.openHours(24);
        assertThat(server.calls).contains("sampled 24");
        ProfileView none = Objects.requireNonNull(model.opened().get());
        assertThat(none.title()).isEqualTo("Sampled: the last 24 hours");
        assertThat(none.sentence()).startsWith("No sample has been taken. The server begins two minutes after");
        server.sampled = new SampledMethods(true, FakeRequestServer.NOON, 1_204, server.methods);
        model.openHours(1);
        ProfileView some = Objects.requireNonNull(model.opened().get());
        assertThat(some.facts())
                .startsWith("1,204 samples since 2026-")
                .endsWith(", one for every 100 ms of CPU time.");
        assertThat(some.methods()).isEqualTo(server.methods);
        model.save(folder.resolve("no.jfr"));
        model.delete();
        assertThat(server.calls).noneMatch(call -> call.startsWith("save") || call.startsWith("end"));
        assertThat(ProfileWords.hours(168)).isEqualTo("7 days");
    }

    @Test
    void aFileIsSavedWholeOrNotAtAll(@TempDir Path folder) throws Exception {
        server.profiles.add(FakeProfileServer.profile(7, ProfileState.DONE));
        model.shown();
        model.open(7);
        Path to = folder.resolve("seven.jfr");
        model.save(to);
        assertThat(to).hasContent("FLR");
        assertThat(model.result().get().sentence())
                .isEqualTo("Profile 7 is written to seven.jfr: JDK Mission Control opens it.");
        Files.delete(to);
        server.failure = new Offline(Reason.GONE, "eu-prod", "");
        model.save(to);
        assertThat(model.result().get().sentence()).isNotEmpty();
        assertThat(folder).isEmptyDirectory();
        server.failure = null;
        model.save(folder.resolve("no-such-folder/seven.jfr"));
        assertThat(model.result().get().sentence()).startsWith("The file seven.jfr cannot be written");
    }

    @Test
    void wordsSayWhatAProfileIs() {
        server.profiles.add(FakeProfileServer.profile(7, ProfileState.DONE));
        server.profiles.add(FakeProfileServer.profile(8, ProfileState.FAILED));
        assertThat(ProfileWords.facts(server.profile(7), formats))
                .startsWith("Began 2026-")
                .endsWith(" on local, 1,204 samples of CPU time, 3 without a stack, 17 without their outermost calls.");
        assertThat(ProfileWords.title(server.profiles.getFirst()))
                .isEqualTo("Profile 7: 30 s, asked for by operator at 127.0.0.1");
        assertThat(ProfileWords.title(server.profiles.getLast()))
                .isEqualTo("Profile 8: 30 s before an alert became critical");
        assertThat(ProfileView.of(server.profile(8), formats).sentence()).isEqualTo("The server ended while it ran.");
        assertThat(ProfileView.of(server.profile(7), formats).lines(ProfileView.Part.WAITS))
                .containsExactly(new ProfileLine(
                        "java.lang.Object in dev.opsdeck.server.db.ConnectionPool.lend:80", "90.5 s in 1,204 waits"));
        ProfileMethod method = new ProfileMethod("dev.opsdeck.A$B.run", 12, 0, 0);
        assertThat(ProfileWords.name(method)).isEqualTo("A$B.run:12");
        assertThat(ProfileWords.home(method)).isEqualTo("dev.opsdeck");
        for (String odd : List.of("run", "A.run", ".run", "")) {
            ProfileMethod strange = new ProfileMethod(odd, 0, 0, 0);
            assertThat(ProfileWords.name(strange)).isEqualTo(odd);
            assertThat(ProfileWords.home(strange)).isEmpty();
        }
    }
}

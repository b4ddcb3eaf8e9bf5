package dev.opsdeck.console.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SyncChange;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.products.FeedForm.Field;
import dev.opsdeck.console.products.FeedForm.Origin;
import dev.opsdeck.console.products.SyncViewModel.Step;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncViewModelTest {

    private static final SyncCounts COUNTS = new SyncCounts(957, 954, 0, 0, 0, 1, 2, 26);

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();
    private final SimpleStringProperty selected = new SimpleStringProperty("one");
    private final LiveModel live = new LiveModel();
    private final DirectTasks tasks = new DirectTasks();
    private final List<SyncRun> ended = new ArrayList<>();
    private final SyncViewModel model =
            new SyncViewModel(() -> server, selected, live, tasks, () -> new byte[42], ended::add);

    @Test
    void theSampleIsOneClickAway() {
        model.opened();
        model.sync();
        assertThat(server.calls).containsExactly("save sample file:sample", "upload sample 42 bytes", "start sample");
        assertThat(model.step().get()).isEqualTo(Step.RUNNING);
        server.issues.add(new RowIssue(RowIssue.Kind.REJECTED, 12, "a", "price", "0", "No price."));
        event(SyncState.DONE, COUNTS);
        assertThat(model.step().get()).isEqualTo(Step.RESULT);
        assertThat(model.watch().issues()).hasSize(1);
        assertThat(ended).extracting(SyncRun::state).containsExactly(SyncState.DONE);
        assertThat(SyncWords.line(ended.getFirst())).isEqualTo("Synced, with rejected rows. 954 added; 0 unchanged.");
    }

    @Test
    void aRehearsalIsFollowedByTheRunWithoutSendingTheFileAgain() throws IOException {
        Path feed = Files.writeString(folder.resolve("Nordic Design.xml.gz"), "<rss/>");
        model.opened();
        model.form().origin().set(Origin.FILE);
        model.form().file().set(feed);
        assertThat(model.form().name().get()).isEqualTo("nordic-design");
        model.rehearse();
        event(SyncState.REHEARSED, COUNTS);
        assertThat(server.calls)
                .containsExactly(
                        "save nordic-design file:nordic-design",
                        "upload nordic-design Nordic Design.xml.gz",
                        "start nordic-design rehearsal");
        server.calls.clear();
        server.run = FakeServer.run(SyncState.RUNNING, SyncCounts.NONE);
        live.syncRuns().clear();
        model.syncNow();
        assertThat(server.calls).containsExactly("start nordic-design");
        assertThat(model.step().get()).isEqualTo(Step.RUNNING);
    }

    @Test
    void aRunThatWouldArchiveTooMuchAsksAndGoesOnWhenApproved() {
        model.opened();
        model.sync();
        event(SyncState.NEEDS_APPROVAL, new SyncCounts(100, 0, 0, 100, 312, 0, 0, 0));
        assertThat(SyncWords.sentence(Objects.requireNonNull(model.watch().run().get())))
                .startsWith("312 products are no longer in the feed.");
        server.calls.clear();
        model.approve();
        assertThat(server.calls).containsExactly("start sample with archiving and jumps");
    }

    @Test
    void everyFieldAtFaultHasItsSentenceAndNothingIsSent() {
        model.opened();
        model.form().origin().set(Origin.URL);
        model.form().url().set("ftp://x");
        model.form().name().set("My Feed");
        model.form().network().set(" ");
        model.form().currency().set("EURO");
        model.form().commission().set("101");
        model.form().layout().set(dev.opsdeck.api.sync.FeedFormat.MAPPED_TABLE);
        model.sync();
        assertThat(model.form().faults())
                .containsOnlyKeys(
                        Field.URL, Field.NAME, Field.NETWORK, Field.CURRENCY, Field.COMMISSION, Field.COLUMNS);
        assertThat(server.calls).isEmpty();
    }

    @Test
    void anAddressSuggestsNameAndNetworkUntilTheyAreTyped() {
        model.opened();
        model.form().origin().set(Origin.URL);
        model.form().url().set("https://www.shop.ex");
        model.form().url().set("https://www.shop.example/feed.xml?token=1");
        assertThat(model.form().name().get()).isEqualTo("shop.example");
        assertThat(model.form().network().get()).isEqualTo("shop.example");
        model.form().name().set("mine");
        model.form().url().set("https://other.example/feed.xml");
        assertThat(model.form().name().get()).isEqualTo("mine");
        assertThat(model.form().network().get()).isEqualTo("other.example");
    }

    @Test
    void aSavedSourceRunsAsItIsWithoutItsHiddenSecret() {
        server.saveSource(new dev.opsdeck.api.sync.SourceDraft(
                "awin", "awin", "https://feeds.example/apikey/***/fid/1", null, null, "EUR", null, null, null));
        model.opened();
        model.form().origin().set(Origin.SAVED);
        model.form().saved().set(model.form().sources().getFirst());
        server.calls.clear();
        model.sync();
        assertThat(server.calls).containsExactly("start awin");
    }

    @Test
    void aSavedSourceKeepsItsHiddenSecretUnlessItsAddressIsChanged() {
        server.saveSource(new dev.opsdeck.api.sync.SourceDraft(
                "awin", "awin", "https://feeds.example/apikey/***/fid/1", null, null, "EUR", null, null, null));
        model.opened();
        model.form().origin().set(Origin.SAVED);
        model.form().saved().set(model.form().sources().getFirst());
        server.calls.clear();
        model.form().currency().set("DKK");
        model.sync();
        assertThat(server.calls).containsExactly("save awin https://feeds.example/apikey/***/fid/1", "start awin");
        event(SyncState.DONE, COUNTS);
        model.back();
        server.calls.clear();
        model.form().url().set("https://feeds.example/apikey/***/fid/2");
        model.sync();
        assertThat(model.form().faults()).containsOnlyKeys(Field.URL);
        model.form().url().set("https://feeds.example/apikey/s3cret/fid/1");
        model.sync();
        assertThat(server.calls).containsExactly("save awin https://feeds.example/apikey/s3cret/fid/1", "start awin");
    }

    @Test
    void withoutEventsTheRunIsAskedFor() {
        model.opened();
        model.sync();
        server.run = FakeServer.run(SyncState.DONE, COUNTS);
        tasks.tick();
        assertThat(model.step().get()).isEqualTo(Step.RESULT);
    }

    @Test
    void anOlderStateNeverTurnsTheFiguresBack() {
        model.opened();
        model.sync();
        event(SyncState.RUNNING, new SyncCounts(500, 0, 0, 0, 0, 0, 0, 0));
        event(SyncState.RUNNING, new SyncCounts(400, 0, 0, 0, 0, 0, 0, 0));
        assertThat(Objects.requireNonNull(model.watch().run().get()).counts().read())
                .isEqualTo(500);
        event(SyncState.DONE, COUNTS);
        event(SyncState.RUNNING, COUNTS);
        assertThat(model.step().get()).isEqualTo(Step.RESULT);
    }

    @Test
    void aRunCanBeCancelled() {
        model.opened();
        model.sync();
        model.cancel();
        assertThat(server.calls).endsWith("cancel 7");
        assertThat(Objects.requireNonNull(model.watch().run().get()).state()).isEqualTo(SyncState.CANCELLED);
    }

    @Test
    void aRefusalIsSaidWhereItBelongs() {
        model.opened();
        server.failure = FakeServer.refused(409, null, "A run of sample is under way.");
        model.sync();
        assertThat(model.step().get()).isEqualTo(Step.FORM);
        assertThat(model.notice().get()).isEqualTo("A run of sample is under way.");
        server.failure = FakeServer.refused(400, "network", "'network' is longer than 64 characters.");
        model.sync();
        assertThat(model.form().faults()).containsEntry(Field.NETWORK, "'network' is longer than 64 characters.");
    }

    @Test
    void nothingStartsWithoutAConnection() {
        model.opened();
        live.apply(Batch.of(new LinkState.Lost(FakeServer.NOON, new Offline(Reason.GONE, "eu-prod", ""), null)));
        model.sync();
        assertThat(model.blocked().get()).startsWith("The connection is lost.");
        assertThat(server.calls).isEmpty();
    }

    @Test
    void theIssuesAreSavedAsAFile() {
        model.opened();
        model.sync();
        event(SyncState.DONE, COUNTS);
        model.saveIssues(folder.resolve("issues.csv"));
        assertThat(folder.resolve("issues.csv")).hasContent("kind,line");
        model.saveIssues(folder.resolve("missing/issues.csv"));
        assertThat(model.notice().get()).startsWith("The file issues.csv cannot be written");
    }

    @Test
    void aNameThatIsTakenSaysWhatWillHappen() {
        model.opened();
        assertThat(model.form().nameHint()).isEmpty();
        model.sync();
        event(SyncState.DONE, COUNTS);
        model.back();
        assertThat(model.form().nameHint()).contains("957 products");
        model.form().origin().set(Origin.SAVED);
        model.form().saved().set(model.form().sources().getFirst());
        model.removeSaved();
        assertThat(model.form().sources()).isEmpty();
        assertThat(server.calls).endsWith("delete sample");
    }

    @Test
    void anotherServerForgetsTheRun() {
        model.opened();
        model.sync();
        selected.set("two");
        assertThat(model.step().get()).isEqualTo(Step.FORM);
        event(SyncState.DONE, COUNTS);
        assertThat(ended).isEmpty();
    }

    @Test
    void aScheduleIsSavedWithoutARunAndABadOneIsSaidAtItsField() {
        model.opened();
        model.form().origin().set(Origin.URL);
        model.form().url().set("https://shop.example/feed.xml");
        model.form().schedule().set(" 30 6 * * * ");
        model.form().jumps().set("20");
        model.save();

        assertThat(server.calls).containsExactly("save shop.example https://shop.example/feed.xml");
        assertThat(model.step().get()).isEqualTo(Step.FORM);
        assertThat(model.notice().get()).isEqualTo("Saved the source shop.example.");
        Source stored = Objects.requireNonNull(model.form().saved().get());
        assertThat(stored.schedule()).isEqualTo("30 6 * * *");
        assertThat(stored.maxJumpShare()).isEqualByComparingTo("0.2");
        assertThat(model.form().schedule().get()).isEqualTo("30 6 * * *");

        model.form().schedule().set("daily");
        server.failure = new Failure.Rejected(
                "local",
                400,
                new dev.opsdeck.api.Problem("about:blank", "Bad Request", 400, "Five fields.", "schedule"));
        model.save();
        assertThat(model.form().faults()).containsEntry(Field.SCHEDULE, "Five fields.");
    }

    @Test
    void aRollbackSaysWhatItWillDoAndIsFollowedAsARun() {
        server.saveSource(new dev.opsdeck.api.sync.SourceDraft(
                "shop", "shop", "https://shop.example/feed", null, null, null, null, null, null));
        model.opened();
        model.form().origin().set(Origin.SAVED);
        model.form().saved().set(model.form().sources().getFirst());
        List<RollbackPlan> plans = new ArrayList<>();
        model.planRollback(plans::add);
        assertThat(SyncWords.rollback("shop", plans.getFirst(), new Formats(java.time.ZoneOffset.UTC), FakeServer.NOON))
                .isEqualTo("Take back the sync of shop of 12:00? Of its products 1,204 get their former content, 18"
                        + " archived ones return, 312 added ones are archived. 3 were edited since and stay.");
        model.rollBack();
        assertThat(server.calls).endsWith("roll back shop");
        event(SyncState.ROLLED_BACK, COUNTS);
        assertThat(model.step().get()).isEqualTo(Step.RESULT);
        assertThat(ended).extracting(SyncRun::state).containsExactly(SyncState.ROLLED_BACK);
    }

    @Test
    void aRehearsalBringsItsChanges() {
        server.changes = new dev.opsdeck.api.sync.SyncChanges(
                List.of(),
                List.of(new SyncChange(SyncChange.Kind.JUMP, "1", "Pan", BigDecimal.TEN, "EUR", BigDecimal.ONE, "EUR")),
                1);
        model.opened();
        model.rehearse();
        event(SyncState.REHEARSED, COUNTS);

        assertThat(model.watch().changes().get().jumps()).hasSize(1);
        assertThat(ChangeTable.share(model.watch().changes().get().jumps().getFirst()))
                .isEqualTo("−90 %");
    }

    private void event(SyncState state, SyncCounts counts) {
        SyncRun run = FakeServer.run(state, counts);
        if (state != SyncState.RUNNING) {
            server.run = run;
        }
        live.apply(new Batch(null, null, List.of(), List.of(run), List.of(), null, false));
    }
}

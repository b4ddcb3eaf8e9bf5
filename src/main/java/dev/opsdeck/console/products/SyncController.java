package dev.opsdeck.console.products;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.products.SyncViewModel.Step;
import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.Formats;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The frame of the sync dialog: the form, the progress or the result, and the buttons below. [#close()] takes it off
/// its view-model, which goes on.
final class SyncController {

    private final SyncViewModel model;
    private final Parent form;
    private final Parent result;
    private final Runnable closeDialog;
    private Subscription bound = Subscription.EMPTY;

    @FXML
    private VBox body;

    @FXML
    private VBox progress;

    @FXML
    private Label progressTitle;

    @FXML
    private ProgressBar bar;

    @FXML
    private Label progressText;

    @FXML
    private Label notice;

    @FXML
    private Button back;

    @FXML
    private Button close;

    @FXML
    private Button save;

    @FXML
    private Button rehearse;

    @FXML
    private Button cancel;

    @FXML
    private Button sync;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    SyncController(SyncViewModel model, Parent form, Parent result, Runnable closeDialog) {
        this.model = model;
        this.form = form;
        this.result = result;
        this.closeDialog = closeDialog;
    }

    @FXML
    void initialize() {
        body.getChildren().addFirst(form);
        body.getChildren().add(result);
        also(model.step().subscribe(step -> showStep()));
        also(model.watch().run().subscribe(run -> showRun()));
        also(model.sending().subscribe(this::showSending));
        also(model.notice().subscribe(text -> showNotice()));
        also(model.blocked().subscribe(text -> showNotice()));
        also(model.form().origin().subscribe(origin -> showButtons()));
        also(model.form().saved().subscribe(source -> showButtons()));
    }

    private void also(Subscription subscription) {
        bound = bound.and(subscription);
    }

    private void showStep() {
        Step step = model.step().get();
        visible(form, step == Step.FORM);
        visible(progress, step == Step.SENDING || step == Step.RUNNING);
        visible(result, step == Step.RESULT);
        close.setText(step == Step.RUNNING ? "Go on in the background" : "Close");
        if (step == Step.SENDING) {
            progressTitle.setText("Preparing");
            progressText.setText("Saving the source and sending its feed to the server");
            bar.setProgress(-1);
        }
        showNotice();
    }

    private void showButtons() {
        Step step = model.step().get();
        SyncRun run = model.watch().run().get();
        SyncState state = run == null ? SyncState.RUNNING : run.state();
        boolean done = step == Step.RESULT;
        boolean more = done && (state == SyncState.REHEARSED || state == SyncState.NEEDS_APPROVAL);
        visible(save, step == Step.FORM && model.form().fetched());
        visible(rehearse, step == Step.FORM);
        visible(cancel, step == Step.SENDING || step == Step.RUNNING);
        visible(sync, step == Step.FORM || more);
        visible(back, done && state != SyncState.DONE);
        if (done && state == SyncState.NEEDS_APPROVAL && run != null) {
            sync.setText(
                    run.counts().archived() > 0
                            ? "Archive " + Formats.count(run.counts().archived()) + " and sync"
                            : "Sync all the same");
        } else {
            sync.setText(done ? "Sync now" : "Sync");
        }
        boolean stopped = !model.blocked().get().isEmpty();
        save.setDisable(stopped);
        sync.setDisable(stopped);
        rehearse.setDisable(stopped);
        cancel.setDisable(stopped);
    }

    private void showSending(@Nullable RunningTask task) {
        bar.progressProperty().unbind();
        if (task != null) {
            bar.progressProperty().bind(task.progress());
        }
    }

    private void showRun() {
        SyncRun run = model.watch().run().get();
        if (run != null && run.state() == SyncState.RUNNING) {
            progressTitle.setText(SyncWords.title(run));
            progressText.setText(SyncWords.sentence(run) + " · " + SyncWords.format(run.format()));
            bar.progressProperty().unbind();
            bar.setProgress(run.progress() == null ? -1 : run.progress());
        }
        showButtons();
    }

    private void showNotice() {
        String why = model.blocked().get();
        String text = why.isEmpty() ? model.notice().get() : why;
        notice.setText(text);
        visible(notice, !text.isEmpty());
        showButtons();
    }

    @FXML
    void save() {
        model.save();
    }

    @FXML
    void rehearse() {
        model.rehearse();
    }

    @FXML
    void sync() {
        SyncRun run = model.watch().run().get();
        if (model.step().get() != Step.RESULT || run == null) {
            model.sync();
        } else if (run.state() == SyncState.NEEDS_APPROVAL) {
            model.approve();
        } else {
            model.syncNow();
        }
    }

    @FXML
    void cancel() {
        model.cancel();
    }

    @FXML
    void back() {
        model.back();
    }

    @FXML
    void closeDialog() {
        closeDialog.run();
    }

    void close() {
        bound.unsubscribe();
        bound = Subscription.EMPTY;
        bar.progressProperty().unbind();
    }
}

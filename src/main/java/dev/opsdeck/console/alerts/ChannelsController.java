package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.console.alerts.ChannelsViewModel.Outcome;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.StateLabel;
import java.time.InstantSource;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The part of the Alerts page about channels: a card for each. FX thread.
final class ChannelsController implements PageView {

    private final ChannelsViewModel model;
    private final Commands commands;
    private final Formats formats;
    private final InstantSource clock;

    @FXML
    private ScrollPane rows;

    @FXML
    private VBox cards;

    @FXML
    private Standing standing;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    ChannelsController(ChannelsViewModel model, Commands commands, Formats formats, InstantSource clock) {
        this.model = model;
        this.commands = commands;
        this.formats = formats;
        this.clock = clock;
    }

    @FXML
    void initialize() {
        model.channels().addListener((ListChangeListener<Channel>) change -> fill());
        model.outcomes().addListener((MapChangeListener<String, Outcome>) change -> fill());
        fill();
        model.content()
                .subscribe(now -> standing.show(now, rows, "This server has no channels.", "", () -> {}, model::read));
    }

    private void fill() {
        cards.getChildren().setAll(model.channels().stream().map(this::card).toList());
    }

    private Node card(Channel channel) {
        Label name = new Label(ChannelWords.title(channel.kind()));
        name.getStyleClass().add("od-strong");
        StateLabel state = new StateLabel();
        state.show(ChannelWords.state(channel), ChannelWords.word(channel));
        Label target = muted(channel.target() == null ? "" : channel.target());
        target.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(target, Priority.ALWAYS);
        Button test = new Button("Send a test");
        test.setId("test-" + channel.name());
        test.setMinWidth(Region.USE_PREF_SIZE);
        test.setDisable(!channel.enabled());
        test.setOnAction(click -> commands.whenArmed("Send a test message", () -> model.test(channel)));
        for (Label label : new Label[] {name, state}) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox head = new HBox(12, name, state, target, test);
        head.getStyleClass().add("alerts-line");
        VBox card = new VBox(4, head, muted("Told " + ChannelWords.what(channel.kind()) + "."));
        card.getStyleClass().add("od-card");
        sentence(card, ChannelWords.figures(channel, clock.instant(), formats));
        if (channel.enabled() && channel.lastError() != null) {
            sentence(card, channel.lastError());
        }
        Outcome outcome = model.outcomes().get(channel.name());
        if (outcome != null) {
            StateLabel label = new StateLabel();
            label.setId("outcome-" + channel.name());
            label.setWrapText(true);
            label.show(outcome.state(), "Test: " + outcome.words());
            card.getChildren().add(label);
        }
        return card;
    }

    private static void sentence(VBox card, String words) {
        if (!words.isEmpty()) {
            Label label = muted(words);
            label.setWrapText(true);
            card.getChildren().add(label);
        }
    }

    private static Label muted(String words) {
        Label label = new Label(words);
        label.setMinWidth(0);
        label.getStyleClass().add("od-muted");
        return label;
    }

    @Override
    public void shown() {
        model.shown();
    }

    @Override
    public void hidden() {
        model.hidden();
    }
}

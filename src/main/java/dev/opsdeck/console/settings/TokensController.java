package dev.opsdeck.console.settings;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.console.settings.TokensViewModel.View;
import dev.opsdeck.console.tokens.TokenPlace;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.StateLabel;
import java.util.EnumMap;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The part of the Settings page about tokens. JavaFX thread only.
public final class TokensController {

    private final TokensViewModel model;
    private final Map<TokenPlace, ToggleButton> buttons = new EnumMap<>(TokenPlace.class);

    @FXML
    private HBox places;

    @FXML
    private Label sentence;

    @FXML
    private VBox passphrase;

    @FXML
    private PasswordField words;

    @FXML
    private PasswordField again;

    @FXML
    private Button unlock;

    @FXML
    private StateLabel problem;

    @SuppressWarnings("NullAway.Init") // fields are set by the FXML loader
    TokensController(TokensViewModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        ToggleGroup group = new ToggleGroup();
        for (TokenPlace place : TokenPlace.values()) {
            ToggleButton button = new ToggleButton(
                    switch (place) {
                        case KEYRING -> "System keyring";
                        case PASSPHRASE -> "Passphrase";
                        case MEMORY -> "Memory only";
                    });
            button.setId("tokens-" + place.name());
            button.setToggleGroup(group);
            button.setOnAction(click -> {
                button.setSelected(true);
                model.choose(place);
            });
            buttons.put(place, button);
            places.getChildren().add(button);
        }
        problem.setWrapText(true);
        model.view().subscribe(this::show);
    }

    @FXML
    void unlock() {
        model.unlock(words.getText(), again.getText());
    }

    private void show(View view) {
        buttons.forEach((place, button) -> {
            button.setSelected(place == view.place());
            button.setDisable(place == TokenPlace.KEYRING && !view.keyring());
        });
        sentence.setText(view.keyring() ? view.sentence() : view.sentence() + " No keyring of this system was found.");
        visible(passphrase, view.asks());
        visible(again, view.isNew());
        words.setPromptText(view.isNew() ? "A new passphrase" : "Your passphrase");
        unlock.setText(view.isNew() ? "Set passphrase" : "Unlock");
        visible(problem, !view.problem().isEmpty());
        problem.show(State.CRITICAL, view.problem());
        if (!view.asks()) {
            words.clear();
            again.clear();
        }
    }
}

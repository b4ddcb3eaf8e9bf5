package dev.opsdeck.console.settings;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.console.connection.ServerCertificate;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.StateLabel;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The dialog of a server. JavaFX thread only.
public final class ServerDialogController {

    private final ServerDialogViewModel model;
    private final Overlay overlay;

    @FXML
    private Label heading;

    @FXML
    private TextField address;

    @FXML
    private TextField name;

    @FXML
    private PasswordField token;

    @FXML
    private VBox problem;

    @FXML
    private StateLabel problemTitle;

    @FXML
    private Label problemText;

    @FXML
    private VBox certificate;

    @FXML
    private Label certificateText;

    @FXML
    private Label fingerprint;

    @FXML
    private Button force;

    @FXML
    private Button save;

    @SuppressWarnings("NullAway.Init") // fields are set by the FXML loader
    ServerDialogController(ServerDialogViewModel model, Overlay overlay) {
        this.model = model;
        this.overlay = overlay;
    }

    @FXML
    void initialize() {
        heading.setText(model.isNew() ? "Add a server" : "Edit server");
        token.setPromptText(model.isNew() ? "Viewer or operator token" : "Unchanged");
        address.textProperty().bindBidirectional(model.address());
        name.textProperty().bindBidirectional(model.name());
        token.textProperty().bindBidirectional(model.token());
        model.testing().subscribe(now -> save.setText(now ? "Testing…" : "Test and save"));
        force.visibleProperty().bind(model.mayForce());
        model.certificate().subscribe(this::showCertificate);
        model.problem().subscribe(now -> {
            visible(problem, now != null);
            if (now != null) {
                problemTitle.show(State.CRITICAL, now.title());
                problemText.setText(now.text());
            }
        });
    }

    private void showCertificate(@Nullable ServerCertificate shown) {
        visible(certificate, shown != null);
        if (shown != null) {
            certificateText.setText("It shows a certificate of " + shown.subject() + ", "
                    + (shown.selfSigned() ? "signed by itself" : "signed by " + shown.issuer()) + ", valid until "
                    + LocalDate.ofInstant(shown.until(), ZoneOffset.UTC)
                    + ". Compare its SHA-256 fingerprint with the one on the server:");
            // In two lines: it is there to be compared, to its last digit.
            int half = (shown.fingerprint().length() + 1) / 2;
            fingerprint.setText(shown.fingerprint().substring(0, half) + "\n"
                    + shown.fingerprint().substring(half));
        }
    }

    @FXML
    void trust() {
        model.trust();
    }

    @FXML
    void save() {
        model.testAndSave();
    }

    @FXML
    void force() {
        model.saveAnyway();
    }

    @FXML
    void cancel() {
        overlay.close();
    }
}

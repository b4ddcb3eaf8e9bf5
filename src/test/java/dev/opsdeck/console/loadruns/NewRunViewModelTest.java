package dev.opsdeck.console.loadruns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.loadruns.RunForm.Kind;
import dev.opsdeck.console.task.DirectTasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewRunViewModelTest {

    private final FakeLoadServer server = new FakeLoadServer();
    private final LiveModel live = new LiveModel();
    private final List<LoadRun> started = new ArrayList<>();
    private final NewRunViewModel model = new NewRunViewModel(
            FakeLoadServer.source(new SimpleStringProperty(), server, live),
            () -> "eu",
            live,
            new DirectTasks(),
            started::add);

    @TempDir
    private Path folder;

    @BeforeEach
    void connect() {
        live.apply(Batch.of(new LinkState.Live(FakeLoadServer.NOON)));
    }

    @Test
    void theCallsOfAFileGoWithTheOrderUntilTheStandardOnesAreWanted() throws Exception {
        Path file = Files.writeString(folder.resolve("own.yaml"), "name: x\n");
        model.scenario(file);
        assertThat(model.scenarioName().get()).isEqualTo("own.yaml");
        model.kind().set(Kind.SPIKE);
        model.start();
        assertThat(server.calls).containsExactly("start SPIKE 100.0 null null name: x");
        assertThat(started).hasSize(1);

        model.standardScenario();
        assertThat(model.scenarioName().get()).isEmpty();
        model.start();
        assertThat(server.calls).endsWith("start SPIKE 100.0 null null");
    }

    @Test
    void aFileThatIsEmptyOrTooLargeOrGoneIsSaid() throws Exception {
        model.scenario(Files.writeString(folder.resolve("empty.yaml"), " \n"));
        assertThat(model.notice().get()).isEqualTo("empty.yaml is empty or larger than 64 KiB.");
        model.scenario(Files.writeString(folder.resolve("large.yaml"), "x".repeat(70_000)));
        assertThat(model.notice().get()).startsWith("large.yaml");
        model.scenario(folder.resolve("gone.yaml"));
        assertThat(model.notice().get()).isNotEmpty();
        assertThat(model.scenarioName().get()).isEmpty();
    }
}

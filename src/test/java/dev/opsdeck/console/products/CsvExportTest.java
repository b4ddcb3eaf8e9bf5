package dev.opsdeck.console.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Csv;
import dev.opsdeck.console.ui.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExportTest {

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();
    private final CsvExport export = new CsvExport(() -> server, new DirectTasks());

    @Test
    void writesEveryProductOfTheFilterPageByPage() throws IOException {
        server.fill(450);
        export.start(Filter.ALL, folder.resolve("products.csv"));
        List<String> lines = Files.readAllLines(folder.resolve("products.csv"));
        assertThat(lines).hasSize(451);
        assertThat(lines.getFirst()).startsWith("\ufeffid,network,external_id,title");
        assertThat(lines.get(450)).startsWith("450,awin-main,sku-450,Product 450,active,24.49,,EUR");
        assertThat(server.queries)
                .hasSize(3)
                .allSatisfy(query -> assertThat(query.offset()).isZero());
        assertThat(export.result().get().sentence()).isEqualTo("450 products written to products.csv.");
        assertThat(export.running().get()).isNull();
    }

    @Test
    void aFailureLeavesNoHalfFileAndKeepsTheFormerOne() throws IOException {
        Path file = Files.writeString(folder.resolve("products.csv"), "before");
        server.failure = new Offline(Reason.GONE, "eu-prod", "");
        export.start(Filter.ALL, file);
        assertThat(export.result().get().sentence()).startsWith("No file was written. No answer from eu-prod.");
        assertThat(file).hasContent("before");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() {
        export.start(Filter.ALL, folder.resolve("missing/products.csv"));
        assertThat(export.result().get().state()).isEqualTo(State.WARNING);
        assertThat(export.result().get().sentence())
                .contains("cannot be written")
                .contains("Choose another folder.");
    }

    @Test
    void textsOfOtherPeopleAreNoFormulas() {
        assertThat(Csv.line(Arrays.asList("=HYPERLINK(\"x\")", "a,b", null, 3, -1.5)))
                .isEqualTo("\"'=HYPERLINK(\"\"x\"\")\",\"a,b\",,3,-1.5\r\n");
    }
}

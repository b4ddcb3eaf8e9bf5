package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Compares runs that `load --save` wrote, in whichever order they were made; `load --compare` always compares the run
/// it has just made.
///
/// Run by hand: `SavedRuns BASELINE RUN` prints the outcome and, one a line, the rows.
public final class SavedRuns {

    private static final long SEED = 1;

    private SavedRuns() {}

    public static void main(String[] args) throws IOException {
        Json json = new Json();
        LoadComparison comparison = Comparison.of(
                json.read(Files.readAllBytes(Path.of(args[0])), LoadRecord.class),
                json.read(Files.readAllBytes(Path.of(args[1])), LoadRecord.class),
                new SplittableRandom(SEED));
        System.out.println(ReportWords.outcome(comparison.outcome()));
        comparison.remarks().forEach(System.out::println);
        for (LoadComparison.Row row : comparison.rows()) {
            System.out.println(String.join(
                    "\t",
                    ReportWords.row(row),
                    ReportWords.value(row, row.a()),
                    ReportWords.value(row, row.b()),
                    ReportWords.change(row),
                    ReportWords.outcome(row.outcome())));
        }
    }
}

package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run like another one, but for what is set.
final class RunLike {

    private final LoadRun run;
    private String target;
    private LoadFigures figures;
    private List<String> remarks;
    private @Nullable String reason;

    RunLike(LoadRun run) {
        this.run = run;
        this.target = run.target();
        this.figures = run.figures();
        this.remarks = run.remarks();
        this.reason = run.reason();
    }

    RunLike target(String other) {
        target = other;
        return this;
    }

    RunLike figures(LoadFigures other) {
        figures = other;
        return this;
    }

    RunLike remarks(List<String> other) {
        remarks = other;
        return this;
    }

    RunLike reason(@Nullable String other) {
        reason = other;
        return this;
    }

    LoadRun made() {
        return new LoadRun(
                run.id(),
                run.profile(),
                run.model(),
                target,
                run.ratePerSecond(),
                run.users(),
                run.durationSeconds(),
                run.state(),
                run.startedAt(),
                run.finishedAt(),
                figures,
                run.verdict(),
                remarks,
                reason,
                run.rampUpSeconds(),
                run.scenario(),
                run.baseline(),
                run.findings());
    }
}

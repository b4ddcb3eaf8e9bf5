package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadRun;
import org.jspecify.annotations.Nullable;

/// A run like another one, but for what is set.
final class RunLike {

    private final LoadRun run;
    private String target;
    private int rampUpSeconds;
    private boolean baseline;
    private @Nullable LoadFindings findings;

    RunLike(LoadRun run) {
        this.run = run;
        this.target = run.target();
        this.rampUpSeconds = run.rampUpSeconds();
        this.baseline = run.baseline();
        this.findings = run.findings();
    }

    RunLike target(String other) {
        target = other;
        return this;
    }

    RunLike rampUpSeconds(int other) {
        rampUpSeconds = other;
        return this;
    }

    RunLike baseline(boolean other) {
        baseline = other;
        return this;
    }

    RunLike findings(@Nullable LoadFindings other) {
        findings = other;
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
                run.figures(),
                run.verdict(),
                run.remarks(),
                run.reason(),
                rampUpSeconds,
                run.scenario(),
                baseline,
                findings);
    }
}

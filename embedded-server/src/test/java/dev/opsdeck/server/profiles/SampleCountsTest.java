package dev.opsdeck.server.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.profiles.ProfileMethod;
import dev.opsdeck.api.profiles.ProfileSampler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sums by method, of which only the large ones stay; names; and what is recorded.
final class SampleCountsTest {

    @Test
    void theLargestByOwnAndByTotalTimeAreTold() {
        SampleCounts counts = new SampleCounts();
        counts.add(
                List.of(
                        new SampleCounts.Row("own", 1, 5, 60, 60),
                        new SampleCounts.Row("some", 1, 5, 10, 20),
                        new SampleCounts.Row("whole", 1, 5, 0, 100)),
                10,
                100);
        assertThat(counts.shares(1))
                .containsExactly(new ProfileMethod("own", 1, 0.6, 0.6), new ProfileMethod("whole", 1, 0, 1));
        counts.add(List.of(new SampleCounts.Row("own", 9, 7, 30, 30)), 5, 100);
        assertThat(counts.shares(1))
                .as("the line with the most")
                .containsExactly(new ProfileMethod("own", 9, 0.45, 0.45), new ProfileMethod("whole", 1, 0, 0.5));
        assertThat(counts.samples()).isEqualTo(15);
        assertThat(new SampleCounts().shares(10)).isEmpty();
    }

    @Test
    void ofTooManyMethodsThoseWithTheLeastTimeAreForgotten() {
        SampleCounts counts = new SampleCounts();
        List<SampleCounts.Row> rows = new ArrayList<>();
        for (int i = 0; i <= 2 * SampleCounts.MOST; i++) {
            rows.add(new SampleCounts.Row("m" + i, 0, 0, 1, 1 + i % 100));
        }
        counts.add(rows, rows.size(), 1);
        List<SampleCounts.Row> left = counts.rows(rows.size());
        assertThat(left).hasSizeBetween(SampleCounts.MOST, SampleCounts.MOST + 1);
        assertThat(left).filteredOn(row -> row.total() == 100).hasSize(80);
    }

    @Test
    void whatIsRecordedAllTheTimeLooksAtNoRequest() {
        assertThat(Events.settings(ProfileSampler.CPU_TIME, Events.SELDOM, 10))
                .containsEntry("jdk.CPUTimeSample#throttle", "100ms")
                .doesNotContainKey("jdk.SocketRead#enabled");
        assertThat(Events.settings(ProfileSampler.RUNNING, Events.OFTEN, 100))
                .containsEntry("jdk.ExecutionSample#period", "10 ms")
                .containsEntry("jdk.SocketRead#enabled", "true");
    }

    @Test
    void namesAreAsTheyAreWrittenAndTheSameInEveryProcess() {
        assertThat(Frames.type("[B")).isEqualTo("byte[]");
        assertThat(Frames.type("[[Ljava.lang.String;")).isEqualTo("java.lang.String[][]");
        assertThat(Frames.type("dev.opsdeck.Main$$Lambda/0x000079d1c0")).isEqualTo("dev.opsdeck.Main$$Lambda");
        assertThat(Frames.type("dev.opsdeck.Main$$Lambda.0x000079d1c0/123")).isEqualTo("dev.opsdeck.Main$$Lambda");
        assertThat(Frames.type("dev.opsdeck.A0x1")).isEqualTo("dev.opsdeck.A0x1");
        assertThat(Frames.type("")).isEmpty();
        assertThat(Frames.kind(null)).isEqualTo("unknown");
    }
}

package dev.opsdeck.api.analytics;

import dev.opsdeck.api.Money;
import java.util.List;

/// The figures of one platform over a period. `publications` and `videos` are counts of what was made for it.
public record PlatformFigures(
        String platform,
        long views,
        long clicks,
        long conversions,
        long videos,
        long publications,
        List<Money> revenue) {

    public PlatformFigures {
        revenue = List.copyOf(revenue);
    }
}

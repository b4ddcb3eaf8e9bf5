package dev.opsdeck.api.capacity;

import org.jspecify.annotations.Nullable;

/// How much of a limit is in use.
///
/// @param key      `throughput`, `users`, `goal-users`, `p95`, `errors`, `connections`, `memory` or `cpu`
/// @param used     null when it is not known
/// @param limit    null when it is not known
/// @param unit     `1/s`, `ms`, `bytes`, `share` or `count`
/// @param share    used over limit; null when either is not known
/// @param evidence where the figures come from, or which are missing and how to get them; a sentence
public record Headroom(
        String key,
        String title,
        @Nullable Double used,
        @Nullable Double limit,
        String unit,
        @Nullable Double share,
        CapacityState state,
        String evidence) {}

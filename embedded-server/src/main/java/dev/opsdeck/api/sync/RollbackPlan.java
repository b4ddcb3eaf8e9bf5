package dev.opsdeck.api.sync;

import java.time.Instant;

/// What a rollback of a source would do now. It takes back the last run that changed anything.
///
/// @param run         that run
/// @param publishedAt when it became visible
/// @param restored    products that get their former content
/// @param broughtBack products that it archived and that return
/// @param archived    products that it added and that are archived
/// @param edited      products that were edited since; they stay as they are
public record RollbackPlan(
        long run, Instant publishedAt, long restored, long broughtBack, long archived, long edited) {}

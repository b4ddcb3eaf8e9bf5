package dev.opsdeck.api.health;

import java.time.Instant;

/// A backend process that shares this database.
///
/// @param database `h2` or `postgresql`
public record Instance(
        String instance, String version, String host, Instant startedAt, Instant heartbeatAt, String database) {}

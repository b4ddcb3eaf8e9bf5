package dev.opsdeck.api.audits;

import java.time.Instant;

/// Slow requests of a route, as far as the log of requests kept them.
///
/// @param requests how many, those included that stand for others
/// @param at       of the slowest
/// @param url      of the slowest, path and query
public record AuditSlow(String route, long requests, double slowestMillis, Instant at, String url) {}

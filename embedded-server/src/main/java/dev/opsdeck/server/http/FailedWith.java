package dev.opsdeck.server.http;

/// What a handler threw, where it was answered with status 500 or higher: in the request's context, for whoever keeps
/// a record of failed requests.
public record FailedWith(Throwable cause) {}

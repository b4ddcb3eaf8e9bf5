package dev.opsdeck.api.profiles;

/// A method and how much of the time is its own.
///
/// @param method class and method, such as `dev.opsdeck.server.http.Json.bytes`
/// @param line   in it, where most of its samples were; 0 when that is not known
/// @param self   share of the samples, from 0 to 1, that were in its own code
/// @param total  share of the samples that were in it or in what it called
public record ProfileMethod(String method, int line, double self, double total) {}

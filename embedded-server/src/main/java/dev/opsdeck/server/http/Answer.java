package dev.opsdeck.server.http;

import java.time.Duration;

/// A JSON answer that was serialised, hashed and compressed once, to be kept in a cache and sent many times.
/// Made by [Answers#prepare]; nobody may change the arrays.
///
/// @param json   the body
/// @param gzip   the body compressed; empty when that would not pay
/// @param etag   strong entity tag of the uncompressed body, with its quotes
/// @param maxAge what `Cache-Control` says; zero means `no-cache` (ask again with the tag)
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per request is what it is there to avoid
public record Answer(byte[] json, byte[] gzip, String etag, Duration maxAge) {}

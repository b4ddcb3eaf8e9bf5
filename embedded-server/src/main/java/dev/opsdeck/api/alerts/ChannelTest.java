package dev.opsdeck.api.alerts;

/// What became of a test message.
///
/// @param delivered  whether the receiver took it
/// @param detail     what it answered, or why it could not be delivered, in a sentence
/// @param tookMillis how long that took
public record ChannelTest(boolean delivered, String detail, long tookMillis) {}

package dev.opsdeck.server.alerts.delivery;

/// Brings one message to one receiver, once: whoever calls it tries again. Blocks for a bounded time; called by the
/// thread of its channel and, to test a channel, by that of a request.
@FunctionalInterface
interface Sender {

    Outcome send(Message message);
}

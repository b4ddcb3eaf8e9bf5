package dev.opsdeck.server.sync;

import dev.opsdeck.server.cache.Renewal;
import java.util.function.Supplier;

/// What the rest of the server wants to know of writes to the catalogue.
///
/// @param renewal made for each transaction that writes products: what it makes old
/// @param changed called on the run's thread when products were written: computes the scores anew
public record Catalogue(Supplier<Renewal> renewal, Runnable changed) {}

package dev.opsdeck.api.loadruns;

/// One kind of request of the mix.
///
/// @param name   how the report calls it
/// @param path   with `{productId}` where an id of the plan is to be drawn
/// @param weight share of the mix, over the sum of all weights
public record LoadCall(String name, String method, String path, double weight) {}

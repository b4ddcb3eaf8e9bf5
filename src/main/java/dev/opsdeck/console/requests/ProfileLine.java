package dev.opsdeck.console.requests;

/// A line of the smaller tables of a profile.
///
/// @param figure with its unit
record ProfileLine(String name, String figure) {}

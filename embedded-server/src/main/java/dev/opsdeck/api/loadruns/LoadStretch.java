package dev.opsdeck.api.loadruns;

/// What came of one call in a stretch of a run: what a comparison is made of.
///
/// @param second   when the stretch begins, from the start of the run
/// @param seconds  how long it is
/// @param call     name of the call
/// @param response latency from the intended start, base64 of HdrHistogram's compressed encoding, microseconds
public record LoadStretch(int second, int seconds, String call, long completed, long errors, String response) {}

package dev.opsdeck.api.profiles;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What ran in the last hours on all servers of the database, by the samples that are taken all the time: one for
/// every 100 ms of a thread's CPU time, a tenth of what a profile takes.
///
/// @param recording whether the server that was asked takes samples now
/// @param from      begin of the first hour that there are samples of; null when there are none
/// @param samples   how many there are
/// @param methods   most of their own time first; the largest by own and the largest by total time
public record SampledMethods(boolean recording, @Nullable Instant from, long samples, List<ProfileMethod> methods) {

    public SampledMethods {
        methods = List.copyOf(methods);
    }
}

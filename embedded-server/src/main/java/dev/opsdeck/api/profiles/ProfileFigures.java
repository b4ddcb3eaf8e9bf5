package dev.opsdeck.api.profiles;

import java.util.List;

/// What a recording says.
///
/// @param sampler      what the samples were taken by
/// @param samples      looks that were taken at running threads
/// @param withoutStack those that found no stack; shares are those of the others
/// @param truncated    those whose stack was deeper than the JVM records: their outermost callers are missing
/// @param lost         samples that the JVM says it had no room for
/// @param methods      most of their own time first; the largest by own and the largest by total time
/// @param threads      samples by kind of thread, most first; numbers in names are left out
/// @param allocations  share of the sampled bytes by class and place, most first
/// @param waits        waiting to enter a monitor for 10 ms or longer, most time first
public record ProfileFigures(
        ProfileSampler sampler,
        long samples,
        long withoutStack,
        long truncated,
        long lost,
        List<ProfileMethod> methods,
        List<ProfileShare> threads,
        List<ProfileShare> allocations,
        List<ProfileWait> waits) {

    public ProfileFigures {
        methods = List.copyOf(methods);
        threads = List.copyOf(threads);
        allocations = List.copyOf(allocations);
        waits = List.copyOf(waits);
    }
}

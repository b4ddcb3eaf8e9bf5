package dev.opsdeck.api.profiles;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the JVM takes samples by.
public enum ProfileSampler {
    /// By CPU time: each thread after every so many milliseconds of its own CPU time, also in native code. Shares are
    /// shares of CPU time. On Linux.
    @JsonProperty("cpu_time")
    CPU_TIME,
    /// By the clock: some of the threads that run Java code at that moment. Shares are shares of samples; native
    /// code is not seen.
    @JsonProperty("running")
    RUNNING
}

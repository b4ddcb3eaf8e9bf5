package dev.opsdeck.console.task;

/// What the system tells of this process. Background threads.
public interface ProcessMeter {

    /// CPU time used since its start.
    long cpuNanos();

    /// Heap in use, bytes.
    long heapUsed();

    /// Heap limit, bytes.
    long heapMax();

    /// Resident memory in bytes; -1 where the system does not tell.
    long resident();
}

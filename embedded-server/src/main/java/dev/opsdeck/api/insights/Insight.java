package dev.opsdeck.api.insights;

import java.util.List;

/// Something that was found.
///
/// @param subject  what it is about: a cache, a statement, a line of code, the heap
/// @param finding  in a sentence
/// @param evidence the figures that say so
/// @param advice   what to do, in a sentence
public record Insight(InsightKind kind, String subject, String finding, List<Evidence> evidence, String advice) {

    public Insight {
        evidence = List.copyOf(evidence);
    }

    /// One figure, with its unit.
    public record Evidence(String name, String value) {}
}

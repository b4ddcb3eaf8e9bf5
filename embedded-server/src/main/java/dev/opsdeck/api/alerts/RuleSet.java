package dev.opsdeck.api.alerts;

import java.util.List;

/// Rules to begin with.
///
/// @param name  `document` or `simple`
/// @param title what it is, in a few words
public record RuleSet(String name, String title, List<AlertRule> rules) {

    public RuleSet {
        rules = List.copyOf(rules);
    }
}

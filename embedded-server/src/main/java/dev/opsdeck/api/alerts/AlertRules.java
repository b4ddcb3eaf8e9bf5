package dev.opsdeck.api.alerts;

import dev.opsdeck.api.InvalidField;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All rules, in the order in which they are shown: at most 500.
public record AlertRules(List<AlertRule> rules) {

    /// Most rules of a server.
    public static final int MOST = 500;

    public AlertRules {
        rules = checked(rules);
    }

    private static List<AlertRule> checked(@Nullable List<AlertRule> rules) {
        if (rules == null || rules.size() > MOST) {
            throw new InvalidField("rules", "'rules' must be a list of at most " + MOST + " rules.");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            AlertRule rule = rules.get(i);
            if (rule == null || !names.add(rule.name().toLowerCase(Locale.ROOT))) {
                throw new InvalidField("rules[" + i + "].name", "Two rules have the same name, or one is null.");
            }
        }
        return List.copyOf(rules);
    }
}

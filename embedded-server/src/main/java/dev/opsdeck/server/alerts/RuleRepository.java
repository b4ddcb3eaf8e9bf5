package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tables `alert_rules` and `alert_rule_book`. Thread-safe.
final class RuleRepository {

    private static final Logger LOG = LoggerFactory.getLogger(RuleRepository.class);

    private final Database database;
    private final Json json;

    RuleRepository(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// All rules at one time.
    ///
    /// @param revision how often they were changed; 0: nobody has set any
    record Book(long revision, List<AlertRule> rules) {

        /// Those that are switched on.
        List<Rule> enabled() {
            return rules.stream().filter(rule -> rule.enabled()).map(Rule::of).toList();
        }
    }

    Book load() {
        // In one statement, so that rules and revision belong together.
        List<AlertRule> rules = new ArrayList<>();
        Long revision = database.readPrimary(c -> {
            Long[] found = {0L};
            Sql.each(
                    c,
                    "select b.revision, r.name, r.body from alert_rule_book b left join alert_rules r on 1 = 1"
                            + " where b.id = 1 order by r.position",
                    row -> {
                        found[0] = row.getLong("revision");
                        String body = row.getString("body");
                        if (body != null) {
                            read(row.getString("name"), body, rules);
                        }
                    });
            return found[0];
        });
        return revision == 0 ? new Book(0, RuleSets.DOCUMENT.rules()) : new Book(revision, rules);
    }

    /// Replaces all rules; false when they are not those of that revision any more.
    boolean save(long revision, List<AlertRule> rules) {
        record Row(int position, AlertRule rule) {}
        List<Row> rows = new ArrayList<>();
        rules.forEach(rule -> rows.add(new Row(rows.size(), rule)));
        return database.write(c -> {
            int turned = Sql.update(
                    c, "update alert_rule_book set revision = revision + 1 where id = 1 and revision = ?", revision);
            if (turned == 0) {
                return false;
            }
            Sql.update(c, "delete from alert_rules");
            Sql.batch(c, "insert into alert_rules (name, position, body) values (?, ?, ?)", rows, row -> new Object[] {
                row.rule.name(), row.position, new String(json.bytes(row.rule), StandardCharsets.UTF_8)
            });
            return true;
        });
    }

    private void read(String name, String body, List<AlertRule> rules) {
        try {
            rules.add(json.read(body.getBytes(StandardCharsets.UTF_8), AlertRule.class));
        } catch (ApiException unknown) {
            LOG.error("The alert rule '{}' is of another version and is left out: {}", name, unknown.getMessage());
        }
    }
}

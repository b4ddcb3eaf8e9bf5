package dev.opsdeck.server.audits;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class AuditsPostgresIT extends AuditsSuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}

/// Pool, migrations, transactions and a small JDBC kit. Knows no feature.
@NullMarked
package dev.opsdeck.server.db;

import org.jspecify.annotations.NullMarked;

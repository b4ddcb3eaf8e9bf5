/// What every route shares: JSON, answers with ETag and gzip, parameters, bodies, access, errors. Knows no feature.
@NullMarked
package dev.opsdeck.server.http;

import org.jspecify.annotations.NullMarked;

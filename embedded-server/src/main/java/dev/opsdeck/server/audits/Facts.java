package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditAlerts;
import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.audits.AuditRegression;
import dev.opsdeck.api.audits.AuditRequests;
import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.api.audits.MeasuredPeriod;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.capacity.CapacityStanding;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.requests.QueryReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a report is written from.
///
/// @param standing null in a weekly one
record Facts(
        Period period,
        Period former,
        Instant now,
        String version,
        MeasuredPeriod measured,
        Measured before,
        AuditRequests requests,
        QueryReport queries,
        List<CacheFigures> caches,
        List<LoadRun> loadRuns,
        @Nullable AuditRegression regression,
        AuditCapacity capacity,
        AuditAlerts alerts,
        @Nullable CapacityStanding standing) {}

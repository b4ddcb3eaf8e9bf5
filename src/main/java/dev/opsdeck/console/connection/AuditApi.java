package dev.opsdeck.console.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.Page;
import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditFormat;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditOrder;
import dev.opsdeck.api.audits.AuditSignature;
import dev.opsdeck.api.audits.AuditTick;

/// The calls of the contract about audits. Every method blocks and throws [ApiFailure]; call them on
/// [dev.opsdeck.console.task.BackgroundTasks] only.
public final class AuditApi {

    private final Http http;

    AuditApi(Http http) {
        this.http = http;
    }

    /// `GET /ops/audits`, newest first.
    public Page<Audit> audits(int limit) {
        return http.get(http.path("ops/audits").with("limit", limit), new TypeReference<>() {});
    }

    /// `GET /ops/audits/{id}`.
    public AuditDetail audit(long id) {
        return http.get(http.path("ops/audits/" + id), new TypeReference<>() {});
    }

    /// `GET /ops/audits/{id}` as a file.
    public byte[] file(long id, AuditFormat format) {
        return http.bytes(http.path("ops/audits/" + id).with("format", http.name(AuditFormat.class, format)));
    }

    /// `POST /ops/audits/{kind}`: of the last period that is over. May take long.
    public AuditDetail write(AuditKind kind) {
        var url = http.path("ops/audits/" + http.name(AuditKind.class, kind));
        return http.sendPatiently("POST", url, new AuditOrder(null, null), new TypeReference<>() {});
    }

    /// `POST /ops/audits/{id}/items`.
    public AuditDetail tick(long id, AuditTick tick) {
        return http.send("POST", http.path("ops/audits/" + id + "/items"), tick, new TypeReference<>() {});
    }

    /// `POST /ops/audits/{id}/signature`.
    public AuditDetail sign(long id, AuditSignature signature) {
        return http.send("POST", http.path("ops/audits/" + id + "/signature"), signature, new TypeReference<>() {});
    }
}

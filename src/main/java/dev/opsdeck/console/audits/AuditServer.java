package dev.opsdeck.console.audits;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditFormat;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditSignature;
import dev.opsdeck.api.audits.AuditTick;
import dev.opsdeck.console.connection.ApiClient;

/// What the page needs of one server. Every method blocks and may throw
/// [dev.opsdeck.console.connection.ApiFailure]: called on background threads only.
interface AuditServer {

    /// Newest first.
    Page<Audit> audits(int limit);

    AuditDetail audit(long id);

    byte[] file(long id, AuditFormat format);

    /// Of the last period that is over.
    AuditDetail write(AuditKind kind);

    AuditDetail tick(long id, AuditTick tick);

    AuditDetail sign(long id, AuditSignature signature);

    /// That of the server behind a client.
    static AuditServer of(ApiClient api) {
        return new AuditServer() {
            @Override
            public Page<Audit> audits(int limit) {
                return api.audits().audits(limit);
            }

            @Override
            public AuditDetail audit(long id) {
                return api.audits().audit(id);
            }

            @Override
            public byte[] file(long id, AuditFormat format) {
                return api.audits().file(id, format);
            }

            @Override
            public AuditDetail write(AuditKind kind) {
                return api.audits().write(kind);
            }

            @Override
            public AuditDetail tick(long id, AuditTick tick) {
                return api.audits().tick(id, tick);
            }

            @Override
            public AuditDetail sign(long id, AuditSignature signature) {
                return api.audits().sign(id, signature);
            }
        };
    }
}

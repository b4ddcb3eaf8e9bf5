package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditFormat;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditOrder;
import dev.opsdeck.api.audits.AuditSignature;
import dev.opsdeck.api.audits.AuditTick;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.Params;
import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.ZoneOffset;

/// `/ops/audits`.
final class AuditRoutes implements HttpService {

    private static final MediaType MARKDOWN = MediaTypes.create("text/markdown");
    private static final MediaType PDF = MediaTypes.create("application/pdf");

    /// A report opened in a browser can do nothing.
    private static final Header TIED = HeaderValues.createCached(
            HeaderNames.create("Content-Security-Policy"), "default-src 'none'; style-src 'unsafe-inline'; sandbox");

    private final Audits audits;
    private final Answers answers;
    private final Bodies bodies;
    private final Access access;

    AuditRoutes(Audits audits, Answers answers, Bodies bodies, Access access) {
        this.audits = audits;
        this.answers = answers;
        this.bodies = bodies;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", access.viewer(this::list))
                .get("/{id:[0-9]+}", access.viewer(this::read))
                .post("/{id:[0-9]+}/items", access.operator(this::tick))
                .post("/{id:[0-9]+}/signature", access.operator(this::sign));
        for (AuditKind kind : AuditKind.values()) {
            rules.post("/" + Params.word(kind), access.operator((req, res) -> write(kind, req, res)));
        }
    }

    private void list(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        answers.ok(req, res, audits.list(params.limit(50, 200), params.offset()));
    }

    private void write(AuditKind kind, ServerRequest req, ServerResponse res) {
        AuditOrder order = bodies.readOr(req, AuditOrder.class, new AuditOrder(null, null));
        AuditDetail written = audits.write(kind, order, Access.caller(req).actor());
        answers.created(req, res, "/ops/audits/" + written.audit().id(), written);
    }

    private void read(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        AuditFormat format = format(req, params);
        AuditDetail detail = audits.find(params.pathId());
        if (format == AuditFormat.JSON) {
            answers.ok(req, res, detail);
            return;
        }
        Paper paper = Paper.of(detail);
        res.headers().set(TIED);
        res.headers()
                .set(HeaderNames.CONTENT_DISPOSITION, "inline; filename=\"" + fileName(detail.audit(), format) + '"');
        switch (format) {
            case MARKDOWN -> answers.text(req, res, "text/markdown; charset=utf-8", Markdown.of(paper));
            case HTML -> answers.text(req, res, "text/html; charset=utf-8", Html.of(paper));
            default -> answers.bytes(req, res, "application/pdf", Pdf.of(paper));
        }
    }

    /// As the address says; else as the client prefers.
    private static AuditFormat format(ServerRequest req, Params params) {
        AuditFormat asked = params.choice("format", AuditFormat.class);
        if (asked != null) {
            return asked;
        }
        MediaType best = req.headers()
                .bestAccepted(MediaTypes.APPLICATION_JSON, MediaTypes.TEXT_HTML, MARKDOWN, PDF)
                .orElse(MediaTypes.APPLICATION_JSON);
        return best.equals(MediaTypes.TEXT_HTML)
                ? AuditFormat.HTML
                : best.equals(MARKDOWN) ? AuditFormat.MARKDOWN : best.equals(PDF) ? AuditFormat.PDF : AuditFormat.JSON;
    }

    private static String fileName(Audit audit, AuditFormat format) {
        String ending = format == AuditFormat.MARKDOWN ? "md" : Params.word(format);
        return "opsdeck-" + Params.word(audit.kind()) + "-"
                + audit.to().minusSeconds(1).atZone(ZoneOffset.UTC).toLocalDate() + "." + ending;
    }

    private void tick(ServerRequest req, ServerResponse res) {
        AuditTick tick = bodies.read(req, AuditTick.class);
        answers.ok(
                req,
                res,
                audits.tick(Params.of(req).pathId(), tick, Access.caller(req).actor()));
    }

    private void sign(ServerRequest req, ServerResponse res) {
        AuditSignature signature = bodies.read(req, AuditSignature.class);
        answers.ok(
                req,
                res,
                audits.sign(
                        Params.of(req).pathId(), signature, Access.caller(req).actor()));
    }
}

package dev.opsdeck.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The routing as it is written down: services register here as they would with Helidon, and what they register is
/// remembered. Every GET also answers HEAD, and an address that is known, but not with this method, is answered with
/// 405 and `Allow`. Used by the thread that starts the server, and done then.
public final class RouteTable implements HttpRules {

    private final HttpRules rules;
    private final String base;
    private final SequencedMap<String, SortedSet<String>> methods;

    /// One method on one address.
    ///
    /// @param path as it is documented, such as `/products/{id}`
    public record Route(String method, String path) {}

    private RouteTable(HttpRules rules, String base, SequencedMap<String, SortedSet<String>> methods) {
        this.rules = rules;
        this.base = base;
        this.methods = methods;
    }

    /// Fills a routing.
    ///
    /// @param routes registers everything; what it registers is looked up in that order
    /// @return what was registered, HEAD left out
    public static List<Route> fill(HttpRouting.Builder routing, Consumer<HttpRules> routes) {
        RouteTable table = new RouteTable(routing, "", new LinkedHashMap<>());
        routes.accept(table);
        table.refuseOtherMethods();
        return table.routes();
    }

    /// `//products/{id:[0-9]+}/` as `/products/{id}`.
    public static String readable(String pattern) {
        StringBuilder text = new StringBuilder("/");
        int depth = 0;
        boolean inExpression = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
                inExpression = inExpression && depth > 0;
            } else if (c == ':' && depth == 1) {
                inExpression = true;
            }
            boolean repeatedSlash = c == '/' && text.charAt(text.length() - 1) == '/';
            if (!inExpression && !repeatedSlash) {
                text.append(c);
            }
        }
        if (text.length() > 1 && text.charAt(text.length() - 1) == '/') {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    @Override
    public HttpRules register(HttpService... services) {
        for (HttpService service : services) {
            service.routing(this);
        }
        return this;
    }

    @Override
    public HttpRules register(String pattern, HttpService... services) {
        for (HttpService service : services) {
            service.routing(new RouteTable(rules, base + pattern, methods));
        }
        return this;
    }

    @Override
    public HttpRules route(Method method, String pattern, Handler handler) {
        String address = pattern.equals("/") && !base.isEmpty() ? base : base + pattern;
        SortedSet<String> known = methods.computeIfAbsent(address, first -> new TreeSet<>());
        known.add(method.text());
        if (method.equals(Method.GET)) {
            known.add(Method.HEAD.text());
            rules.route(Method.predicate(Method.GET, Method.HEAD), PathMatchers.create(address), handler);
        } else {
            rules.route(method, address, handler);
        }
        return this;
    }

    /// A route that does not say method and address cannot be listed.
    @Override
    public HttpRules route(HttpRoute route) {
        throw new UnsupportedOperationException("register a route by its method and address");
    }

    private void refuseOtherMethods() {
        methods.forEach((address, known) -> {
            String allowed = String.join(", ", known);
            rules.any(address, (req, res) -> {
                res.header(HeaderValues.create(HeaderNames.ALLOW, allowed));
                throw ApiException.methodNotAllowed("This address takes " + allowed + " only.");
            });
        });
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        methods.forEach((address, known) -> known.stream()
                .filter(method -> !method.equals(Method.HEAD.text()))
                .forEach(method -> routes.add(new Route(method, readable(address)))));
        return List.copyOf(routes);
    }
}

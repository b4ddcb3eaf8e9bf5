package dev.opsdeck.console.shell;

import dev.opsdeck.console.alerts.AlertsPage;
import dev.opsdeck.console.analytics.AnalyticsPage;
import dev.opsdeck.console.audits.AuditsPage;
import dev.opsdeck.console.capacity.CapacityPage;
import dev.opsdeck.console.connection.Embedded;
import dev.opsdeck.console.loadruns.LoadRunsPage;
import dev.opsdeck.console.overview.OverviewController;
import dev.opsdeck.console.products.ProductsPage;
import dev.opsdeck.console.requests.RequestsPage;
import dev.opsdeck.console.settings.ServerDialog;
import dev.opsdeck.console.settings.SettingsPage;
import dev.opsdeck.console.ui.State;
import java.util.List;

/// The pages that exist, in the order of the list. A page is added here by one line and nowhere else.
public final class Pages {

    private static final String VIEWS = "/dev/opsdeck/console/";

    private final PageServices s;
    private final ProductsPage products;
    private final RequestsPage requests;
    private final LoadRunsPage loadRuns;
    private final AlertsPage alerts;
    private final Runnable tokensUnlocked;

    /// @param tokensUnlocked called when tokens can be read that could not before
    public Pages(PageServices services, Runnable tokensUnlocked) {
        s = services;
        this.tokensUnlocked = tokensUnlocked;
        products = new ProductsPage(
                s.active(),
                s.live(),
                s.tasks(),
                s.commands(),
                s.overlay(),
                s.files(),
                s.notices(),
                s.formats(),
                s.clock(),
                s.views());
        requests = new RequestsPage(new RequestsPage.Parts(
                s.active(), s.live(), s.tasks(), s.commands(), s.files(), s.formats(), s.clock()));
        loadRuns = new LoadRunsPage(
                s.active(),
                s.servers().byId(Embedded.ID).api(),
                s.live(),
                s.thisComputer(),
                s.tasks(),
                s.commands(),
                s.overlay(),
                s.formats(),
                s.files(),
                s.notices(),
                s.clock(),
                s.views());
        alerts = new AlertsPage(new AlertsPage.Parts(
                s.active(),
                s.live(),
                s.servers().byId(Embedded.ID).api(),
                s.thisComputer(),
                s.range(),
                s.tasks(),
                s.commands(),
                s.overlay(),
                s.notices(),
                s.formats(),
                s.clock(),
                s.views()));
    }

    /// All pages; nothing is loaded yet.
    public List<Page> all() {
        return List.of(
                new Page("overview", "Overview", "fth-grid", VIEWS + "overview/overview.fxml", () -> overview(s)),
                new Page("products", "Products", "fth-package", ProductsPage.FXML, products::controller),
                new Page("analytics", "Analytics", "fth-trending-up", AnalyticsPage.FXML, () -> analytics(s)),
                new Page("requests", "Requests", "fth-list", RequestsPage.FXML, requests::controller),
                new Page("load-runs", "Load runs", "fth-activity", LoadRunsPage.FXML, loadRuns::controller),
                new Page("alerts", "Alerts", "fth-bell", AlertsPage.FXML, alerts::controller),
                new Page("audits", "Audits", "fth-check-square", AuditsPage.FXML, () -> audits(s)),
                new Page("capacity", "Capacity", "fth-bar-chart-2", CapacityPage.FXML, () -> capacity(s)),
                new Page("settings", "Settings", "fth-settings", VIEWS + "settings/settings.fxml", this::settings));
    }

    private static Object overview(PageServices s) {
        return OverviewController.of(s.active(), s.live(), s.range(), s.tasks(), s.commands(), s.formats());
    }

    private static Object analytics(PageServices s) {
        return AnalyticsPage.controller(
                s.active(), s.live(), s.tasks(), s.commands(), s.files(), s.notices(), s.formats(), s.clock());
    }

    private static Object audits(PageServices s) {
        return AuditsPage.controller(
                s.active(), s.live(), s.tasks(), s.commands(), s.files(), s.notices(), s.formats(), s.clock());
    }

    private static Object capacity(PageServices s) {
        return CapacityPage.controller(
                s.active(), s.live(), s.tasks(), s.commands(), s.files(), s.notices(), s.formats(), s.clock());
    }

    private Object settings() {
        return SettingsPage.controller(
                s.servers(),
                s.settings(),
                s.folders(),
                s.cost(),
                s.firstTile(),
                s.theme(),
                serverDialog(s),
                SettingsPage.tokens(s.tokens(), s.servers(), s.settings(), s.tasks(), s.views(), tokensUnlocked));
    }

    static ServerDialog serverDialog(PageServices s) {
        return new ServerDialog(
                s.servers(),
                s.tasks(),
                s.overlay(),
                s.views(),
                failure -> s.notices().show(State.CRITICAL, failure.title(), failure.text()));
    }

    /// The dialogs behind the buttons of the top bar.
    ActionDialogs dialogs() {
        return new ActionDialogs(
                products::openSync,
                loadRuns::openNewRun,
                loadRuns::openRampRun,
                alerts,
                requests::openProfile,
                products::openProduct);
    }
}

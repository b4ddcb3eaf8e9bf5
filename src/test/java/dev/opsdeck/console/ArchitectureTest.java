package dev.opsdeck.console;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.opsdeck.console.connection.ApiClient;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javafx.application.Platform;

/// The rules of the architecture that concern the console, by their numbers there. A rule that hinders is changed
/// here, with its reason, never worked around.
@AnalyzeClasses(packages = "dev.opsdeck.console", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String[] PAGES = {
        "dev.opsdeck.console.overview..",
        "dev.opsdeck.console.products..",
        "dev.opsdeck.console.loadruns..",
        "dev.opsdeck.console.requests..",
        "dev.opsdeck.console.alerts..",
        "dev.opsdeck.console.audits..",
        "dev.opsdeck.console.capacity..",
        "dev.opsdeck.console.settings.."
    };

    @ArchTest
    static final ArchRule serverIsFarAway = noClasses()
            .that()
            .resideInAPackage("dev.opsdeck.console..")
            .and()
            .resideOutsideOfPackage("dev.opsdeck.console.connection..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.opsdeck.server..")
            .as("2a. only connection knows that there is a server in this process");

    /// StartFailure is what OpsdeckServer.start throws: its message is the sentence for the user.
    @ArchTest
    static final ArchRule connectionKnowsTheServersDoor = noClasses()
            .that()
            .resideInAPackage("dev.opsdeck.console.connection..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.opsdeck.server..")
                    .and(DescribedPredicate.not(
                            nameMatching("dev\\.opsdeck\\.server\\.(OpsdeckServer|ServerSettings|StartFailure)"))))
            .as("2b. connection imports OpsdeckServer, ServerSettings and StartFailure, nothing else of the server");

    @ArchTest
    static final ArchRule pagesAreIslands = slices().matching(
                    "dev.opsdeck.console.(overview|products|loadruns|requests|alerts|audits|capacity|settings)..")
            .should()
            .notDependOnEachOther()
            .as("5a. pages never import each other");

    @ArchTest
    static final ArchRule onlyTheShellKnowsThePages = noClasses()
            .that()
            .resideOutsideOfPackages(PAGES)
            .and()
            .resideOutsideOfPackage("dev.opsdeck.console.shell..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(PAGES))
            .as("5b. only shell imports pages");

    @ArchTest
    static final ArchRule viewModelsNeedNoWindow = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml..", "okhttp3..")
            .as("6a. a ViewModel imports no scene, stage, FXML or HTTP client");

    @ArchTest
    static final ArchRule controllersMakeNoCalls = noClasses()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .dependOnClassesThat(resideInAPackage("okhttp3..")
                    .or(DescribedPredicate.describe("ApiClient", type -> type.isEquivalentTo(ApiClient.class))))
            .as("6b. a Controller makes no HTTP call");

    @ArchTest
    static final ArchRule fxThreadIsReachedInTwoPlaces = noClasses()
            .that()
            .resideOutsideOfPackages("dev.opsdeck.console.live..", "dev.opsdeck.console.task..")
            .should()
            .callMethod(Platform.class, "runLater", Runnable.class)
            .as("7a. Platform.runLater only in live and task");

    @ArchTest
    static final ArchRule executorsAreNamed = noClasses()
            .that()
            .resideOutsideOfPackages("dev.opsdeck.console.live..", "dev.opsdeck.console.task..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Executor.class, Executors.class)
            .as("7b. executors only in live and task");

    /// The live stream and the backend's start are threads of connection, the ends of the process those of the root.
    @ArchTest
    static final ArchRule threadsAreNamed = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.opsdeck.console", "dev.opsdeck.console.connection..", "dev.opsdeck.console.task..")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "start a thread",
                    call -> call.getTargetOwner().isAssignableTo(Thread.class)
                            && (call.getName().equals("ofVirtual")
                                    || call.getName().equals("ofPlatform")
                                    || call.getName().equals("startVirtualThread"))))
            .as("7c. threads are started only where named for it");

    @ArchTest
    static final ArchRule noSwing = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.opsdeck.console.PngWriter")
            .and(DescribedPredicate.not(nameMatching("dev\\.opsdeck\\.console\\.desktop\\.AwtTray(\\$.*)?")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.swing..", "javafx.embed.swing..", "javafx.scene.web..")
            .as("9a. no AWT, Swing or web view but in the PNG writer and the tray");

    @ArchTest
    static final ArchRule noPrinting = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.opsdeck.console.Launcher")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .as("9b. only the launcher prints");

    @ArchTest
    static final ArchRule noCycles = slices().matching("dev.opsdeck.console.(*)..")
            .should()
            .beFreeOfCycles()
            .as("9c. no cycles between packages");

    @ArchTest
    static final ArchRule sharedPartsKnowNoServer = classes()
            .that()
            .resideInAPackage("dev.opsdeck.console.ui..")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.not(
                    resideInAnyPackage("dev.opsdeck.console.connection..", "dev.opsdeck.console.shell..")))
            .as("ui knows no server and no window");
}

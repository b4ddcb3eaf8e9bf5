package dev.opsdeck;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.sql.Statement;

/// The rules of the architecture that concern the backend, by their numbers there. A rule that hinders is changed
/// here, with its reason, never worked around.
@AnalyzeClasses(packages = "dev.opsdeck", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String[] KIT = {
        "dev.opsdeck.server.http..",
        "dev.opsdeck.server.db..",
        "dev.opsdeck.server.redis..",
        "dev.opsdeck.server.cache..",
        "dev.opsdeck.server.limits..",
        "dev.opsdeck.server.spans..",
        "dev.opsdeck.server.tracing..",
        "dev.opsdeck.server.profiles.."
    };

    private static final String[] FEATURES = {
        "metrics",
        "history",
        "stream",
        "products",
        "sync",
        "analytics",
        "loadrun",
        "audit",
        "fleet",
        "requests",
        "alerts",
        "audits",
        "insights",
        "flushes",
        "capacity"
    };

    @ArchTest
    static final ArchRule contractKnowsNothing = classes()
            .that()
            .resideInAPackage("dev.opsdeck.api..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.opsdeck.api..", "java..", "org.jspecify..", "com.fasterxml.jackson.annotation.."))
            .as("1. the contract imports only java.., JSpecify and Jackson's annotations");

    @ArchTest
    static final ArchRule kitKnowsNoFeature = noClasses()
            .that()
            .resideInAnyPackage(KIT)
            .should()
            .dependOnClassesThat(feature())
            .as("3a. http, db, redis, cache, limits, spans, tracing and profiles know no feature");

    /// Exceptions:
    /// - history reads what metrics measured: they are two stations of one road;
    /// - stream sends what metrics made, in the order that the road gives;
    /// - sync writes products: a product has one repository;
    /// - alerts evaluate what metrics measured, and what history kept while nobody evaluated;
    /// - flushes judge what history kept of what metrics measured;
    /// - load runs tell what capacity makes of a ramp, so that both say the same;
    /// - every feature may hand lines to the log of actions, whose interface is all that audit shows.
    @ArchTest
    static final ArchRule featuresAreIslands = slices().assignedFrom(new FeatureSlices())
            .should()
            .notDependOnEachOther()
            .ignoreDependency(inFeature("history"), inFeature("metrics"))
            .ignoreDependency(inFeature("sync"), inFeature("products"))
            .ignoreDependency(inFeature("alerts"), inFeature("metrics"))
            .ignoreDependency(inFeature("alerts"), inFeature("history"))
            .ignoreDependency(inFeature("flushes"), inFeature("metrics"))
            .ignoreDependency(inFeature("flushes"), inFeature("history"))
            .ignoreDependency(inFeature("loadrun"), inFeature("capacity"))
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    new DescribedPredicate<JavaClass>("the interface of the log of actions") {
                        @Override
                        public boolean test(JavaClass type) {
                            return type.getName().equals("dev.opsdeck.server.audit.ActionLog");
                        }
                    })
            .as("3b. a feature imports no other feature");

    /// Jackson, because the engine speaks JSON lines on its standard input and output.
    @ArchTest
    static final ArchRule engineStandsAlone = classes()
            .that()
            .resideInAPackage("dev.opsdeck.server.loadrun.engine..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.opsdeck.server.loadrun.engine..",
                    "dev.opsdeck.api.loadruns..",
                    "org.HdrHistogram..",
                    "com.fasterxml.jackson..",
                    "java..",
                    "javax.net..",
                    "org.jspecify.."))
            .as("4. the load engine also runs as a process of its own");

    /// Virtual threads are started where a feature lives as long as its work; schedulers only in the wiring.
    @ArchTest
    static final ArchRule schedulersOnlyInTheWiring = noClasses()
            .that()
            .resideOutsideOfPackage("dev.opsdeck.server")
            .and()
            .resideOutsideOfPackage("dev.opsdeck.server.metrics")
            .and()
            .resideOutsideOfPackage("dev.opsdeck.server.loadrun.engine")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ScheduledExecutorService")
            .as("7. schedulers only in the wiring, the ticker and the engine");

    @ArchTest
    static final ArchRule configurationIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.opsdeck.server")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.helidon.config..")
            .as("8a. io.helidon.config only in dev.opsdeck.server");

    @ArchTest
    static final ArchRule sqlOnlyInRepositories = noClasses()
            .that()
            .resideOutsideOfPackage("dev.opsdeck.server.db..")
            .and()
            .haveSimpleNameNotEndingWith("Repository")
            .and()
            .haveSimpleNameNotEndingWith("Queries")
            .should()
            .dependOnClassesThat(resideInAPackage("java.sql"))
            .as("8b. java.sql only in *Repository, *Queries and server.db");

    /// What does not go through Sql is not in the query statistics.
    @ArchTest
    static final ArchRule statementsAreCounted = noClasses()
            .that()
            .resideOutsideOfPackage("dev.opsdeck.server.db..")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "execute a statement",
                    call -> call.getTargetOwner().isAssignableTo(Statement.class)
                            && call.getName().startsWith("execute")))
            .as("8c. statements are executed by server.db.Sql");

    @ArchTest
    static final ArchRule noDesktopHere = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.awt..", "javax.swing..", "javafx.."))
            .as("9a. no desktop classes in the backend");

    /// Start is loaded by a Java that cannot load anything else of ours; EngineMain's standard output is its
    /// protocol.
    @ArchTest
    static final ArchRule standardStreamsAreNotALog = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.opsdeck.launch.Start")
            .and()
            .doNotHaveFullyQualifiedName("dev.opsdeck.server.loadrun.engine.EngineMain")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .as("9b. no System.out and System.err: picocli's writers or the log");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.opsdeck.(**)").should().beFreeOfCycles().as("9c. no cycles between packages");

    private static DescribedPredicate<JavaClass> feature() {
        return new DescribedPredicate<>("a feature") {
            @Override
            public boolean test(JavaClass type) {
                return !FeatureSlices.of(type).isEmpty();
            }
        };
    }

    private static DescribedPredicate<JavaClass> inFeature(String name) {
        return resideInAPackage("dev.opsdeck.server." + name + "..");
    }

    /// One slice a feature; classes outside of features belong to none.
    private static final class FeatureSlices implements SliceAssignment {

        static String of(JavaClass type) {
            for (String feature : FEATURES) {
                String root = "dev.opsdeck.server." + feature;
                if (type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".")) {
                    return feature;
                }
            }
            return "";
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String feature = of(type);
            return feature.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(feature);
        }

        @Override
        public String getDescription() {
            return "features";
        }
    }
}

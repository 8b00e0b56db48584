package org.netsonde.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.netsonde.fixtures.Sources;

/** What must not depend on what. */
class ArchitectureTest {

    private static final String ENGINE = "org.netsonde.engine..";
    private static final String APP = "org.netsonde.app..";

    /** The one class of the window that the launcher calls, inside a lambda. */
    private static final String WINDOW_ENTRY = "org.netsonde.Netsonde";

    /** Runs on Java 11, so that an old Java gets a sentence: without annotations of others. */
    private static final String BOOTSTRAP = "org.netsonde.app.bootstrap";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // What the tests share is not the product.
            .withImportOption(location -> !location.contains("/src-test/"))
            .importPackages("org.netsonde");

    private static final ArchRule NO_STATIC_STATE =
            fields().that().areStatic().should().beFinal().because("constructors wire things");

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void engineNeverSeesJavaFx() {
        check(noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", APP));
    }

    @Test
    void appNeverSeesNetty() {
        check(noClasses()
                .that()
                .resideInAPackage(APP)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.."));
    }

    @Test
    void noProtocolImportsAnother() {
        check(slices().matching("org.netsonde.engine.protocol.(*)..").should().notDependOnEachOther());
    }

    @Test
    void whatProtocolsShareKnowsNoProtocol() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "org.netsonde.engine.stream..",
                        "org.netsonde.engine.exchange..",
                        "org.netsonde.engine.transport..",
                        "org.netsonde.engine.metrics..",
                        "org.netsonde.engine.traffic..",
                        "org.netsonde.engine.message..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.netsonde.engine.protocol.(*).."));
    }

    @Test
    void onlyTheRegistryKnowsProtocols() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.netsonde.engine.protocol.(*)..")
                .and()
                .doNotHaveFullyQualifiedName("org.netsonde.engine.protocol.ProtocolRegistry")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.netsonde.engine.protocol.(*).."));
    }

    @Test
    void nothingIsStaticAndMutable() {
        check(NO_STATIC_STATE);
        assertThat(NO_STATIC_STATE
                        .evaluate(new ClassFileImporter().importClasses(Counterexample.class))
                        .hasViolation())
                .isTrue();
    }

    @Test
    void engineWritesToNoStandardStream() {
        check(noClasses().that().resideInAPackage(ENGINE).should(ACCESS_STANDARD_STREAMS));
    }

    @Test
    void engineLogsThroughSystemLoggerOnly() {
        check(noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..",
                        "org.apache.log4j..",
                        "org.apache.logging..",
                        "org.slf4j..",
                        "io.netty.util.internal.logging.."));
    }

    @Test
    void nothingSleeps() {
        DescribedPredicate<JavaMethodCall> sleep = DescribedPredicate.describe(
                "sleeping", call -> call.getTarget().getName().equals("sleep"));
        check(noClasses().should().callMethodWhere(sleep));
    }

    @Test
    void commandLineLoadsNoJavaFx() {
        Predicate<JavaClass> commandLine = type -> type.getPackageName().equals("org.netsonde.app.cli")
                || type.getFullName().equals("org.netsonde.app.Launcher");
        assertThat(CLASSES.stream().filter(commandLine)).isNotEmpty();
        assertThat(reachable(commandLine, type -> type.getFullName().equals(WINDOW_ENTRY)))
                .filteredOn(path -> path.contains("javafx."))
                .isEmpty();
        // With the window's entry it is reached: the search can find it.
        if (CLASSES.contain(WINDOW_ENTRY)) {
            assertThat(reachable(commandLine, type -> false)).anyMatch(path -> path.contains("javafx."));
            assertThat(CLASSES.get(WINDOW_ENTRY).getDirectDependenciesToSelf().stream()
                            .map(dependency -> dependency.getOriginClass().getFullName())
                            .distinct()
                            .filter(name -> !name.equals(WINDOW_ENTRY)))
                    .containsOnly("org.netsonde.app.Launcher");
        }
    }

    /** How every class that is needed, directly or not, is reached. */
    private static Collection<String> reachable(Predicate<JavaClass> from, Predicate<JavaClass> except) {
        Set<String> seen = new HashSet<>();
        Deque<List<JavaClass>> paths = new ArrayDeque<>();
        CLASSES.stream().filter(from).forEach(type -> paths.add(List.of(type)));
        List<String> found = new ArrayList<>();
        while (!paths.isEmpty()) {
            List<JavaClass> path = paths.remove();
            JavaClass last = path.getLast();
            if (except.test(last) || !seen.add(last.getFullName())) {
                continue;
            }
            found.add(path.stream().map(JavaClass::getFullName).collect(Collectors.joining(" → ")));
            if ((last.getPackageName() + ".").startsWith("org.netsonde.")) {
                for (Dependency dependency : last.getDirectDependenciesFromSelf()) {
                    List<JavaClass> longer = new ArrayList<>(path);
                    longer.add(dependency.getTargetClass().getBaseComponentType());
                    paths.add(longer);
                }
            }
        }
        return found;
    }

    @Test
    void everyPackageSaysWhatBelongsThereAndIsNullMarked() {
        List<String> wrong = new ArrayList<>();
        Set<String> names = CLASSES.stream()
                .filter(resideInAPackage("org.netsonde.."))
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(BOOTSTRAP))
                .collect(Collectors.toSet());
        assertThat(names).contains("org.netsonde.engine", "org.netsonde.engine.protocol.tcp");
        for (String name : names) {
            JavaPackage known = CLASSES.getPackage(name);
            if (known.tryGetPackageInfo()
                    .filter(info -> info.isAnnotatedWith(NullMarked.class))
                    .isEmpty()) {
                wrong.add(name);
            }
        }
        assertThat(wrong)
                .as("packages without a package-info annotated @NullMarked")
                .isEmpty();
    }

    @Test
    void noTestSleeps() {
        List<Sources> sources = Sources.java(
                "engine/src/test", "app/src/test", "src-test/src/main/java/org/netsonde/fixtures", "src-test/src/test");
        assertThat(sources).hasSizeGreaterThan(20);
        assertThat(sources).noneMatch(source -> source.code().matches("(?s).*\\.sleep\\s*\\(.*"));
        assertThat(Sources.files("src-test/src/test/resources", ".py"))
                .isNotEmpty()
                .noneMatch(path -> contentOf(path).contains("sleep("));
    }

    private static String contentOf(java.nio.file.Path path) {
        return org.assertj.core.api.Assertions.contentOf(path.toFile());
    }

    /** What the rule against static state must find. */
    @SuppressWarnings("unused")
    private static final class Counterexample {
        private static int count;
    }
}

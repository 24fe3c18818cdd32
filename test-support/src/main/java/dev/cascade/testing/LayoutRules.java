package dev.cascade.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.nio.file.Path;
import java.util.List;

/**
 * The layout that every service keeps (DESIGN, section 1): one test class per service calls {@link
 * #check}.
 *
 * <ul>
 *   <li>{@code domain} is pure: it knows Java, JSpecify and itself, and no clock or chance.
 *   <li>{@code topology} does not know {@code rest}; {@code rest} meets Avro only by way of {@code
 *       contract}.
 *   <li>A service does not know another service.
 *   <li>Whoever makes a producer or consumer says in a {@code PlainClient} what it reads and
 *       writes.
 *   <li>Every client reaches the brokers by {@code KafkaCluster}, with its security settings.
 *   <li>A request has a virtual thread of its own: none waits on an event loop, or for one of the
 *       few threads of a pool.
 *   <li>Packages have a subject for a name and say their purpose in {@code package-info.java}.
 * </ul>
 */
public final class LayoutRules {

  private static final List<String> SERVICES =
      List.of("orders", "payments", "inventory", "fraud", "orderdetails", "email");

  private static final String[] WATCHERS = {"dev.cascade.auditor.."};

  private LayoutRules() {}

  /**
   * Checks the module under test.
   *
   * @param basePackage the service's own, such as {@code dev.cascade.orders}
   */
  public static void check(String basePackage) {
    JavaClasses code =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(basePackage);
    if (code.isEmpty()) {
      throw new AssertionError("No classes in " + basePackage + ": nothing was checked");
    }
    rules(basePackage).check(code);
    PackageDocumentation.check(Path.of(System.getProperty("basedir", ""), "src/main/java"));
  }

  static ArchRule rules(String basePackage) {
    return CompositeArchRule.of(
        List.of(
            pureDomain(basePackage),
            domainWithoutClockOrChance(basePackage),
            topologyWithoutRest(basePackage),
            restWithoutAvro(basePackage),
            noOtherService(basePackage),
            packagesNamedAfterASubject(),
            noLegacyDate(),
            clientsSayWhatTheyReadAndWrite(basePackage),
            oneWayToTheCluster(basePackage),
            noRequestOnAnEventLoop(basePackage)));
  }

  private static ArchRule pureDomain(String base) {
    String domain = base + ".domain..";
    return classes()
        .that()
        .resideInAPackage(domain)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", domain))
        .allowEmptyShould(true)
        .as("The domain knows Java, JSpecify and itself");
  }

  private static ArchRule domainWithoutClockOrChance(String base) {
    return noClasses()
        .that()
        .resideInAPackage(base + ".domain..")
        .should()
        .callMethodWhere(AmbientCalls.TIME_OR_CHANCE)
        .orShould()
        .callConstructorWhere(AmbientCalls.NEW_RANDOM)
        .allowEmptyShould(true)
        .as("The domain is told the time and chance, it does not ask for them");
  }

  private static ArchRule topologyWithoutRest(String base) {
    return noClasses()
        .that()
        .resideInAPackage(base + ".topology..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(base + ".rest..", "jakarta.ws.rs.."))
        .allowEmptyShould(true)
        .as("A topology does not know who asks over HTTP");
  }

  private static ArchRule restWithoutAvro(String base) {
    return noClasses()
        .that()
        .resideInAPackage(base + ".rest..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.avro..", "dev.cascade.schemas"))
        .allowEmptyShould(true)
        .as("REST meets Avro only by way of the contract package");
  }

  private static ArchRule noOtherService(String base) {
    String[] all =
        SERVICES.stream().map(name -> "dev.cascade." + name + "..").toArray(String[]::new);
    return noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage(all).and(not(resideInAPackage(base + ".."))))
        .as("A service does not know another service");
  }

  private static ArchRule packagesNamedAfterASubject() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            "..common..",
            "..util..",
            "..utils..",
            "..helper..",
            "..helpers..",
            "..misc..",
            "..manager..",
            "..shared..")
        .as("A package is named after its subject");
  }

  /** Who watches the services from outside is no part of their lineage. */
  private static ArchRule oneWayToTheCluster(String base) {
    return noClasses()
        .that()
        .resideInAPackage(base + "..")
        .should()
        .callMethod("dev.cascade.streams.runtime.StreamsSettings", "bootstrapServers")
        .as("Clients reach the brokers by KafkaCluster, so that TLS and SASL hold for all of them");
  }

  /** Where stores are and what is in them is asked behind locks that a rebalance holds. */
  private static ArchRule noRequestOnAnEventLoop(String base) {
    return classes()
        .that()
        .resideInAPackage(base + "..")
        .and()
        .areAnnotatedWith("jakarta.ws.rs.Path")
        .should()
        .beAnnotatedWith("io.smallrye.common.annotation.RunOnVirtualThread")
        .allowEmptyShould(true)
        .as("A request has a virtual thread of its own, and waits on no event loop");
  }

  private static ArchRule clientsSayWhatTheyReadAndWrite(String base) {
    return classes()
        .that()
        .resideOutsideOfPackages(WATCHERS)
        .and()
        .resideInAPackage(base + "..")
        .and(DeclaredClients.MAKE_CLIENTS)
        .should(DeclaredClients.BE_DECLARED)
        .allowEmptyShould(true)
        .as("Whoever makes a producer or consumer produces a PlainClient for the lineage");
  }

  private static ArchRule noLegacyDate() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Date")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Calendar")
        .as("Times are java.time");
  }
}

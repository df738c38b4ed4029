package dev.caravan.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** The rooms of the house: what may know what. */
@AnalyzeClasses(locations = MainClasses.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule importsRunDownwards =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("message")
          .definedBy("dev.caravan.message..")
          .layer("store")
          .definedBy("dev.caravan.store..", "dev.caravan.cache..")
          .layer("platform")
          .definedBy(
              "dev.caravan.platform..",
              "dev.caravan.agent..",
              "dev.caravan.contact..",
              "dev.caravan.template..")
          .layer("delivery")
          .definedBy("dev.caravan.delivery..")
          .layer("governance")
          .definedBy("dev.caravan.governance..")
          .optionalLayer("schedule")
          .definedBy("dev.caravan.schedule..", "dev.caravan.condition..")
          .optionalLayer("inbound")
          .definedBy("dev.caravan.inbound..")
          .layer("web")
          .definedBy("dev.caravan.web..")
          .layer("monitor")
          .definedBy("dev.caravan.monitor..")
          .layer("sandbox")
          .definedBy("dev.caravan.sandbox..")
          .layer("wiring")
          .definedBy("dev.caravan.wiring..", "dev.caravan")
          .whereLayer("wiring")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("web")
          .mayOnlyBeAccessedByLayers("wiring")
          .whereLayer("monitor")
          .mayOnlyBeAccessedByLayers("wiring")
          // The API's document describes the sandbox's own calls.
          .whereLayer("sandbox")
          .mayOnlyBeAccessedByLayers("web", "wiring")
          .whereLayer("inbound")
          .mayOnlyBeAccessedByLayers("web", "monitor", "wiring")
          .whereLayer("schedule")
          .mayOnlyBeAccessedByLayers("inbound", "web", "monitor", "wiring")
          .whereLayer("governance")
          .mayOnlyBeAccessedByLayers("schedule", "inbound", "web", "monitor", "wiring")
          .whereLayer("delivery")
          .mayOnlyBeAccessedByLayers(
              "governance", "schedule", "inbound", "web", "monitor", "wiring")
          .whereLayer("message")
          .mayNotAccessAnyLayer()
          .whereLayer("store")
          .mayOnlyAccessLayers("message")
          .whereLayer("platform")
          .mayOnlyAccessLayers("store", "message")
          .whereLayer("sandbox")
          .mayOnlyAccessLayers("store", "message");

  @ArchTest
  static final ArchRule roomsFormNoCircle =
      slices().matching("dev.caravan.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule messagesKnowTheJdkAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.caravan.message..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("dev.caravan.message..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule camelIsKnownToWiringWebAndStepsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.caravan.wiring..", "dev.caravan.web..")
          .and(areNot("Steps"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  @ArchTest
  static final ArchRule statementsAreWrittenInStoreAndTablesAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.caravan.store..")
          .and(areNot("Table"))
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "run SQL",
                  c ->
                      c.getName().startsWith("org.jdbi.v3.core.statement")
                          || c.getName().equals("java.sql.Statement")
                          || c.getName().equals("java.sql.PreparedStatement")
                          || c.getName().equals("java.sql.ResultSet")));

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now");

  @ArchTest
  static final ArchRule onlyWhatRunsAsItsOwnProcessKnowsTheSystemsClock =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.caravan.wiring.Hub")
          .and()
          .doNotHaveFullyQualifiedName("dev.caravan.sandbox.FarSide")
          .and()
          .doNotHaveFullyQualifiedName("dev.caravan.wiring.Validate")
          .should()
          .callMethod(java.time.InstantSource.class, "system")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC");

  private static DescribedPredicate<JavaClass> areNot(String kind) {
    return DescribedPredicate.describe(
        "are not *" + kind,
        c -> {
          JavaClass outermost = c;
          while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
          }
          return !outermost.getSimpleName().endsWith(kind);
        });
  }
}

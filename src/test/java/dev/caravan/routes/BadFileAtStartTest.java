package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import org.junit.jupiter.api.Test;

/** A hub starts whatever the site's files hold. */
class BadFileAtStartTest {
  private static final String HELD =
      """
      - bean:
          id: govern-all
          ref: governance
          method: "hold(${body}, 'A human reads everything here.')"
      """;

  @Test
  void theLastGoodCopyTheBuiltInOrNothingStandsIn() {
    try (TestHub hub = TestHub.unlimited()) {
      Site site = Site.of(hub);
      site.write("flow/govern", Site.policyWith(HELD));
      site.inForce("flow/govern", Site.policyWith(HELD));
      site.write("flow/govern", "- route: [");
      site.write("platform/slack", "- route: [");
      site.write("bridge/mine", "- route: [");
      hub.restart();
      assertThat(site.error("flow/govern")).contains("no YAML", "last good copy");
      assertThat(hub.send("autonomous", "C0GENERAL", "Held by the copy").status()).isEqualTo(202);
      assertThat(site.route("platform/slack"))
          .containsEntry("source", "built-in")
          .containsEntry("status", "degraded");
      assertThat(site.error("platform/slack")).contains("The built-in file is in force.");
      assertThat(site.error("bridge/mine")).contains("Nothing stands in for it.");
      assertThat(site.route("bridge/mine")).containsEntry("status", "absent");
      assertThat(site.health()).startsWith("200 ").contains("DEGRADED", "bridge/mine");
      assertThat(site.policyChanges()).hasSize(2);
    }
  }
}

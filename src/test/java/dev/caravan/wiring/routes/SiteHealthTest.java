package dev.caravan.wiring.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

/** What is degraded is told as data, and leaves the hub up. */
class SiteHealthTest {

  @Test
  void a_fault_is_a_detail_of_its_own() {
    HealthCheck.Result told =
        new SiteHealth(() -> Map.of("connections.yaml", "/home/x \"is\" deleted")).call();

    assertThat(told.getState()).isEqualTo(HealthCheck.State.UP);
    assertThat(told.getDetails())
        .containsEntry("degraded", true)
        .containsEntry("degraded connections.yaml", "/home/x \"is\" deleted");
    // Camel would escape these twice.
    assertThat(told.getMessage().orElse("")).startsWith("DEGRADED").doesNotContain("/", "\"");
  }

  @Test
  void without_a_fault_nothing_is_degraded() {
    assertThat(new SiteHealth(Map::of).call().getDetails()).containsEntry("degraded", false);
  }
}

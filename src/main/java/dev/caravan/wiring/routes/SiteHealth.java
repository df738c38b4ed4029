package dev.caravan.wiring.routes;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells which of the site's files are not in force, which connections have no good credential, and
 * which platforms do not answer; that makes the hub degraded, not unready.
 */
public final class SiteHealth extends AbstractHealthCheck {
  private final Supplier<Map<String, String>> faults;

  public SiteHealth(Supplier<Map<String, String>> faults) {
    super("caravan", "site");
    this.faults = faults;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    Map<String, String> now = faults.get();
    builder.up().detail("degraded", !now.isEmpty());
    if (!now.isEmpty()) {
      // Camel escapes a message twice, so that what may hold a slash or a quote stands in details.
      builder.message("DEGRADED: " + now.size() + " told under data");
      now.forEach((what, why) -> builder.detail("degraded " + what, why));
    }
  }
}

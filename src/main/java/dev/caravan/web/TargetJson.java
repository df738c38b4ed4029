package dev.caravan.web;

import dev.caravan.message.Failover;
import dev.caravan.message.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a message goes, as the API shows it. */
public record TargetJson(
    String platform, String connection, String recipientId, @Nullable String threadId) {

  /** That a message went from one target to another, and why. */
  public record HopJson(TargetJson from, TargetJson to, String reason, Instant at) {}

  static TargetJson of(Target target) {
    return new TargetJson(
        target.platform(), target.connection(), target.recipientId(), target.threadId());
  }

  static List<TargetJson> targets(@Nullable Failover failover) {
    return failover == null ? List.of() : failover.targets().stream().map(TargetJson::of).toList();
  }

  static List<HopJson> hops(@Nullable Failover failover) {
    return failover == null
        ? List.of()
        : failover.hops().stream()
            .map(h -> new HopJson(of(h.from()), of(h.to()), h.reason().word(), h.at()))
            .toList();
  }
}

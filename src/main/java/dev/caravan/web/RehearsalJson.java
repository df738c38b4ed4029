package dev.caravan.web;

import dev.caravan.delivery.Decisions;
import dev.caravan.delivery.Left;
import dev.caravan.governance.Accepted.Rehearsed;
import dev.caravan.platform.Limit;
import dev.caravan.platform.preview.Preview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run answers.
 *
 * @param closedUntil until when the platform asked for silence; null where it did not
 */
public record RehearsalJson(
    String statusWouldBe,
    Map<String, Object> decision,
    Preview rendering,
    List<String> warnings,
    List<LimitLeft> limits,
    @Nullable Instant closedUntil) {

  /**
   * A limit, and what all limits of its scope together still allow.
   *
   * @param left null where another node sends for the connection
   */
  public record LimitLeft(
      String scope, int count, double perSeconds, int burst, @Nullable Integer left) {
    static LimitLeft of(String scope, Limit limit, @Nullable Integer left) {
      LimitJson json = LimitJson.of(scope, limit);
      return new LimitLeft(json.scope(), json.count(), json.perSeconds(), json.burst(), left);
    }
  }

  static RehearsalJson of(Rehearsed rehearsed) {
    Left left = rehearsed.allowed().left();
    List<LimitLeft> limits = new ArrayList<>();
    for (Limit limit : rehearsed.allowed().traffic().limits()) {
      limits.add(LimitLeft.of("connection", limit, left == null ? null : left.ofConnection()));
    }
    for (Limit limit : rehearsed.allowed().traffic().recipientLimits()) {
      limits.add(LimitLeft.of("recipient", limit, left == null ? null : left.ofRecipient()));
    }
    return new RehearsalJson(
        rehearsed.judged().status().word(),
        Decisions.shown(rehearsed.judged().decision()),
        rehearsed.rendering(),
        rehearsed.warnings(),
        limits,
        left == null ? null : left.closedUntil());
  }
}

package dev.caravan.governance;

import dev.caravan.message.Address;
import dev.caravan.message.Failover;
import dev.caravan.message.Form;
import dev.caravan.message.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where a message may go instead, once its own connection is sick. */
final class FailoverForm {
  private static final int LONGEST_ID = 255;

  /** A chain that is longer is a mailing list. */
  private static final int MOST = 5;

  /** Below it a platform that stumbles once would be left for good. */
  private static final Duration SOONEST = Duration.ofSeconds(10);

  private static final Duration LATEST = Duration.ofHours(24);

  private FailoverForm() {}

  /** What the form says; null where it says nothing. */
  static Address.@Nullable Otherwise read(Form form) {
    List<Address> addresses = new ArrayList<>();
    for (Form one : form.forms("failover", MOST)) {
      addresses.add(address(one));
      one.refuseUnknown();
    }
    Duration after = form.duration("failover_after");
    if (after != null && addresses.isEmpty()) {
      form.fault(
          "failover_after",
          "contradiction",
          "'failover_after' needs 'failover': a list of targets such as [{\"connection\": \"telegram\", \"recipient_id\": \"42\"}].");
    }
    if (after != null && (after.compareTo(SOONEST) < 0 || after.compareTo(LATEST) > 0)) {
      form.fault(
          "failover_after",
          "out_of_range",
          "'failover_after' is %s; write 10s to 24h, for example 5m."
              .formatted(Texts.shown(after.toSeconds() + "s")));
    }
    return addresses.isEmpty()
        ? null
        : new Address.Otherwise(addresses, after == null ? Failover.AFTER : after);
  }

  private static Address address(Form one) {
    String platform = one.text("platform", 64);
    String connection = one.text("connection", LONGEST_ID);
    if (platform == null && connection == null) {
      one.fault(
          "platform",
          "required",
          "'platform' or 'connection' is required, for example \"telegram\".");
    }
    return new Address(
        platform,
        connection,
        one.need("recipient_id", LONGEST_ID, "42"),
        one.text("thread_id", LONGEST_ID));
  }
}

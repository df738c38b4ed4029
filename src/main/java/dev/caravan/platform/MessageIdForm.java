package dev.caravan.platform;

import dev.caravan.message.Texts;
import java.util.Optional;

/** What a platform's id of a message looks like where the hub keeps it. */
public final class MessageIdForm {
  private MessageIdForm() {}

  /**
   * Why {@code platformId} can be no message's; empty where it may be one's.
   *
   * @param form a regular expression of all that it can be
   * @param platform the platform's name, for people
   * @param example a good one
   */
  public static Optional<String> fault(
      String platformId, String form, String platform, String example) {
    return platformId.matches(form)
        ? Optional.empty()
        : Optional.of(
            "'%s' is no message of %s's as the hub keeps it; write for example %s."
                .formatted(Texts.shown(platformId), platform, example));
  }
}

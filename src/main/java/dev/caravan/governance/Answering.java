package dev.caravan.governance;

import dev.caravan.message.Content;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import dev.caravan.message.Target;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ties a message to the hub's own message that it answers. */
final class Answering {
  private Answering() {}

  /** The submission's content, which knows what it answers; an unknown id may be an inbound one. */
  static Content content(RepliesTable replies, Submission submission, Target target) {
    Content content = submission.content();
    String replyTo = submission.notes().replyTo();
    Optional<RepliesTable.Said> said = replyTo == null ? Optional.empty() : replies.said(replyTo);
    if (said.isEmpty()) {
      return content;
    }
    String platformId = platformId(said.get(), replyTo, target);
    return new Content(
        content.text(),
        content.format(),
        content.actions(),
        content.extras().answering(platformId));
  }

  private static String platformId(
      RepliesTable.Said said, @Nullable String replyTo, Target target) {
    if (!said.lane().equals(target.lane())) {
      throw refused(
          new Fault(
              "reply_to",
              "reply_elsewhere",
              "'reply_to' is '%s', a message of another conversation; answer it where it went, or leave 'reply_to' out."
                  .formatted(replyTo)));
    }
    String platformId = said.platformId();
    if (platformId == null) {
      throw refused(
          new Fault(
              "reply_to",
              "reply_unsent",
              "'reply_to' is '%s', which was not sent, so nothing can answer it; wait until it is, or leave 'reply_to' out."
                  .formatted(replyTo)));
    }
    if (said.recalledAt() != null) {
      throw refused(
          new Fault(
              "reply_to",
              "reply_recalled",
              "'reply_to' is '%s', which was taken back at %s; leave 'reply_to' out."
                  .formatted(replyTo, said.recalledAt())));
    }
    return platformId;
  }

  private static Refused refused(Fault fault) {
    return new Refused(Refused.Kind.INVALID, List.of(fault));
  }
}

package dev.caravan.delivery;

import dev.caravan.message.Content;
import dev.caravan.message.StoredMessage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that somebody makes to a message after it was sent.
 *
 * @param before the message as it stood when the change was made up
 * @param content what it is to say; null where it is to be taken back
 * @param comment why, in the words of whoever makes it
 */
public record Revision(
    UUID id, StoredMessage before, @Nullable Content content, String by, @Nullable String comment) {

  /** What is done, as rows and the trail write it. */
  public String deed() {
    return content == null ? "recall" : "edit";
  }

  /** The message that is changed. */
  public UUID messageId() {
    return before.message().id();
  }
}
